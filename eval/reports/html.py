"""A run as one HTML file: nothing is fetched, nothing runs, everything that came from evidence is escaped."""

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.metrics import metric
from eval.reports.comparing import Comparison
from eval.running import CaseResult, RunReport, by_case, status_of
from eval.running.results import WORST


def html(report: RunReport, results: Sequence[CaseResult], comparison: Comparison | None = None) -> str:
    """The report: what missed its bar, the figures, then every case that did not pass with its claim and evidence."""
    environment = Environment(loader=PackageLoader("eval.reports", ""), autoescape=True, undefined=StrictUndefined)
    environment.filters["figure"] = figure
    suites = [{"report": suite, "cases": _worst_first(suite.name, results)} for suite in report.suites]
    return environment.get_template("report.html").render(
        report=report, suites=suites, metric=metric, comparison=comparison
    )


def figure(value: float, unit: str) -> str:
    """A value as a person reads it."""
    return f"{value:.1%}" if unit == "share" else f"{value:,.3f}" if abs(value) < 10 else f"{value:,.0f}"


def _worst_first(suite: str, results: Sequence[CaseResult]) -> list[dict[str, Any]]:
    cases = by_case([result for result in results if result.suite == suite])
    shown = [_shown(name, repeats) for name, repeats in cases.items()]
    return sorted(shown, key=lambda case: WORST.index(case["status"]))


def _shown(name: str, repeats: Sequence[CaseResult]) -> dict[str, Any]:
    failures = [(result.repeat, metric_name, shown) for result in repeats for metric_name, shown in result.failures]
    message = next((result.message for result in repeats if result.message), "")
    about = {"id": name, "title": repeats[0].title, "status": status_of(repeats), "message": message}
    return {**about, "failures": failures, "repeats": len(repeats)}
