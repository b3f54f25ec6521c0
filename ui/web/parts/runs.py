"""Runs of the suites as markup: figures with their bars, their way from run to run, failures, calibration."""

from collections.abc import Sequence
from itertools import pairwise

from eval.calibration import Row
from eval.metrics import Shown, metric
from eval.reports import Comparison, line_of
from eval.running import CaseResult, Figure, RunReport, SuiteReport
from ui.web.parts.markup import Html, join, tag, unfold
from ui.web.parts.plot import Point, plot
from ui.web.parts.tables import table

_TREND = 6
"""The most runs before this one that a trend shows."""


def told_value(name: str, value: float) -> str:
    """A figure as a person reads it."""
    return f"{value:.1%}" if metric(name).unit == "share" else f"{value:,.2f}"


def counts(suite: SuiteReport) -> Html:
    """A suite's cases in a line."""
    words = ", ".join(f"{number} {name}" for name, number in suite.counts.items() if name != "cases")
    part = f"; {suite.sample}" if suite.sample else ""
    said = ", ".join(f"{number} {name}" for name, number in suite.opinions.items())
    judged = f". Put to the judge: {said}" if said else ""
    return tag("p", f"{suite.cases} cases: {words}{part}{judged}", class_="v-quiet-words")


def figures(run: RunReport, suite: SuiteReport, earlier: Sequence[RunReport]) -> Html:
    """A row a figure: value, interval, bar, and its way here through the runs before that are like this one."""
    head = ("figure", "value", "95 % interval", "bar", "from run to run", "what it is")
    rows = [_figure(name, suite.metrics[name], line_of(earlier, run, suite, name)) for name in suite.plain]
    return join(table(head, rows), _by_check(suite))


def _by_check(suite: SuiteReport) -> Html:
    """What each check sees of labelled claims; nothing where there were none."""
    if not suite.by_check:
        return Html()
    head = ("check", "precision", "recall on its kind of lie", "balanced accuracy")
    names = ("check_precision", "check_recall", "check_accuracy")
    rows = [(check, *(_of_check(found.get(name)) for name in names)) for check, found in suite.by_check.items()]
    return unfold(f"Check by check ({len(rows)})", table(head, rows))


def _of_check(found: Figure | None) -> str:
    return f"{found.value:.1%} ({found.low:.0%} to {found.high:.0%}) of {found.n}" if found else ""


def differences(found: Comparison) -> Html:
    """Paired differences of two runs, and the cases that flipped."""
    head = ("figure", "difference", "95 % interval", "cases", "")
    tables = [
        join(tag("h3", suite), table(head, [
            (one.metric, f"{one.value:+.3f}", f"{one.low:+.3f} to {one.high:+.3f}", str(one.n), one.verdict)
            for one in rows
        ]))
        for suite, rows in found.differences.items()
    ]  # fmt: skip
    flips = [tag("li", f"{flip.title}: {flip.before}, now {flip.after}") for flip in found.flips]
    notes = [tag("p", words) for words in found.unlike]
    return join(*notes, *tables, unfold(f"{len(flips)} cases flipped", tag("ul", *flips)) if flips else Html())


def failure(result: CaseResult) -> Html:
    """A case that did not pass: what is wrong, the claim, the evidence, the checks."""
    parts = [tag("p", result.message)] if result.message else []
    for name, shown in result.failures:
        failed = [tag("li", f"{check.name}: {check.reason}") for check in shown.checks if check.outcome == "fail"]
        parts += [tag("p", tag("b", name), f": {shown.why}"), _words(shown), *([tag("ul", *failed)] if failed else [])]
    return unfold(f"{result.status}: {result.title}", *parts)


def doubt(shown: Shown) -> Html:
    """What a judge says against a claim, with the claim and its evidence."""
    return unfold(shown.why, _words(shown))


def calibration(title: str, rows: Sequence[Row]) -> Html:
    """Claims of each kind, and what reviewers decided; nothing where there are none."""
    if not rows:
        return Html()
    head = (title, "accepted", "edited", "rejected as wrong", "not wanted", "accepted, 95 % interval")
    told = [
        (row.name, str(row.accepted), str(row.edited), str(row.rejected), str(row.unwanted),
             f"{row.low:.0%} to {row.high:.0%}")
        for row in rows
    ]  # fmt: skip
    return table(head, told)


def about(report: RunReport) -> str:
    """Who wrote in a run, and how long it took."""
    part = " Only cases that had not passed before." if report.partial else ""
    judge = f" Judged by {report.judge}, whose word makes no case pass or fail." if report.judge else ""
    return f"Written by {report.model or report.writer}, {report.seconds:,.0f} seconds.{part}{judge}"


def _words(shown: Shown) -> Html:
    """A claim, and the first of what it rests on."""
    claim = [tag("blockquote", shown.claim, class_="v-said", dir="auto")] if shown.claim else []
    rests = (tag("blockquote", words, class_="v-said v-otherwise", dir="auto") for words in shown.evidence[:4])
    return join(*claim, *rests)


def _figure(name: str, found: Figure, before: Sequence[float]) -> tuple[str, ...]:
    bar = f"{'✓' if found.holds else '✗ missed:'} {found.bar}" if found.bar else ""
    interval = f"{told_value(name, found.low)} to {told_value(name, found.high)}"
    trend = _trend(name, [*before[:_TREND][::-1], found.value])
    return name, told_value(name, found.value), interval, bar, trend, metric(name).definition


def _trend(name: str, values: Sequence[float]) -> Html:
    """The way from the oldest run to this one as a line, from its lowest value to its highest; nothing for one run."""
    if len(values) < 2:
        return Html()
    low, high = min(values), max(values)
    points = [
        Point(place / (len(values) - 1), (high - value) / (high - low) if high > low else 0.5)
        for place, value in enumerate(values)
    ]
    said = " → ".join(told_value(name, value) for value in values)
    line = plot(list(pairwise(points)), points[-1:], said=f"{name}, the oldest run first: {said}")
    return tag("div", line, tag("div", said, class_="v-quiet-words", aria_hidden="true"))
