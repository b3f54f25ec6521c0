"""Earlier revisions of claims."""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from personas.claims import Claim
from personas.draft import Draft
from personas.library.schema import claim_revisions


def claim_history(connection: Connection, draft_id: str, claim_id: str) -> list[Claim]:
    """The former states of a claim, the oldest first."""
    same = (claim_revisions.c.draft_id == draft_id) & (claim_revisions.c.claim_id == claim_id)
    rows = connection.execute(select(claim_revisions.c.body).where(same).order_by(claim_revisions.c.number))
    return [Claim.model_validate(row.body) for row in rows]


def pop_history(connection: Connection, draft_id: str, claim_id: str) -> Claim | None:
    """Take the newest former state of a claim out of its history, to restore it; None when there is none."""
    same = (claim_revisions.c.draft_id == draft_id) & (claim_revisions.c.claim_id == claim_id)
    newest = select(claim_revisions).where(same).order_by(claim_revisions.c.number.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    if row is None:
        return None
    connection.execute(delete(claim_revisions).where(claim_revisions.c.number == row.number))
    return Claim.model_validate(row.body)


def remember(connection: Connection, draft: Draft, claim: Claim, actor: str) -> None:
    """Keep a claim as it is in this version of its draft, before somebody changes it."""
    row = {"draft_id": draft.id, "claim_id": claim.id, "draft_version": draft.version, "actor": actor}
    body = claim.model_dump(mode="json")
    connection.execute(insert(claim_revisions).values(**row, at=datetime.now(UTC), body=body))
