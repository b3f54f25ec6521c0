"""The calibration report: verdict against decision, by check and by model."""

from collections.abc import Iterable, Sequence
from typing import Any

from eval.calibration.decisions import Decided, decided
from personas.base import Record
from segments.statistics.intervals import wilson
from workspace.workspace import Workspace

_TOLD = {"fail": "failed", "pass": "passed"}
"""Outcome of a check -> what it did to the claim."""


class Row(Record):
    """Claims of one kind, and what reviewers decided of them."""

    name: str
    accepted: int
    edited: int
    rejected: int
    """Rejected as wrong."""
    unwanted: int
    """Rejected for another reason: a duplicate, not useful."""
    low: float
    high: float
    """95 % interval of the share accepted among those judged true or false (Wilson 1927), 0..1."""

    @property
    def share(self) -> float | None:
        """Accepted as written, of those accepted, edited or rejected as wrong."""
        n = self.accepted + self.edited + self.rejected
        return self.accepted / n if n else None


class Calibration(Record):
    """How far the checks agree with the people who read the claims."""

    claims: int
    verdicts: tuple[Row, ...]
    """By the verdict that the reviewer saw."""
    checks: tuple[Row, ...]
    """By each check, those that it failed and those that it passed: what it saw, and what it did not."""
    writers: tuple[Row, ...]
    """By who wrote them."""
    green_and_wrong: tuple[str, ...]
    """Grounded claims that a reviewer rejected as wrong: what the checks did not see."""

    def public_json(self) -> dict[str, Any]:
        """Everything, with the shares."""
        rows = {
            name: [{**row.model_dump(), "share": row.share} for row in getattr(self, name)]
            for name in ("verdicts", "checks", "writers")
        }
        return {"claims": self.claims, **rows, "green_and_wrong": list(self.green_and_wrong)}


def calibrate(workspace: Workspace) -> Calibration:
    """The report over every decision in a workspace."""
    found = decided(workspace)
    seen = ((check, one) for one in found for check in one.claim.checks if check.outcome in _TOLD)
    green = (one for one in found if one.claim.verdict == "grounded" and one.held is False)
    return Calibration(
        claims=len(found),
        verdicts=_rows((one.claim.verdict, one) for one in found),
        checks=_rows((f"{check.name} {_TOLD[check.outcome]}", one) for check, one in seen),
        writers=_rows((one.draft.writer.model or one.draft.writer.kind, one) for one in found),
        green_and_wrong=tuple(one.claim.text for one in green if one.decision.kind == "reject"),
    )


def _rows(pairs: Iterable[tuple[str, Decided]]) -> tuple[Row, ...]:
    grouped: dict[str, list[Decided]] = {}
    for name, one in pairs:
        grouped.setdefault(name, []).append(one)
    return tuple(_row(name, grouped[name]) for name in sorted(grouped))


def _row(name: str, found: Sequence[Decided]) -> Row:
    kinds = [one.decision.kind for one in found]
    wrong = sum(one.decision.kind == "reject" and one.held is False for one in found)
    accepted, edited = kinds.count("accept"), kinds.count("edit")
    n = accepted + edited + wrong
    low, high = wilson(accepted, n) if n else (0.0, 1.0)
    unwanted = kinds.count("reject") - wrong
    return Row(name=name, accepted=accepted, edited=edited, rejected=wrong, unwanted=unwanted, low=low, high=high)
