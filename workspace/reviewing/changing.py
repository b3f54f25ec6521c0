"""Changing claims of a draft: checked, versioned and logged in one writing transaction."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from personas import lifecycle
from personas.claims import Claim
from personas.draft import Draft
from personas.errors import NotFound, Stale
from personas.library import drafts as store
from workspace.trail import decided, note_claim
from workspace.workspace import Workspace

Seen = Mapping[str, int]
"""Claim id -> the revision that the reviewer saw; an empty mapping means "whatever it is now"."""


def change_claims(
    workspace: Workspace,
    draft_id: str,
    claim_ids: Sequence[str],
    change: Callable[[Claim, Draft], Claim],
    *,
    actor: str,
    action: str,
    seen: Seen | None,
    **why: Any,
) -> Draft:
    """Change some claims of a draft and note each; `seen` are the revisions that the reviewer looked at.

    Raises NotFound, Stale when somebody changed a claim since, Refused for a draft that may no longer change, and what
    `change` raises; then nothing is written.
    """
    with workspace.library.write() as connection:
        draft = changed = editable(connection, draft_id)
        for claim_id in claim_ids:
            claim = claim_of(draft, claim_id)
            refuse_stale(claim, seen or {})
            new = change(claim, draft).model_copy(update={"revision": claim.revision + 1})
            changed = changed.with_claim(new)
            note_claim(connection, draft, claim, new, actor=actor, action=action, **why)
        changed = after_change(changed, actor, edited=action == "edit")
        return store.update_draft(connection, changed, expected=draft.version, actor=actor, read=draft)


def editable(connection: Connection, draft_id: str) -> Draft:
    """A draft that is to be changed. Raises NotFound, Refused for one that may no longer change."""
    draft = store.load_draft(connection, draft_id)
    lifecycle.check_editable(draft)
    return draft


def claim_of(draft: Draft, claim_id: str) -> Claim:
    """A claim of a draft. Raises NotFound."""
    claim = draft.claim(claim_id)
    if claim is None:
        raise NotFound(f"Draft {draft.id} has no claim {claim_id!r}. `verism drafts show {draft.id}` lists them.")
    return claim


def refuse_stale(claim: Claim, seen: Seen) -> None:
    """Raises Stale when a claim is no longer as the reviewer saw it."""
    expected = seen.get(claim.id, claim.revision)
    if expected != claim.revision:
        what = f"{decided(claim)} by {claim.decision.actor}" if claim.decision else "changed"
        raise Stale(f"{claim.id} was {what} since you looked at it; it now reads: {claim.text!r}. Nothing was written.")


def after_change(draft: Draft, actor: str, *, edited: bool) -> Draft:
    """Any change drops an approval; an edit makes its author the last editor."""
    return lifecycle.reopened(draft).model_copy(update={"last_editor": actor} if edited else {})
