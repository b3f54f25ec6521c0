"""Comparing two runs: paired differences with intervals, flipped cases, and unlike settings."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from eval.metrics import metric, paired_difference
from eval.reports.likeness import of_the_judge, unlike
from eval.running import CaseResult, RunReport, by_case, finished, observed, status_of
from personas.base import Record
from personas.errors import BadInput
from workspace.workspace import Workspace

Run = tuple[RunReport, Sequence[CaseResult]]


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
    unlike: tuple[str, ...] = ()
    """What differs between the runs beside their figures, in sentences; what that leaves incomparable is left out."""
    differences: dict[str, tuple[Difference, ...]]
    """Suite -> its figures."""
    flips: tuple[Flip, ...]
    only_left: int
    """Cases that only the first run has."""
    only_right: int
    changed: int = 0
    """Cases of one id in both, of which something else was asked: not compared."""

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
    comparison = compare(finished(own, left), finished(own, right))
    if not comparison.differences:
        raise BadInput(f"{left} and {right} have no suite in common. `verism eval list` shows what each ran.")
    return comparison


def compare(left: Run, right: Run) -> Comparison:
    """Compare two finished runs over the cases that both put, and that ask the same in both.

    Of different judges no word is compared: which of them moved, the product or the judge, could not be told.
    """
    put = [{(one.suite, one.case_id): one.put for one in results} for _, results in (left, right)]
    changed = {key for key in put[0].keys() & put[1].keys() if put[0][key] != put[1][key]}
    sides = [_split(one for one in results if (one.suite, one.case_id) not in changed) for _, results in (left, right)]
    named = [name for name in sides[0] if name in sides[1]]
    judged = left[0].judge == right[0].judge
    return Comparison(
        left=left[0].id,
        right=right[0].id,
        unlike=(*unlike(left[0], right[0]), *_changed(len(changed))),
        differences={name: _differences(*(side[name] for side in sides), judged=judged) for name in named},
        flips=tuple(flip for name in named for flip in _flips(*(side[name] for side in sides))),
        only_left=len(put[0].keys() - put[1].keys()),
        only_right=len(put[1].keys() - put[0].keys()),
        changed=len(changed),
    )


def _changed(cases: int) -> tuple[str, ...]:
    return (f"{cases} cases ask something else in the second: they are not compared.",) if cases else ()


def _split(results: Iterable[CaseResult]) -> dict[str, list[CaseResult]]:
    found: dict[str, list[CaseResult]] = {}
    for result in results:
        found.setdefault(result.suite, []).append(result)
    return found


def _differences(left: Sequence[CaseResult], right: Sequence[CaseResult], *, judged: bool) -> tuple[Difference, ...]:
    before, after = observed(left), observed(right)
    found = []
    for name in (name for name in before if name in after and (judged or not of_the_judge(name))):
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
