"""Reading and writing drafts claim by claim, with a version number for optimistic locking."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Label, Text, cast, func, insert, select, update

from personas.claims import Claim
from personas.draft import Draft
from personas.errors import NotFound, Stale
from personas.evidence import EvidencePack
from personas.library.drafts.history import remember
from personas.library.meta import forgotten_state
from personas.library.schema import claim_revisions, claims, drafts, packs

_IN_OTHER_TABLES = {"claims", "pack"}


def next_draft_id(connection: Connection) -> str:
    """The id that the next draft gets. The connection must be the writing one that saves it."""
    highest = connection.execute(select(func.max(drafts.c.number))).scalar_one()
    return f"d-{(highest or 0) + 1}"


def save_draft(connection: Connection, draft: Draft) -> None:
    """Write a new draft with its pack and claims."""
    if connection.execute(select(packs.c.id).where(packs.c.id == draft.pack.id)).first() is None:
        pack = {
            "segment_id": draft.pack.segment_id,
            "hash": draft.pack.hash,
            "body": draft.pack.model_dump(mode="json"),
        }
        connection.execute(insert(packs).values(id=draft.pack.id, **pack))
    number = int(draft.id.removeprefix("d-"))
    fixed = {"number": number, "segment_id": draft.segment.id, "author": draft.author, "pack_id": draft.pack.id}
    connection.execute(insert(drafts).values(**fixed, created_at=draft.created_at, **_row(draft)))
    for position, claim in enumerate(draft.claims):
        _insert_claim(connection, draft.id, claim, position)


def draft_of_run(connection: Connection, draft: Draft) -> Draft | None:
    """The draft that a run of the drafting workflow stored already, or None."""
    own = (drafts.c.segment_id == draft.segment.id) & (drafts.c.author == draft.author)
    rows = connection.execute(select(drafts.c.id, drafts.c.body).where(own)).all()
    stored = next((row.id for row in rows if draft.run and row.body.get("run") == draft.run), None)
    return load_draft(connection, stored) if stored else None


def update_draft(
    connection: Connection,
    draft: Draft,
    *,
    expected: int,
    actor: str,
    keep_history: bool = True,
    read: Draft | None = None,
) -> Draft:
    """Write a changed draft if nobody changed it since version `expected`; gives it with its new version.

    Claims at the end that were not there before are added. Every changed claim's former state is kept for
    `pop_history`, unless `keep_history` is false. `read` is the draft as it was read in the same writing transaction,
    to spare reading it again. Raises Stale, and nothing is written, when the version in the library is another, and
    when somebody whom its evidence quoted was forgotten meanwhile.
    """
    before = read or load_draft(connection, draft.id)
    _refuse_changed(before, draft, expected)
    changed = draft.model_copy(update={"version": expected + 1})
    connection.execute(update(drafts).where(drafts.c.id == draft.id).values(**_row(changed)))
    known = len(before.claims)
    for position, claim in enumerate(changed.claims[known:], start=known):
        _insert_claim(connection, draft.id, claim, position)
    for old, new in zip(before.claims, changed.claims[:known], strict=True):
        if old != new:
            _write_claim(connection, draft.id, new)
            if keep_history:
                remember(connection, before, old, actor)
    return changed


def _refuse_changed(before: Draft, draft: Draft, expected: int) -> None:
    """Raises Stale when the draft in the library has another version or other evidence than the change began with."""
    if before.version != expected:
        raise Stale(
            f"Draft {draft.id} is at version {before.version}, not {expected}: somebody changed it meanwhile. "
            "Nothing was written; look at the new version and try again."
        )
    if before.pack.hash != draft.pack.hash:
        raise Stale(
            f"The evidence of draft {draft.id} is not what it was: somebody was forgotten meanwhile. "
            "Nothing was written; do it again with what is left."
        )


def load_draft(connection: Connection, draft_id: str) -> Draft:
    """One draft, whole. Raises NotFound."""
    statement = select(_written(drafts.c.body), _written(packs.c.body, "pack")).join(packs)
    row = connection.execute(statement.where(drafts.c.id == draft_id)).one_or_none()
    if row is None:
        raise NotFound(f"There is no draft {draft_id!r}. `verism drafts list` shows them.")
    found = select(_written(claims.c.body)).where(claims.c.draft_id == draft_id).order_by(claims.c.position)
    read = _read_since(forgotten_state(connection))
    told = tuple(map(read.claim, connection.execute(found).scalars()))
    parts = {"claims": told, "pack": read.pack(row.pack)}
    return Draft.model_validate({**json.loads(row.body), **parts})


def load_draft_at(connection: Connection, draft_id: str, version: int) -> Draft:
    """A draft with its claims as they were at an earlier version. Raises NotFound for a version that never was."""
    draft = load_draft(connection, draft_id)
    if not 1 <= version <= draft.version:
        raise NotFound(f"Draft {draft_id} has versions 1 to {draft.version}, not {version}.")
    since = (claim_revisions.c.draft_id == draft_id) & (claim_revisions.c.draft_version >= version)
    rows = connection.execute(select(claim_revisions.c.body).where(since).order_by(claim_revisions.c.number.desc()))
    former = {claim.id: claim for claim in (Claim.model_validate(row.body) for row in rows)}
    claims_then = tuple(former.get(claim.id, claim) for claim in draft.claims)
    return draft.model_copy(update={"claims": claims_then, "version": version})


def load_pack(connection: Connection, pack_id: str) -> EvidencePack:
    """One evidence pack. Raises NotFound."""
    row = connection.execute(select(packs.c.body).where(packs.c.id == pack_id)).one_or_none()
    if row is None:
        raise NotFound(f"There is no evidence pack {pack_id!r}.")
    return EvidencePack.model_validate(row.body)


class _Read:
    """Claims and packs by the text that they are written as: the next key finds all but one claim read already."""

    def __init__(self) -> None:
        self.claim = lru_cache(maxsize=512)(Claim.model_validate_json)
        self.pack = lru_cache(maxsize=4)(EvidencePack.model_validate_json)


@lru_cache(maxsize=1)
def _read_since(forgotten: str) -> _Read:
    """What was read since somebody was last forgotten, by whatever process; what was read before is let go."""
    return _Read()


def forget_what_was_read() -> None:
    """Keep no draft's words in memory: somebody is being erased."""
    _read_since.cache_clear()


def _written(column: Column[Any], name: str = "body") -> Label[str]:
    """A column of JSON as the text that it is: read straight into records, which takes half the time."""
    return cast(column, Text).label(name)


def _row(draft: Draft) -> dict[str, Any]:
    body = draft.model_dump(mode="json", exclude=_IN_OTHER_TABLES)
    state = {"id": draft.id, "version": draft.version, "status": draft.status}
    return {**state, "updated_at": datetime.now(UTC), "body": body}


def _insert_claim(connection: Connection, draft_id: str, claim: Claim, position: int) -> None:
    row = {"draft_id": draft_id, "id": claim.id, "position": position, "body": claim.model_dump(mode="json")}
    connection.execute(insert(claims).values(row))


def _write_claim(connection: Connection, draft_id: str, claim: Claim) -> None:
    same = (claims.c.draft_id == draft_id) & (claims.c.id == claim.id)
    connection.execute(update(claims).where(same).values(body=claim.model_dump(mode="json")))
