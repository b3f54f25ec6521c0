"""A run as one self-contained HTML file; everything from evidence is escaped."""

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.metrics import Shown, metric
from eval.reports.comparing import Comparison
from eval.running import CaseResult, RunReport, SuiteReport, by_case, status_of
from eval.running.results import WORST


def html(report: RunReport, results: Sequence[CaseResult], comparison: Comparison | None = None) -> str:
    """The report: what missed its bar, the figures, then every case that did not pass with its claim and evidence."""
    environment = Environment(
        loader=PackageLoader("eval.reports", ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["figure"] = figure
    suites = [_suite(suite, [one for one in results if one.suite == suite.name]) for suite in report.suites]
    return environment.get_template("report.html").render(
        report=report, suites=suites, metric=metric, comparison=comparison,
        counts=next((list(suite.counts) for suite in report.suites), []),
        opinions=next((list(suite.opinions) for suite in report.suites if suite.opinions), []),
    )  # fmt: skip


def figure(value: float, unit: str) -> str:
    """A value as a person reads it."""
    return f"{value:.1%}" if unit == "share" else f"{value:,.3f}" if abs(value) < 10 else f"{value:,.0f}"


def _suite(suite: SuiteReport, results: Sequence[CaseResult]) -> dict[str, Any]:
    """A suite's report, its cases with the worst first, and what a judge doubts."""
    cases = [_shown(name, repeats) for name, repeats in by_case(results).items()]
    cases.sort(key=lambda case: WORST.index(case["status"]))
    return {"report": suite, "cases": cases, "doubts": [doubt for result in results for doubt in result.doubts]}


def _shown(name: str, repeats: Sequence[CaseResult]) -> dict[str, Any]:
    found: dict[tuple[str, str], tuple[Shown, list[str]]] = {}
    for result in repeats:
        for metric_name, shown in result.failures:
            found.setdefault((metric_name, shown.model_dump_json()), (shown, []))[1].append(str(result.repeat))
    failures = [(", ".join(which), metric_name, shown) for (metric_name, _), (shown, which) in found.items()]
    message = next((result.message for result in repeats if result.message), "")
    about = {"id": name, "title": repeats[0].title, "status": status_of(repeats), "message": message}
    return {**about, "failures": failures, "repeats": len(repeats)}
