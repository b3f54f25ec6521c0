"""From review to readers: submit, request changes, approve, publish, retire, export."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from agent.verification import verify_draft
from personas import lifecycle
from personas.draft import Draft
from personas.errors import BadInput, Refused, Stale
from personas.library import drafts as store
from personas.library import publications as shelf
from personas.library.events import append_event, list_events
from personas.library.publications import PersonaSummary, Publication, Purpose
from personas.publishing import FORMATS, FormatName, public_json, published_json, rendered
from workspace.meanwhile import file_without_forgotten
from workspace.roles import permitted
from workspace.trail import note_draft
from workspace.workspace import Workspace

_DAYS_A_MONTH = 30.44


@permitted("draft")
def submit(workspace: Workspace, draft_id: str, *, actor: str) -> Draft:
    """Send a draft to review."""
    return _step(workspace, draft_id, "submit", actor=actor)


@permitted("decide")
def request_changes(workspace: Workspace, draft_id: str, *, actor: str, note: str = "") -> Draft:
    """Send a draft back to its author."""
    return _step(workspace, draft_id, "request_changes", actor=actor, note=note)


@permitted("decide")
def approve(workspace: Workspace, draft_id: str, *, actor: str, seen_version: int | None = None) -> Draft:
    """Approve a draft whose every claim is decided and may go out; four eyes. Raises Refused, Stale."""
    with workspace.library.write() as connection:
        draft = store.load_draft(connection, draft_id)
        lifecycle.check_approver(draft, actor)
        approved = lifecycle.take(draft, "approve")
        lifecycle.check_publishable(_checked_again(draft))
        saved = store.update_draft(connection, approved, expected=seen_version or draft.version, actor=actor)
        note_draft(connection, draft, saved, actor=actor, action="approve")
    return saved


@permitted("publish")
def publish(workspace: Workspace, draft_id: str, *, actor: str) -> Publication:
    """Publish an approved draft as the next version of its segment's persona. Raises Refused."""
    with workspace.library.write() as connection:
        draft = store.load_draft(connection, draft_id)
        published = lifecycle.take(draft, "publish")
        lifecycle.check_publishable(_checked_again(draft))
        _check_still_the_newest(connection, draft)
        published = store.update_draft(connection, published, expected=draft.version, actor=actor)
        publication = _put_on_shelf(connection, published, actor=actor, months=workspace.settings.review_months)
        details = {"publication": publication.id, "approved_by": publication.approved_by}
        note_draft(connection, draft, published, actor=actor, action="publish", **details)
    return publication


@permitted("publish")
def retire(workspace: Workspace, persona_id: str, *, actor: str) -> Publication:
    """Take a published persona out of use."""
    with workspace.library.write() as connection:
        publication = shelf.load_publication(connection, persona_id)
        if publication.status != "published":
            raise Refused(f"{publication.id} is {publication.status} already.")
        shelf.set_status(connection, publication, "retired")
        _close_draft(connection, publication.draft_id, "retire", actor)
        append_event(connection, actor=actor, action="retire", subject=publication.persona_id)
    return publication.model_copy(update={"status": "retired"})


@permitted("read")
def personas(workspace: Workspace) -> list[PersonaSummary]:
    """The personas of the library."""
    with workspace.library.read() as connection:
        return shelf.list_personas(connection)


@permitted("read")
def persona(workspace: Workspace, persona_id: str, version: int | None = None) -> Publication:
    """One persona as published, by id or name. Raises NotFound."""
    with workspace.library.read() as connection:
        return shelf.load_publication(connection, persona_id, version)


@permitted("read")
def export(
    workspace: Workspace, persona_id: str, export_format: FormatName, out: Path, *, version: int | None = None
) -> Path:
    """Write a published persona to a file.

    Raises BadInput for an unknown format, NotFound, and Stale beside an erasure, which would not find the file.
    """
    if export_format not in FORMATS:
        raise BadInput(f"There is no export format {export_format!r}. Formats: {', '.join(FORMATS)}.")
    with file_without_forgotten(workspace, out) as temporary:
        body = published_json(persona(workspace, persona_id, version))
        temporary.write_bytes(rendered(body, export_format))
    return out


@permitted("use")
def record_use(workspace: Workspace, persona_id: str, purpose: Purpose, *, actor: str, team: str, note: str) -> None:
    """Note that a persona was used: what utilisation is counted from."""
    with workspace.library.write() as connection:
        publication = shelf.load_publication(connection, persona_id)
        shelf.add_use(connection, publication.persona_id, actor=actor, purpose=purpose, team=team, note=note)
        append_event(connection, actor=actor, action="use", subject=publication.persona_id, purpose=purpose, team=team)


def _step(workspace: Workspace, draft_id: str, step: lifecycle.Step, *, actor: str, note: str = "") -> Draft:
    with workspace.library.write() as connection:
        draft = store.load_draft(connection, draft_id)
        moved = store.update_draft(connection, lifecycle.take(draft, step), expected=draft.version, actor=actor)
        note_draft(connection, draft, moved, actor=actor, action=step, words=note)
    return moved


def _checked_again(draft: Draft) -> Draft:
    """The draft with every check run on the text as it stands, so that no stored verdict is trusted."""
    return verify_draft(draft)


def _put_on_shelf(connection: Connection, draft: Draft, *, actor: str, months: int) -> Publication:
    approved_by = _approver(connection, draft.id)
    next_review = datetime.now(UTC) + timedelta(days=round(months * _DAYS_A_MONTH))
    former = next((p for p in shelf.list_personas(connection) if p.segment_id == draft.segment.id), None)
    if former is not None and former.status == "published":
        _close_draft(connection, shelf.load_publication(connection, former.id).draft_id, "supersede", actor)
    return shelf.add_publication(
        connection,
        draft_id=draft.id,
        name=draft.persona.name,
        segment_id=draft.segment.id,
        by=actor,
        approved_by=approved_by,
        next_review=next_review,
        body=public_json(draft, only_kept=True),
    )


def _check_still_the_newest(connection: Connection, draft: Draft) -> None:
    """A draft made to supersede one publication may not put older evidence over another."""
    former = next((p for p in shelf.list_personas(connection) if p.segment_id == draft.segment.id), None)
    newest = shelf.load_publication(connection, former.id).id if former else None
    if draft.refreshes is not None and newest != draft.refreshes:
        raise Stale(
            f"{draft.id} was drafted to supersede {draft.refreshes}, and {newest} was published since. "
            f"Refresh the persona again: `verism personas refresh {former.id if former else ''}`."
        )


def _approver(connection: Connection, draft_id: str) -> str:
    approvals = [event.actor for event in list_events(connection, draft_id, ["approve"])]
    if not approvals:
        raise Refused(f"Nobody approved {draft_id}.")
    return approvals[-1]


def _close_draft(connection: Connection, draft_id: str, step: lifecycle.Step, actor: str) -> None:
    draft = store.load_draft(connection, draft_id)
    if draft.status == "published":
        store.update_draft(connection, lifecycle.take(draft, step), expected=draft.version, actor=actor)
