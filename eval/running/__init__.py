"""Running suites: workspaces, cases put to the product, results kept and summed up."""

from eval.running.engine import run_suites
from eval.running.results import CaseResult, Figure, RunReport, Status, SuiteReport
from eval.running.rooms import home
from eval.running.store import finished, load, report_of, runs
from eval.running.summing import by_case, observed, status_of

__all__ = [
    "CaseResult",
    "Figure",
    "RunReport",
    "Status",
    "SuiteReport",
    "by_case",
    "finished",
    "home",
    "load",
    "observed",
    "report_of",
    "run_suites",
    "runs",
    "status_of",
]
