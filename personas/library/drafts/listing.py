"""Summaries of drafts: how far each is reviewed, and its claims that most need a reader."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from personas.base import Record
from personas.claims import Claim, Verdict
from personas.draft import Status
from personas.library.schema import claims, drafts

_WEAKEST = 3


class DraftSummary(Record):
    """A draft in a list."""

    id: str
    version: int
    status: Status
    segment_id: str
    segment_name: str
    persona_name: str
    author: str
    created_at: datetime
    updated_at: datetime
    claims: int
    decided: int
    blocking: int
    """Claims whose verdict forbids publication and that nobody rejected."""
    weak: int = 0
    """Claims with thin evidence that nobody rejected."""
    weakest: tuple[tuple[Verdict, str], ...] = ()
    """Verdict and words of the undecided claims that need a reader most, at most three."""


def list_drafts(connection: Connection, status: Iterable[Status] | None = None) -> list[DraftSummary]:
    """The drafts, the newest first; with `status`, only those of these states."""
    statement = select(drafts).order_by(drafts.c.number.desc())
    if status is not None:
        statement = statement.where(drafts.c.status.in_(list(status)))
    rows = connection.execute(statement).all()
    wanted = statement.with_only_columns(drafts.c.id).order_by(None)
    found = select(claims.c.draft_id, claims.c.body).where(claims.c.draft_id.in_(wanted))
    bodies: dict[str, list[Claim]] = {}
    for row in connection.execute(found):
        bodies.setdefault(row.draft_id, []).append(Claim.model_validate(row.body))
    return [_summary(row, bodies.get(row.id, [])) for row in rows]


def _summary(row: Row[Any], found: list[Claim]) -> DraftSummary:
    rejected = [c for c in found if c.rejected]
    return DraftSummary(
        id=row.id,
        version=row.version,
        status=row.status,
        segment_id=row.segment_id,
        segment_name=row.body["segment"]["name"],
        persona_name=row.body["persona"]["name"],
        author=row.author,
        created_at=row.created_at,
        updated_at=row.updated_at,
        claims=len(found),
        decided=sum(c.decision is not None for c in found),
        blocking=sum(c.blocking for c in found if c not in rejected),
        weak=sum(c.verdict == "weak" for c in found if c not in rejected),
        weakest=_weakest([c for c in found if c.decision is None]),
    )


def _weakest(undecided: list[Claim]) -> tuple[tuple[Verdict, str], ...]:
    needy = sorted((c for c in undecided if c.blocking or c.verdict == "weak"), key=lambda c: not c.blocking)
    return tuple((claim.verdict, claim.text) for claim in needy[:_WEAKEST])
