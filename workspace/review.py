"""Review: accept, edit, reject, undo and comment on claims; every action checked, versioned and logged.

All of it happens in one writing transaction: a rule that says no, a stale claim or a killed process changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection

from agent.verification import verify_in
from agent.verification.verdicts import JUDGE
from personas import lifecycle
from personas.base import Record
from personas.claims import REASONS, Claim, Decision, SlotSpan
from personas.draft import Draft
from personas.errors import BadInput, NotFound, Refused, Stale
from personas.library import drafts as store
from personas.library.events import append_event, list_events
from workspace.drafts import load
from workspace.roles import permitted
from workspace.trail import comments_in, decided, note_claim
from workspace.workspace import Workspace

Seen = Mapping[str, int]
"""Claim id -> the revision that the reviewer saw; an empty mapping means "whatever it is now"."""


class Sweep(Record):
    """What "accept all verified" did."""

    accepted: tuple[str, ...]
    left: tuple[str, ...]
    """Claims to be read one by one: inferences, weak ones, and those that fail."""


@permitted("decide")
def decide(
    workspace: Workspace,
    draft_id: str,
    claim_ids: Sequence[str],
    kind: Literal["accept", "reject"],
    *,
    actor: str,
    reason: str = "",
    note: str = "",
    seen: Seen | None = None,
    seconds: float | None = None,
) -> Draft:
    """Accept or reject claims. Raises Refused for a blocked claim or status, Stale, NotFound, BadInput (reason).

    `seconds` is how long the reviewer looked, where somebody measured it; the audit trail keeps it.
    """
    if kind == "reject" and reason not in REASONS:
        raise BadInput(f"A rejection needs one of these reasons: {'; '.join(REASONS)}.")

    def change(claim: Claim, draft: Draft) -> Claim:
        if kind == "accept" and claim.blocking:
            raise Refused(f"{claim.id} is {claim.verdict}: edit it until its checks pass, or reject it.")
        decision = Decision(kind=kind, actor=actor, at=datetime.now(UTC), reason=reason, note=note)
        return claim.model_copy(update={"decision": decision})

    why: dict[str, Any] = {"reason": reason, "note": note, "seconds": seconds}
    return _change_claims(workspace, draft_id, claim_ids, change, actor=actor, action=kind, seen=seen, **why)


@permitted("edit")
def edit(
    workspace: Workspace,
    draft_id: str,
    claim_id: str,
    text: str,
    *,
    actor: str,
    cite: Sequence[str] = (),
    seen: Seen | None = None,
    seconds: float | None = None,
) -> Draft:
    """Replace a claim's words; its checks run again at once, and a given approval falls. Raises as `decide` does.

    `cite` names what the claim rests on from now on, by alias (`E3`) or id (`q-...`) of the draft's evidence; names
    that begin with a plus are added to what it cites. Empty words leave the text as it is where citations change.
    Raises NotFound for what the draft's evidence does not hold.
    """
    if not text.strip() and not cite:
        raise BadInput("An edited claim needs words. To drop it, reject it.")

    def change(claim: Claim, draft: Draft) -> Claim:
        decision = Decision(kind="edit", actor=actor, at=datetime.now(UTC))
        checks = tuple(check for check in claim.checks if check.name != JUDGE)
        update = {"text": text.strip() or claim.text, "typed_by": "reviewer", "decision": decision, "checks": checks}
        edited = _keep_slots(claim.model_copy(update=update), claim)
        if cite:
            from workspace.citing import cited_anew

            edited = cited_anew(draft, edited, cite)
        return verify_in(draft, edited)

    return _change_claims(
        workspace, draft_id, [claim_id], change, actor=actor, action="edit", seen=seen, seconds=seconds
    )


@permitted("decide")
def accept_verified(workspace: Workspace, draft_id: str, *, actor: str) -> Sweep:
    """Accept every undecided claim that is grounded and no inference; the rest is left to be read."""
    draft = load(workspace, draft_id)
    undecided = [claim for claim in draft.claims if claim.decision is None]
    sure = [claim for claim in undecided if claim.verdict == "grounded" and claim.kind != "inference"]
    if sure:
        seen = {claim.id: claim.revision for claim in sure}
        decide(workspace, draft_id, [claim.id for claim in sure], "accept", actor=actor, seen=seen)
    accepted = tuple(claim.id for claim in sure)
    return Sweep(accepted=accepted, left=tuple(claim.id for claim in undecided if claim.id not in accepted))


@permitted("edit")
def undo(workspace: Workspace, draft_id: str, claim_id: str, *, actor: str, seen: Seen | None = None) -> Draft:
    """Take back the last decision or edit of a claim. Raises Refused when there is none, Stale as `decide` does."""
    with workspace.library.write() as connection:
        draft = _editable(connection, draft_id)
        claim = _claim(draft, claim_id)
        _refuse_stale(claim, seen or {})
        former = store.pop_history(connection, draft_id, claim_id)
        if former is None:
            raise Refused(f"Nothing was done to {claim_id} of {draft_id} that could be undone.")
        restored = former.model_copy(update={"revision": claim.revision + 1, "stage": claim.stage})
        changed = _after_change(draft.with_claim(restored), actor, edited=former.text != claim.text)
        saved = store.update_draft(connection, changed, expected=draft.version, actor=actor, keep_history=False)
        note_claim(connection, draft, claim, restored, actor=actor, action="undo")
    return saved


@permitted("comment")
def comment(workspace: Workspace, draft_id: str, claim_id: str, text: str, *, actor: str) -> None:
    """Write a comment beside a claim."""
    if not text.strip():
        raise BadInput("A comment needs words.")
    with workspace.library.write() as connection:
        _claim(store.load_draft(connection, draft_id), claim_id)
        append_event(connection, actor=actor, action="comment", subject=f"{draft_id}/{claim_id}", after=text.strip())


@permitted("look")
def comments(workspace: Workspace, draft_id: str) -> dict[str, list[str]]:
    """Claim id -> its comments, "actor: words", the oldest first."""
    with workspace.library.read() as connection:
        return comments_in(list_events(connection, draft_id, ["comment"]))


def _change_claims(
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
    with workspace.library.write() as connection:
        draft = changed = _editable(connection, draft_id)
        for claim_id in claim_ids:
            claim = _claim(draft, claim_id)
            _refuse_stale(claim, seen or {})
            new = change(claim, draft).model_copy(update={"revision": claim.revision + 1})
            changed = changed.with_claim(new)
            note_claim(connection, draft, claim, new, actor=actor, action=action, **why)
        changed = _after_change(changed, actor, edited=action == "edit")
        return store.update_draft(connection, changed, expected=draft.version, actor=actor, read=draft)


def _editable(connection: Connection, draft_id: str) -> Draft:
    draft = store.load_draft(connection, draft_id)
    lifecycle.check_editable(draft)
    return draft


def _claim(draft: Draft, claim_id: str) -> Claim:
    claim = draft.claim(claim_id)
    if claim is None:
        raise NotFound(f"Draft {draft.id} has no claim {claim_id!r}. `verism drafts show {draft.id}` lists them.")
    return claim


def _refuse_stale(claim: Claim, seen: Seen) -> None:
    expected = seen.get(claim.id, claim.revision)
    if expected != claim.revision:
        what = f"{decided(claim)} by {claim.decision.actor}" if claim.decision else "changed"
        raise Stale(f"{claim.id} was {what} since you looked at it; it now reads: {claim.text!r}. Nothing was written.")


def _after_change(draft: Draft, actor: str, *, edited: bool) -> Draft:
    """Any change drops an approval; an edit makes its author the last editor."""
    update = {"last_editor": actor} if edited else {}
    state = lifecycle.take(draft, "revise") if draft.status == "approved" else draft
    return state.model_copy(update=update)


def _keep_slots(edited: Claim, original: Claim) -> Claim:
    """A phrase that the system spoke and the reviewer left whole stays the system's."""
    kept = []
    for slot in original.slots:
        phrase = original.text[slot.start : slot.end]
        start = edited.text.find(phrase)
        if start >= 0:
            kept.append(SlotSpan(start=start, end=start + len(phrase), evidence_id=slot.evidence_id))
    return edited.model_copy(update={"slots": tuple(kept)})
