"""A buying journey as a grid: stages across, lanes down, and nothing in a cell that the evidence does not fill."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import Any, NamedTuple

from personas.draft import CELLS
from personas.publishing.lines import Line, Lines, legend
from personas.publishing.words import heading

_COLUMN, _MIDDLE, _STEP = 100, 40, 15
"""Width of a stage, depth of the neutral line and height of one point of emotion, in the drawing's units."""


class Feeling(NamedTuple):
    """What people of a stage reported of their own mood, -2 to +2: the mean of what the emotion check read."""

    place: int
    stage: str
    value: float
    n: int
    x: float
    y: float

    @property
    def words(self) -> str:
        """The mood as a signed figure with the number of people's own words behind it."""
        signed = "0" if self.value == 0 else f"{self.value:+.2g}".replace("-", "−")
        return f"{signed} ({self.n} self-report{'s' if self.n > 1 else ''})"


class Lane(NamedTuple):
    """One row: a cell of lines for each stage."""

    title: str
    cells: tuple[tuple[Line, ...], ...]


class JourneyMap(NamedTuple):
    """The whole grid."""

    scenario: Line | None
    planned: bool
    stages: tuple[str, ...]
    lanes: tuple[Lane, ...]
    feelings: tuple[Feeling, ...]
    strokes: tuple[tuple[Feeling, Feeling], ...]
    """The ends of the line between neighbouring stages that both have a feeling; never across a gap."""
    width: int
    height: int
    marks: tuple[tuple[str, str], ...]
    """The marks of its claims with their words, the best supported first: the legend of the map."""


def journey_map(body: Mapping[str, Any], lines: Lines) -> JourneyMap | None:
    """The journey of a body, or None when no claim of it is there."""
    journey = body["journey"]
    if not journey or not any(lines.known(ids) for stage in journey["stages"] for ids in stage["cells"].values()):
        return None
    stages = journey["stages"]
    scenario = lines.one(journey["scenario"])
    extra = [name for stage in stages for name in stage["cells"] if name not in CELLS]
    names = (*CELLS, *dict.fromkeys(extra))
    lanes = tuple(Lane(heading(n), tuple(lines.of(s["cells"].get(n, [])) for s in stages)) for n in names)
    feelings = _feelings(stages, lanes[CELLS.index("emotion")])
    return JourneyMap(
        scenario=scenario,
        planned=journey["kind"] == "planned",
        stages=tuple(heading(stage["name"]) for stage in stages),
        lanes=lanes,
        feelings=feelings,
        strokes=_strokes(feelings),
        width=_COLUMN * len(stages),
        height=2 * _MIDDLE,
        marks=legend(line for lane in lanes for cell in lane.cells for line in cell),
    )


def _feelings(stages: Sequence[Mapping[str, Any]], lane: Lane) -> tuple[Feeling, ...]:
    """Self-reported only: the levels that the emotion check read in people's own words; a rating is no emotion."""
    feelings = []
    for place, (stage, cell) in enumerate(zip(stages, lane.cells, strict=True)):
        levels = [line.level for line in cell if line.level is not None]
        if levels:
            value = fmean(levels)
            x, y = _COLUMN * (place + 0.5), _MIDDLE - _STEP * value
            feelings.append(Feeling(place, heading(stage["name"]), value, len(levels), x, y))
    return tuple(feelings)


def _strokes(feelings: Sequence[Feeling]) -> tuple[tuple[Feeling, Feeling], ...]:
    return tuple((one, after) for one, after in pairwise(feelings) if after.place - one.place == 1)
