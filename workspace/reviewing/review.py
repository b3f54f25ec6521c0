"""Review: accept, edit, reject, undo and comment on claims; every action checked, versioned and logged.

All of it happens in one writing transaction: a rule that says no, a stale claim or a killed process changes nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from agent.verification import verify_in
from agent.verification.verdicts import JUDGE
from personas.base import Record
from personas.claims import REASONS, Claim, Decision, SlotSpan
from personas.draft import Draft
from personas.errors import BadInput, Refused
from personas.library import drafts as store
from personas.library.events import append_event, list_events
from workspace.drafting.drafts import load
from workspace.reviewing.changing import Seen, after_change, change_claims, claim_of, editable, refuse_stale
from workspace.roles import permitted
from workspace.trail import comments_in, note_claim
from workspace.workspace import Workspace


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
    return change_claims(workspace, draft_id, claim_ids, change, actor=actor, action=kind, seen=seen, **why)


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
            from workspace.reviewing.citing import cited_anew

            edited = cited_anew(draft, edited, cite)
        return verify_in(draft, edited)

    return change_claims(
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
        draft = editable(connection, draft_id)
        claim = claim_of(draft, claim_id)
        refuse_stale(claim, seen or {})
        former = store.pop_history(connection, draft_id, claim_id)
        if former is None:
            raise Refused(f"Nothing was done to {claim_id} of {draft_id} that could be undone.")
        restored = former.model_copy(update={"revision": claim.revision + 1, "stage": claim.stage})
        changed = after_change(draft.with_claim(restored), actor, edited=former.text != claim.text)
        saved = store.update_draft(connection, changed, expected=draft.version, actor=actor, keep_history=False)
        note_claim(connection, draft, claim, restored, actor=actor, action="undo")
    return saved


@permitted("comment")
def comment(workspace: Workspace, draft_id: str, claim_id: str, text: str, *, actor: str) -> None:
    """Write a comment beside a claim."""
    if not text.strip():
        raise BadInput("A comment needs words.")
    with workspace.library.write() as connection:
        claim_of(store.load_draft(connection, draft_id), claim_id)
        append_event(connection, actor=actor, action="comment", subject=f"{draft_id}/{claim_id}", after=text.strip())


@permitted("look")
def comments(workspace: Workspace, draft_id: str) -> dict[str, list[str]]:
    """Claim id -> its comments, "actor: words", the oldest first."""
    with workspace.library.read() as connection:
        return comments_in(list_events(connection, draft_id, ["comment"]))


def _keep_slots(edited: Claim, original: Claim) -> Claim:
    """A phrase that the system spoke and the reviewer left whole stays the system's."""
    kept = []
    for slot in original.slots:
        phrase = original.text[slot.start : slot.end]
        start = edited.text.find(phrase)
        if start >= 0:
            kept.append(SlotSpan(start=start, end=start + len(phrase), evidence_id=slot.evidence_id))
    return edited.model_copy(update={"slots": tuple(kept)})
