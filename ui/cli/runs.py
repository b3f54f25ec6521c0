"""Runs of the suites in a terminal: figures with their bars, counts, and cases in plain words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from personas.phrasing import counted
from ui.cli.output import print_table, say

if TYPE_CHECKING:
    from eval.running import CaseResult, Figure, RunReport

_OF_A_CHECK = {
    "check_precision": "of those it fails, lies",
    "check_recall": "of its kind of lie, failed",
    "check_accuracy": "balanced accuracy",
}


def outcome(report: "RunReport | None") -> str:
    """What came of a run, in a few words; None for one that was not finished."""
    if report is None:
        return "not finished: the same command goes on with it"
    failed = sum(suite.cases - suite.passed for suite in report.suites)
    cases = sum(suite.cases for suite in report.suites)
    missed = f", {counted(len(report.missed), 'bar')} missed" if report.missed else ""
    return f"{cases - failed} of {cases} passed{missed}"


def print_run(report: "RunReport") -> None:
    """Print the figures and counts of each suite."""
    if not any(suite.cases for suite in report.suites):
        say(f"Run {report.id}: every case passed the last time, nothing was put again.")
        return
    for suite in report.suites:
        rows = [(name, f"{f.value:.3f}", f"{f.low:.3f} to {f.high:.3f}", f.n, _bar(f.bar, holds=f.holds))
                for name, f in suite.plain.items()]  # fmt: skip
        title = suite.name + (f" ({suite.sample})" if suite.sample else "")
        print_table(title, ("figure", "value", "95 % interval", "cases", "bar"), rows)
        if suite.by_check:
            checks = [(check, *(_told(found.get(name)) for name in _OF_A_CHECK))
                      for check, found in suite.by_check.items()]  # fmt: skip
            print_table(f"{suite.name}: check by check", ("check", *_OF_A_CHECK.values()), checks)
    counted = [(suite.name, *suite.counts.values()) for suite in report.suites]
    print_table("Cases", ("suite", *(report.suites[0].counts if report.suites else ())), counted)
    judged = [(suite.name, *suite.opinions.values()) for suite in report.suites if suite.opinions]
    if judged:
        columns = ("suite", *next(suite.opinions for suite in report.suites if suite.opinions))
        print_table(f"Claims put to the judge, {report.judge}", columns, judged)


def tell(results: Sequence["CaseResult"]) -> None:
    """Cases in plain words, with their suite and id."""
    from eval.reports import told

    for one in results:
        say(f"{one.suite} {one.case_id}: {told(one)}")


def _told(found: "Figure | None") -> str:
    return f"{found.value:.3f} ({found.low:.2f} to {found.high:.2f}) of {found.n}" if found else ""


def _bar(bar: str, *, holds: bool) -> str:
    return f"{'holds' if holds else 'MISSED'}: {bar}" if bar else ""
