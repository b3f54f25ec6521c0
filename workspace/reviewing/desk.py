"""What a reviewer sees beside a claim: its surroundings, comments, counter-evidence and changes."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from personas.base import Record
from personas.changes import Changes, compare
from personas.claims import Claim
from personas.draft import Draft
from personas.evidence import Quote
from personas.library import drafts as store
from personas.library.events import Event, list_events
from personas.library.evidence import load_texts
from personas.publishing import public_json
from workspace.drafting.drafts import without_rejected
from workspace.roles import permitted
from workspace.trail import REWORDING, comments_in, words_then
from workspace.workspace import Workspace

AROUND = 240
"""Characters of a document shown on each side of a quote."""

Surroundings = dict[str, tuple[str, str]]
"""Quote id -> the words before it and after it in its document."""

_SENT_BACK = ("comment", "request_changes", *REWORDING)
"""What people did to a draft that tells why it was sent back, and what of it was mended since."""


class Remark(Record):
    """A comment, and what it was said of."""

    claim: Claim
    """As it stands today."""
    of: str
    """Its words when the comment was written."""
    said: str
    """The comment: `actor: words`."""


class Request(Record):
    """Why a draft was sent back."""

    actor: str
    at: datetime
    note: str
    remarks: tuple[Remark, ...] = ()
    """Every comment on the draft, the oldest first."""


class OnDesk(Record):
    """A draft as it lies on the desk, read in one transaction."""

    draft: Draft
    comments: dict[str, list[str]]
    """Claim id -> its comments, "actor: words", the oldest first."""
    request: Request | None
    """The latest request for changes, of a draft that was sent back."""
    claim: Claim
    """The claim that is looked at."""
    surroundings: Surroundings
    """Of the quotes that it cites."""


@permitted("look")
def on_desk(workspace: Workspace, draft_id: str, look_at: Callable[[Draft], Claim]) -> OnDesk:
    """A draft with what people said to it, and the claim that `look_at` picks. Raises NotFound."""
    with workspace.library.read() as connection:
        draft = store.load_draft(connection, draft_id)
        said = list_events(connection, draft_id, _SENT_BACK if draft.status == "changes_requested" else ["comment"])
        claim = look_at(draft)
        cited = {citation.evidence_id for citation in claim.citations or ()}
        around = _around(connection, [quote for quote in draft.pack.quotes if quote.id in cited])
    request, comments = _request(draft, said), comments_in(said)
    return OnDesk(draft=draft, claim=claim, surroundings=around, comments=comments, request=request)


@permitted("look")
def surroundings(workspace: Workspace, quotes: Sequence[Quote]) -> Surroundings:
    """The words around quotes in their documents as stored; nothing for a document that is gone."""
    with workspace.library.read() as connection:
        return _around(connection, quotes)


def counter_evidence(draft: Draft, claim: Claim) -> list[Quote]:
    """The quotes of the draft's evidence that speak against a claim: those that oppose the themes it rests on.

    A claim rests on a theme that it cites, and on one that holds a quote which it cites.
    """
    cited = {citation.evidence_id for citation in claim.citations or ()}
    themes = [theme for theme in draft.pack.themes if theme.id in cited or cited & set(theme.quotes)]
    against = {quote_id for theme in themes for quote_id in theme.opposing} - cited
    return [quote for quote in draft.pack.quotes if quote.id in against]


@permitted("look")
def changes_since_version(workspace: Workspace, draft_id: str, version: int) -> Changes:
    """What a draft says that it did not say at an earlier version of its own; what was rejected, it no longer says.

    Raises NotFound.
    """
    with workspace.library.read() as connection:
        former = store.load_draft_at(connection, draft_id, version)
        now = store.load_draft(connection, draft_id)
    changes = compare(public_json(without_rejected(former)), public_json(without_rejected(now)))
    return changes.model_copy(update={"older": f"{draft_id}, version {version}", "newer": f"version {now.version}"})


def _request(draft: Draft, events: Sequence[Event]) -> Request | None:
    asked = next((event for event in reversed(events) if event.action == "request_changes"), None)
    if asked is None:
        return None
    claims = {f"{draft.id}/{claim.id}": claim for claim in draft.claims}
    remarks = tuple(
        Remark(claim=claim, of=words_then(events, event, claim), said=f"{event.actor}: {event.after}")
        for event in events
        if event.action == "comment" and (claim := claims.get(event.subject)) is not None
    )
    return Request(actor=asked.actor, at=asked.at, note=asked.after, remarks=remarks)


def _around(connection: Connection, quotes: Sequence[Quote]) -> Surroundings:
    if not quotes:
        return {}
    texts, found = load_texts(connection, [quote.document_id for quote in quotes]), {}
    for quote in quotes:
        if (text := texts.get(quote.document_id)) is not None:
            found[quote.id] = (text[max(0, quote.start - AROUND) : quote.start], text[quote.end : quote.end + AROUND])
    return found
