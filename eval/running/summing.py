"""Summarising results into a suite's counts and figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from agent.judging.judge import SCORES
from eval.metrics import Estimate, Observation, Produced, estimate, metric, metrics, together
from eval.running.results import WORST, CaseResult, Figure, Status, SuiteReport
from eval.suites import Bar, Suite
from personas.ids import content_id

Seen = dict[str, list[tuple[str, list[Observation]]]]
"""Metric -> case -> its observations."""


def summarise(suite: Suite, results: Sequence[CaseResult], *, partial: bool = False) -> SuiteReport:
    """A suite's counts and figures.

    A bar whose figure is missing does not hold, unless the suite is a sample. A part that was not drawn by lot
    (`partial`) has no bars, because they are for the whole; an error is one there too.
    """
    bars = {} if partial else suite.bars
    statuses = [status_of(found) for found in by_case(results).values()]
    figures = {
        name: _figure(bars.get(name), found) for name, found in estimates(results).items() if _wanted(suite, name)
    }
    absent = [name for name in bars if name not in figures] if suite.sample is None else []
    missed = [*_below(figures), *(f"{name} has no figure, and must be {bars[name]}" for name in absent)]
    return SuiteReport(
        name=suite.name,
        version=suite.version,
        put=content_id("put", *sorted({f"{result.case_id} {result.put}" for result in results})),
        cases=len(statuses),
        passed=statuses.count("passed"),
        failed=statuses.count("failed"),
        errors=statuses.count("error"),
        refused=statuses.count("refused"),
        unscored=statuses.count("unscored"),
        opinions=_opinions(results),
        metrics=figures,
        missed=(*missed, *_broken(statuses)),
        sample=suite.sample,
    )


def estimates(results: Sequence[CaseResult]) -> dict[str, Estimate]:
    """Each figure with its interval, in the order of the registry; only those that something speaks of."""
    found = {}
    for name, tallies in observed(results).items():
        value = estimate(metric(name), tallies)
        if value is not None:
            found[name] = value
    return found


def observed(results: Sequence[CaseResult]) -> Seen:
    """Every observation by metric and case, those across cases included."""
    grouped = by_case(results)
    across = together({name: _produced(found) for name, found in grouped.items()})
    gathered: dict[str, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for name, found in grouped.items():
        for one in (*(o for result in found for o in result.observations), *across.get(name, ())):
            gathered[one.metric][name].append(one)
    order = (*metrics(), *sorted(name for name in gathered if ":" in name))
    return {name: list(gathered[name].items()) for name in order if name in gathered}


def by_case(results: Sequence[CaseResult]) -> dict[str, list[CaseResult]]:
    """Case id -> its repeats."""
    grouped: dict[str, list[CaseResult]] = defaultdict(list)
    for result in results:
        grouped[result.case_id].append(result)
    return dict(grouped)


def status_of(repeats: Sequence[CaseResult]) -> Status:
    """A case's status over its repeats: the worst."""
    return next(status for status in WORST if any(result.status == status for result in repeats))


def _opinions(results: Sequence[CaseResult]) -> dict[str, int]:
    """Opinion -> claims, of those that were put to a judge."""
    seen = (one for result in results for one in result.observations)
    said = Counter(one.group for one in seen if one.metric == "judge_unscored")
    return {name: said[name] for name in (*SCORES, "unscored")} if said else {}


def _produced(results: Sequence[CaseResult]) -> list[tuple[str, Produced]]:
    return [(result.corpus, result.produced) for result in results if result.produced is not None]


def _wanted(suite: Suite, name: str) -> bool:
    return not suite.metrics or name in suite.metrics or name in suite.bars


def _figure(bar: Bar | None, value: Estimate) -> Figure:
    held = {"bar": str(bar), "holds": bar.holds(value.value)} if bar else {}
    return Figure(value=value.value, low=value.low, high=value.high, n=value.n, **held)


def _below(figures: Mapping[str, Figure]) -> list[str]:
    return [
        f"{name} is {figure.value:.3f}, and must be {figure.bar}"
        for name, figure in figures.items()
        if not figure.holds
    ]


def _broken(statuses: Sequence[Status]) -> list[str]:
    errors = statuses.count("error")
    return [f"{errors} of {len(statuses)} cases ended in an error"] if errors else []
