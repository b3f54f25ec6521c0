"""What a reviewer wants to see beside a claim or a draft: who says otherwise, what changed, what was asked for."""

from datetime import datetime

from personas.base import Record
from personas.changes import Changes, compare
from personas.claims import Claim
from personas.draft import Draft
from personas.evidence import Quote
from personas.library import drafts as store
from personas.library.events import list_events
from personas.publishing import public_json
from workspace.roles import permitted
from workspace.workspace import Workspace


class Request(Record):
    """Why a draft was sent back."""

    actor: str
    at: datetime
    note: str


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
    """What a draft says that it did not say at an earlier version of its own. Raises NotFound."""
    with workspace.library.read() as connection:
        former = store.load_draft_at(connection, draft_id, version)
        now = store.load_draft(connection, draft_id)
    return compare(public_json(former), public_json(now))


@permitted("look")
def request_for_changes(workspace: Workspace, draft_id: str) -> Request | None:
    """The latest request for changes to a draft, or None when nobody asked for any."""
    with workspace.library.read() as connection:
        asked = [event for event in list_events(connection, draft_id) if event.action == "request_changes"]
    return Request(actor=asked[-1].actor, at=asked[-1].at, note=asked[-1].after) if asked else None
