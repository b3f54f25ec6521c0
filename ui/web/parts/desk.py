"""What the keys of the review desk do. Each saves at once, names the revision that was on the screen, and moves on."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

import streamlit as st

from personas.claims import Claim
from personas.draft import Draft
from personas.errors import VerismError
from personas.phrasing import counted
from ui.web.parts import place, session
from ui.web.parts.markup import Html, tag
from ui.web.parts.signs import verdict_badge
from ui.web.parts.typed import Kind as Boxed
from ui.web.parts.typed import box, put_away
from workspace.drafting import drafts as stored
from workspace.reviewing import review as reviewing

CHANGE_NOTE = "change-note"
"""Where the field with what should change keeps it."""
Kind = Literal["edit", "reject", "comment", "changes"]
_BOXES: dict[Kind, Boxed] = {"edit": "edit", "reject": "note", "comment": "comment", "changes": "changes"}
"""What can be begun -> the box of the field that it opens."""


class Mode(NamedTuple):
    """What the reviewer has begun on a claim, and the revision of the claim on which they began."""

    kind: Kind
    claim_id: str
    revision: int


class Moved(NamedTuple):
    """A claim before and after an edit at this desk, and the hash of the evidence that it was checked against."""

    evidence: str
    before: Claim
    after: Claim


def moved(draft: Draft, claim: Claim) -> Moved | None:
    """What the latest edit of this claim changed; None once it says something else, or somebody was forgotten."""
    found = st.session_state.get(_moved_key(draft, claim.id))
    if isinstance(found, Moved) and (found.evidence, found.after.text) == (draft.pack.hash, claim.text):
        return found
    st.session_state.pop(_moved_key(draft, claim.id), None)
    return None


def mode_on(draft: Draft, claim: Claim) -> Mode | None:
    """What was begun on this claim; after a reload, what the address says was begun."""
    doing = next((kind for kind in _BOXES if kind == st.query_params.get(place.DOING)), None)
    if place.BEGUN not in st.session_state and doing and claim.id == st.query_params.get("claim"):
        begin(doing, claim)
    mode = st.session_state.get(place.BEGUN)
    return mode if isinstance(mode, Mode) and mode.claim_id == claim.id else None


def begin(kind: Kind, claim: Claim) -> None:
    """Open the words for editing, the reasons for a rejection, or the field for a comment or a request."""
    st.session_state[place.BEGUN] = Mode(kind, claim.id, claim.revision)
    st.query_params[place.DOING] = kind
    if kind == "edit":
        st.session_state[words_key(claim.id)] = claim.text


def cancel(draft: Draft) -> None:
    """Put away what was begun, with the words typed for it."""
    mode = st.session_state.get(place.BEGUN)
    if isinstance(mode, Mode):
        for key in (note_key(mode.claim_id), comment_key(mode.claim_id), CHANGE_NOTE):
            st.session_state.pop(key, None)
        put_away(box(_BOXES[mode.kind], draft.id, "" if mode.kind == "changes" else mode.claim_id))
    place.leave()


def accept(draft: Draft, claim: Claim) -> None:
    """Accept the claim as it stood on the screen."""
    _decide(draft, claim.id, "accept", {claim.id: claim.revision})


def reject(draft: Draft, mode: Mode, reason: str) -> None:
    """Drop the claim for a reason; the note is what stands in its field."""
    note = str(st.session_state.get(note_key(mode.claim_id), "")).strip()
    if _decide(draft, mode.claim_id, "reject", {mode.claim_id: mode.revision}, reason=reason, note=note):
        put_away(box("note", draft.id, mode.claim_id))


def save_edit(draft: Draft, mode: Mode) -> None:
    """Save the words; the checks run again. A refusal leaves the words in their field."""
    words = str(st.session_state.get(words_key(mode.claim_id), ""))
    before = place.named(draft, mode.claim_id)
    how: dict[str, Any] = {"seen": {mode.claim_id: mode.revision}, "seconds": place.looked_at(before.id)}
    changed = _attempt(lambda who: reviewing.edit(session.workspace(), draft.id, before.id, words, actor=who, **how))
    if changed is not None:
        after = place.named(changed, before.id)
        st.session_state[_moved_key(draft, before.id)] = Moved(draft.pack.hash, before, after)
        _remember(changed, [before.id])
        cancel(changed)


def take_newest(claim: Claim, mode: Mode) -> None:
    """Having read what somebody else wrote meanwhile, go on from there with the words typed so far."""
    st.session_state[place.BEGUN] = mode._replace(revision=claim.revision)


def undo(draft: Draft, claim: Claim) -> None:
    """Take back the last thing done at this desk, else the last thing done to this claim."""
    done: list[tuple[str, int]] = st.session_state.get(f"done-{draft.id}", [])
    claim_id, revision = done[-1] if done else (claim.id, claim.revision)
    seen = {claim_id: revision}
    changed = _attempt(lambda who: reviewing.undo(session.workspace(), draft.id, claim_id, actor=who, seen=seen))
    if done:
        done.pop()
    place.go(claim_id)
    if changed is not None:
        st.session_state.pop(_moved_key(draft, claim_id), None)


def accept_verified(draft: Draft) -> None:
    """Accept what every check passed, and say what is left to be read."""
    try:
        sweep = reviewing.accept_verified(session.workspace(), draft.id, actor=session.actor())
    except VerismError as error:
        return session.flash("error", str(error))
    changed = stored.load(session.workspace(), draft.id)
    _remember(changed, sweep.accepted)
    left = [" ".join(dict.fromkeys((c.verdict, c.kind))) for c in changed.claims if c.id in sweep.left]
    kinds = ", ".join(f"{left.count(name)} {name}" for name in sorted(set(left)))
    said = f"Accepted {counted(len(sweep.accepted), 'claim')}. "
    told = f"Left for you to read: {kinds}." if left else "Nothing is left to read."
    rows = [tag("li", verdict_badge(c.verdict), f" {c.text}") for c in changed.claims if c.id in sweep.left]
    session.flash("success", said + told, tag("ul", *rows, class_="v-left") if rows else Html())
    return place.go(place.first(changed))


def comment(draft: Draft, claim: Claim) -> None:
    """Write a comment; its field closes once it is stored."""
    words = str(st.session_state.get(comment_key(claim.id), ""))
    try:
        reviewing.comment(session.workspace(), draft.id, claim.id, words, actor=session.actor())
    except VerismError as error:
        return session.flash("error", str(error))
    return cancel(draft)


def words_key(claim_id: str) -> str:
    """Where the field with a claim's new words keeps them."""
    return f"words-{claim_id}"


