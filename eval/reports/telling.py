"""A failed case in plain words."""

from collections.abc import Sequence

from eval.metrics import Shown
from eval.running import CaseResult
from eval.running.results import WORST

_EVIDENCE = 3
"""Pieces of evidence that are told of one failure."""


def told(result: CaseResult) -> str:
    """What is wrong with a result: each figure that fails it, the claim, the evidence, the checks that failed."""
    head = f"{result.status}: {result.title}"
    return "\n".join([head, *([result.message] if result.message else []), *reasons(result)])


def reasons(result: CaseResult) -> list[str]:
    """The lines of everything that makes a result fail."""
    return [line for metric, shown in result.failures for line in _reason(metric, shown)]


def worst_first(results: Sequence[CaseResult]) -> list[CaseResult]:
    """Those that did not pass: errors, then refusals, failures, and what was not scored."""
    return sorted((one for one in results if one.status != "passed"), key=lambda one: WORST.index(one.status))


def _reason(metric: str, shown: Shown) -> list[str]:
    return [
        f"  {metric}: {shown.why}",
        *([f"    claim: {shown.claim}"] if shown.claim else []),
        *(f"    evidence: {words}" for words in shown.evidence[:_EVIDENCE]),
        *(f"    {check.name}: {check.reason}" for check in shown.checks if check.outcome == "fail"),
    ]
