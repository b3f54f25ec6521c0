"""Comparing segments: a heat map of index values, and two segments figure by figure."""

import math
import re
from collections.abc import Mapping, Sequence

from personas.base import Record
from personas.evidence import BY_DEFINITION, Statistic
from personas.library import segments as store
from personas.segment import Method, Segment
from workspace.roles import permitted
from workspace.workspace import Workspace

MOST_ROWS = 18
JOURNEY = {
    "campaign_reached": "awareness",
    "campaign_opened": "awareness",
    "campaign_clicked": "consideration",
    "looked_without_buying": "consideration",
    "customers:channel=web": "purchase",
    "customers:channel=store": "purchase",
    "returners": "use",
    "one_order_only": "loyalty",
    "predicted:lapse": "loyalty",
}
"""Figure -> the stage of a buying journey that it counts."""
_OWN = re.compile(r" \((?:between|all customers:) .*\)$")
"""What a predicate says of its own segment's level."""


class HeatRow(Record):
    """One figure over all segments."""

    words: str
    cells: tuple[Statistic | None, ...]
    """In the segments' order; None where it is withheld."""


class HeatMap(Record):
    """Where segments differ most: index 100 is everybody."""

    segments: tuple[Segment, ...]
    rows: tuple[HeatRow, ...]


class Compared(Record):
    """One figure of two segments."""

    words: str
    first: Statistic
    second: Statistic
    apart: bool
    """Their 95 % intervals do not meet, and both speak of 30 people or more; never of what is predicted, whose range
    is no such interval, nor of what follows from their rules."""


@permitted("look")
def heat_map(workspace: Workspace, method: Method) -> HeatMap:
    """The figures in which the segments of a method differ most, the largest difference first."""
    with workspace.library.read() as connection:
        parts = store.list_segments(connection, method)
        known = [_by_metric(store.statistics_of(connection, part.id)) for part in parts]
    metrics = dict.fromkeys(metric for one in known for metric, found in one.items() if found.index is not None)
    rows = [[one.get(metric) for one in known] for metric in metrics]
    told = sorted((row for row in rows if _spread(row) > 0), key=_spread, reverse=True)[:MOST_ROWS]
    return HeatMap(segments=tuple(parts), rows=tuple(HeatRow(words=_words(row), cells=tuple(row)) for row in told))


@permitted("look")
def compare(workspace: Workspace, first: str, second: str) -> list[Compared]:
    """What is known of both segments, what sets them apart first. Raises NotFound for a segment that does not exist."""
    with workspace.library.read() as connection:
        one, other = (
            _by_metric(store.statistics_of(connection, store.load_segment(connection, name).id))
            for name in (first, second)
        )
    rows = [
        Compared(words=_words([one[metric]]), first=one[metric], second=other[metric],
                 apart=_apart(one[metric], other[metric]))
        for metric in one
        if metric in other
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (not row.apart, -_distance(row.first, row.second)))


def _by_metric(statistics: Sequence[Statistic]) -> Mapping[str, Statistic]:
    return {one.metric: one for one in statistics}


def _words(row: Sequence[Statistic | None]) -> str:
    """What the figure is, as a heading: "Orders that hold ten items or more"."""
    one = min((one for one in row if one is not None), key=lambda one: len(one.predicate))
    words = _OWN.sub("", one.predicate)
    if one.unit != "share":
        return f"{words[:1].upper()}{words[1:]}"
    if words.startswith("of what "):
        return f"Share {words}"
    who = one.population.capitalize()
    if words.startswith(("who ", "whose ")):
        return f"{who} {words}"
    return f"{who} {'who' if one.population in ('customers', 'respondents') else 'that'} {words}"


def _spread(row: Sequence[Statistic | None]) -> float:
    """How far the figure lies from everybody's where that is more than chance; 0 where it is nowhere."""
    told = [one for one in row if one is not None and one.differs and one.index]
    return max((abs(math.log(max(one.index or 1.0, 1.0) / 100)) for one in told), default=0.0)


def _apart(one: Statistic, other: Statistic) -> bool:
    if any(found.is_predicted or found.section == BY_DEFINITION for found in (one, other)):
        return False
    if any(found.ci_low is None or found.ci_high is None or (found.denominator or 0) < 30 for found in (one, other)):
        return False
    return (one.ci_low or 0) > (other.ci_high or 0) or (other.ci_low or 0) > (one.ci_high or 0)


def _distance(one: Statistic, other: Statistic) -> float:
    if one.unit == "share":
        return abs(one.value - other.value)
    return abs(math.log(one.value / other.value)) / 2 if one.value > 0 and other.value > 0 else 0.0