def comment_key(claim_id: str) -> str:
    """Where the field with a comment on a claim keeps it."""
    return f"comment-{claim_id}"


def note_key(claim_id: str) -> str:
    """Where the field with the note of a rejection keeps it."""
    return f"note-{claim_id}"


def _moved_key(draft: Draft, claim_id: str) -> str:
    return f"moved-{draft.id}-{claim_id}"


def _decide(draft: Draft, claim_id: str, kind: Literal["accept", "reject"], seen: dict[str, int], **why: Any) -> bool:
    how: dict[str, Any] = {"seen": seen, "seconds": place.looked_at(claim_id), **why}
    changed = _attempt(lambda who: reviewing.decide(session.workspace(), draft.id, [claim_id], kind, actor=who, **how))
    if changed is not None:
        _remember(changed, [claim_id])
        place.skip(changed, claim_id)
    return changed is not None


def _attempt(action: Callable[[str], Draft]) -> Draft | None:
    try:
        return action(session.actor())
    except VerismError as error:
        session.flash("error", str(error))
        return None


def _remember(draft: Draft, claim_ids: Sequence[str]) -> None:
    done = st.session_state.setdefault(f"done-{draft.id}", [])
    done.extend((claim_id, place.named(draft, claim_id).revision) for claim_id in claim_ids)
