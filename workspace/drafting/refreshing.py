"""Refreshing published personas: drafted again on today's evidence, and compared."""

from personas.base import Record
from personas.changes import Changes, compare
from personas.draft import Draft
from personas.errors import NotFound, Refused
from personas.library import publications as shelf
from personas.library.publications import Publication
from personas.publishing import public_json, published_json
from workspace import segmenting
from workspace.drafting import drafting
from workspace.drafting.drafts import without_rejected
from workspace.progress import Report, part_of, silent
from workspace.roles import permitted
from workspace.workspace import Workspace
from workspace.writers import WriterKind


class Refreshed(Record):
    """A new draft of a published persona, and what it says that the published one does not."""

    draft: Draft
    changes: Changes


@permitted("draft")
def refresh(
    workspace: Workspace,
    persona_id: str,
    *,
    actor: str,
    writer: WriterKind | None = None,
    report: Report = silent,
) -> Refreshed:
    """Draft a published persona again: its segment counted by the same definition on today's data, today's evidence.

    The draft goes through review like any other; its publication supersedes the one in force. Raises NotFound when
    there is no such persona or its segment is gone, Refused when it is retired.
    """
    with workspace.library.read() as connection:
        published = shelf.load_publication(connection, persona_id)
    if published.status == "retired":
        raise Refused(f"{published.persona_id} is retired. Draft its segment anew: `verism draft SEGMENT`.")
    segment_id = _count_again(workspace, published, actor, part_of(report, 0, 0.5))
    journey = published.body["journey"] is not None
    draft = drafting.draft_segment(
        workspace, segment_id, actor=actor, journey=journey, writer=writer, report=part_of(report, 0.5, 1)
    )
    return Refreshed(draft=draft, changes=compare(published_json(published), public_json(draft)))


@permitted("read")
def changes_since(
    workspace: Workspace, persona_id: str, *, since: int | None = None, until: int | None = None
) -> Changes:
    """What changed between two published versions: by default the newest and the one before. Raises NotFound."""
    with workspace.library.read() as connection:
        newer = shelf.load_publication(connection, persona_id, until)
        before = since if since is not None else newer.version - 1
        if before < 1:
            raise NotFound(f"{newer.persona_id} has one version only: there is nothing to compare it with.")
        older = shelf.load_publication(connection, newer.persona_id, before)
    return compare(published_json(older), published_json(newer))


@permitted("look")
def changes_of_draft(workspace: Workspace, draft: Draft) -> Changes | None:
    """What a draft says that the publication which it supersedes does not; None for a first draft."""
    if draft.refreshes is None:
        return None
    persona_id, _, version = draft.refreshes.rpartition(".")
    with workspace.library.read() as connection:
        former = shelf.load_publication(connection, persona_id, int(version))
    return compare(published_json(former), public_json(without_rejected(draft)))


def _count_again(workspace: Workspace, published: Publication, actor: str, report: Report) -> str:
    segment_id = str(published.body["segment"]["id"])
    current = next((one for one in segmenting.segments(workspace) if one.id == segment_id), None)
    if current is not None:
        counted = segmenting.refresh_members(workspace, current.method, actor=actor, report=report)
        current = next((one for one in counted if one.id == segment_id), None)
    if current is None:
        raise NotFound(
            f"Nobody is in {published.body['segment']['name']} ({segment_id}) any more: retire the persona with "
            f"`verism personas retire {published.persona_id}`, or draft another segment."
        )
    return current.id
