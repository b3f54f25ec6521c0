"""Reopening what cited an erased person: claims are verified again, publications become due."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, update

from agent.verification import verify_in
from personas import lifecycle
from personas.claims import Claim
from personas.draft import Draft
from personas.forgetting import ERASED
from personas.library import drafts as store
from personas.library.schema import packs, publications
from retrieval.packs import pack_hash

Changes = Iterable[tuple[str, Mapping[str, Any]]]
"""Table and key of what a sweep rewrote."""


def freeze_again(connection: Connection, changes: Changes) -> None:
    """Give packs that lost members the hash of what they hold now."""
    for key in (key["id"] for table, key in changes if table == "packs"):
        pack = store.load_pack(connection, key)
        digest = pack_hash(pack.segment_id, pack.quotes, pack.statistics, pack.themes)
        body = pack.model_copy(update={"hash": digest}).model_dump(mode="json")
        connection.execute(update(packs).where(packs.c.id == key).values(hash=digest, body=body))


def review_drafts(connection: Connection, changes: Changes, *, actor: str) -> list[str]:
    """Check the claims that lost words or citations, without the decision they had; gives the drafts' ids."""
    touched: dict[str, set[str]] = {}
    for table, key in changes:
        if table == "claims":
            touched.setdefault(key["draft_id"], set()).add(key["id"])
    for draft_id, claim_ids in sorted(touched.items()):
        draft = store.load_draft(connection, draft_id)
        changed = lifecycle.reopened(_checked(draft, claim_ids))
        store.update_draft(connection, changed, expected=draft.version, actor=actor, keep_history=False)
    return sorted(touched)


def review_publications(connection: Connection, changes: Changes) -> list[str]:
    """Make publications that cited the person due for review now; gives their ids."""
    ids = sorted(key["id"] for table, key in changes if table == "publications")
    now = datetime.now(UTC)
    for publication_id in ids:
        same = (publications.c.id == publication_id) & (publications.c.next_review > now)
        connection.execute(update(publications).where(same).values(next_review=now))
    return ids


def _checked(draft: Draft, claim_ids: set[str]) -> Draft:
    for claim in draft.claims:
        if claim.id in claim_ids:
            draft = draft.with_claim(verify_in(draft, _undecided(claim)))
    return draft


def _undecided(claim: Claim) -> Claim:
    slots = () if claim.text == ERASED else claim.slots
    return claim.model_copy(update={"decision": None, "slots": slots, "revision": claim.revision + 1})
