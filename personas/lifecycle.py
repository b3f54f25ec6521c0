"""The state machine of a draft: the allowed steps, who may take them, and what blocks publication."""

from typing import Literal

from personas.claims import Claim
from personas.draft import Draft, Status
from personas.errors import Refused
from personas.phrasing import counted

Step = Literal["submit", "request_changes", "approve", "publish", "supersede", "retire", "revise"]

TRANSITIONS: dict[Step, tuple[frozenset[Status], Status]] = {
    "submit": (frozenset({"draft", "changes_requested"}), "in_review"),
    "request_changes": (frozenset({"in_review", "approved"}), "changes_requested"),
    "approve": (frozenset({"in_review"}), "approved"),
    "publish": (frozenset({"approved"}), "published"),
    "supersede": (frozenset({"published"}), "superseded"),
    "retire": (frozenset({"published"}), "retired"),
    "revise": (frozenset({"approved"}), "in_review"),
}
"""Step -> the states from which it may be taken, and the state it leads to."""

EDITABLE: frozenset[Status] = frozenset({"draft", "in_review", "changes_requested", "approved"})
"""States in which claims may be decided or edited; an edit of an approved draft drops the approval."""


def take(draft: Draft, step: Step) -> Draft:
    """The draft in the state that the step leads to. Raises Refused when it may not be taken from here."""
    sources, target = TRANSITIONS[step]
    if draft.status not in sources:
        allowed = " or ".join(sorted(state.replace("_", " ") for state in sources))
        raise Refused(
            f"Draft {draft.id} is {draft.status.replace('_', ' ')}; to {step.replace('_', ' ')} it must be {allowed}."
        )
    return draft.model_copy(update={"status": target})


def reopened(draft: Draft) -> Draft:
    """The draft as it is when something of it changes: an approval that was given falls, and it is in review again."""
    return take(draft, "revise") if draft.status == "approved" else draft


def check_editable(draft: Draft) -> None:
    """Raises Refused when the draft's claims may no longer change."""
    if draft.status not in EDITABLE:
        raise Refused(f"Draft {draft.id} is {draft.status}: its claims no longer change. Draft the segment again.")


def check_approver(draft: Draft, actor: str) -> None:
    """Four eyes: raises Refused when the approver wrote the draft or was the last to edit it."""
    if actor == draft.author:
        raise Refused(f"{actor} drafted {draft.id}: another person must approve it.")
    if actor == draft.last_editor:
        raise Refused(f"{actor} edited {draft.id} last: another person must approve it.")


def check_publishable(draft: Draft) -> None:
    """The gate: raises Refused naming every claim that stands in the way of publication."""
    undecided = [claim.id for claim in draft.claims if claim.decision is None]
    if undecided:
        raise Refused(
            f"{counted(len(undecided), 'claim')} of {draft.id} {'is' if len(undecided) == 1 else 'are'} undecided: "
            f"{_listed(undecided)}. Accept, edit or reject {'it' if len(undecided) == 1 else 'them'}."
        )
    planned = draft.journey is not None and draft.journey.kind == "planned"
    kept = [claim for claim in draft.claims if claim.kept]
    blocking = [f"{c.id} ({_obstacle(c)})" for c in kept if not _may_go_out(c, planned=planned)]
    if blocking:
        raise Refused(
            f"{counted(len(blocking), 'claim')} of {draft.id} may not be published: {_listed(blocking)}. "
            f"Edit or reject {'it' if len(blocking) == 1 else 'them'}."
        )
    if not kept:
        raise Refused(f"Every claim of {draft.id} was rejected: there is nothing to publish.")


def _may_go_out(claim: Claim, *, planned: bool) -> bool:
    """A hypothesis goes out only as a part of a planned journey, marked as what it is."""
    return not claim.blocking and (claim.kind != "hypothesis" or (planned and bool(claim.stage)))


def _obstacle(claim: Claim) -> str:
    return claim.verdict if claim.blocking else claim.kind


def _listed(names: list[str]) -> str:
    return ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
