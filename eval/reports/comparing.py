"""Two runs beside each other: paired differences with intervals, and the cases that flipped."""

from collections.abc import Sequence
from typing import Any, Literal

from eval.metrics import metric, paired_difference
from eval.running import CaseResult, by_case, load, observed, status_of
from personas.base import Record
from personas.errors import BadInput
from workspace.workspace import Workspace


class Difference(Record):
    """A figure's change from one run to another, over the cases that both have."""

    metric: str
    value: float
    """Right minus left."""
    low: float
    high: float
    n: int
    """Cases compared."""

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def verdict(self) -> Literal["better", "worse", "same", "changed"]:
        """What the change means; the same unless the interval leaves out zero."""
        better = metric(self.metric).better
        if not self.sure:
            return "same"
        if better == "zero" or better == "neither":
            return "changed"
        return "better" if (self.value > 0) == (better == "higher") else "worse"


class Flip(Record):
    """A case that passed in one run and not in the other."""

    suite: str
    case_id: str
    title: str
    before: str
    after: str


class Comparison(Record):
    """Two runs."""

    left: str
    right: str
    differences: dict[str, tuple[Difference, ...]]
    """Suite -> its figures."""
    flips: tuple[Flip, ...]
    only_left: int
    """Cases that only the first run has."""
    only_right: int

    def public_json(self) -> dict[str, Any]:
        """Everything, with each difference's verdict."""
        differences = {
            suite: {
                one.metric: {"value": one.value, "ci": [one.low, one.high], "n": one.n, "verdict": one.verdict}
                for one in found
            }
            for suite, found in self.differences.items()
        }
        return {**self.model_dump(mode="json"), "differences": differences}


def compare_runs(own: Workspace, left: str, right: str) -> Comparison:
    """Compare two runs of a workspace. Raises NotFound for an unknown one, BadInput when they share no suite."""
    comparison = compare((left, load(own, left)[1]), (right, load(own, right)[1]))
    if not comparison.differences:
        raise BadInput(f"{left} and {right} have no suite in common. `verism eval list` shows what each ran.")
    return comparison


def compare(left: tuple[str, Sequence[CaseResult]], right: tuple[str, Sequence[CaseResult]]) -> Comparison:
    """Compare two runs, each its id and its results, over the suites that both ran."""
    sides = [_split(results) for _, results in (left, right)]
    named = [name for name in sides[0] if name in sides[1]]
    keys = [{(one.suite, one.case_id) for one in results} for _, results in (left, right)]
    return Comparison(
        left=left[0],
        right=right[0],
        differences={name: _differences(*(side[name] for side in sides)) for name in named},
        flips=tuple(flip for name in named for flip in _flips(*(side[name] for side in sides))),
        only_left=len(keys[0] - keys[1]),
        only_right=len(keys[1] - keys[0]),
    )


def _split(results: Sequence[CaseResult]) -> dict[str, list[CaseResult]]:
    found: dict[str, list[CaseResult]] = {}
    for result in results:
        found.setdefault(result.suite, []).append(result)
    return found


def _differences(left: Sequence[CaseResult], right: Sequence[CaseResult]) -> tuple[Difference, ...]:
    before, after = observed(left), observed(right)
    found = []
    for name in (name for name in before if name in after):
        change = paired_difference(metric(name), before[name], after[name])
        if change is not None:
            found.append(Difference(metric=name, value=change.value, low=change.low, high=change.high, n=change.n))
    return tuple(found)


def _flips(left: Sequence[CaseResult], right: Sequence[CaseResult]) -> list[Flip]:
    before, after = by_case(left), by_case(right)
    statuses = {name: (status_of(before[name]), status_of(after[name])) for name in before if name in after}
    return [
        Flip(suite=after[name][0].suite, case_id=name, title=after[name][0].title, before=was, after=now)
        for name, (was, now) in statuses.items()
        if (was == "passed") != (now == "passed")
    ]
