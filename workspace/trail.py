"""Writing reviews and state changes to the audit trail."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from personas.claims import Claim
from personas.draft import Draft
from personas.library.events import Event, append_event


def note_claim(
    connection: Connection,
    draft: Draft,
    old: Claim,
    new: Claim,
    *,
    actor: str,
    action: str,
    reason: str = "",
    note: str = "",
    seconds: float | None = None,
) -> None:
    """An action on a claim. Words (an edit's, a note's) go where an erased person's can be blanked."""
    words = {"before": old.text, "after": new.text} if old.text != new.text else {"before": "", "after": note}
    details: dict[str, Any] = {
        "version": draft.version + 1,
        "was": decided(old),
        "now": decided(new),
        "revision": new.revision,
        "verdict": new.verdict,
        **({"reason": reason} if reason else {}),
        **({"seconds": round(seconds, 1)} if seconds is not None else {}),
        **_writer(draft),
    }
    append_event(connection, actor=actor, action=action, subject=f"{draft.id}/{new.id}", **words, **details)


def note_draft(
    connection: Connection, before: Draft, after: Draft, *, actor: str, action: str, words: str = "", **details: Any
) -> None:
    """A step of a draft's life; `words` are what was said to it."""
    details = {"was": before.status, "now": after.status, "version": after.version, **details, **_writer(after)}
    append_event(connection, actor=actor, action=action, subject=after.id, after=words, **details)


def comments_in(events: Iterable[Event]) -> dict[str, list[str]]:
    """Claim id -> its comments among some events, "actor: words", in their order."""
    found: dict[str, list[str]] = {}
    for event in events:
        if event.action == "comment":
            found.setdefault(event.subject.split("/")[-1], []).append(f"{event.actor}: {event.after}")
    return found


REWORDING = ("edit", "undo")
"""The actions that change the words of a claim."""


def words_then(events: Sequence[Event], then: Event, claim: Claim) -> str:
    """The words that a claim had at an event on it: those that its next rewording replaced, else today's."""
    later = (event for event in events if event.number > then.number and event.subject == then.subject)
    return next((event.before for event in later if event.action in REWORDING and event.before), claim.text)


def decided(claim: Claim) -> str:
    """A claim's state in one word: undecided, accepted, edited, rejected."""
    return f"{claim.decision.kind}ed" if claim.decision else "undecided"


def _writer(draft: Draft) -> dict[str, Any]:
    """The model and the prompts' hashes behind a draft; the extractive writer has neither."""
    return {"model": draft.writer.model or draft.writer.kind, "prompts": draft.writer.prompts}
