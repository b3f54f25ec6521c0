"""A planned journey beside the observed one of the same segment."""

from typing import Any

from personas.base import Record
from personas.draft import Draft
from personas.errors import NotFound
from personas.library import drafts as store
from personas.publishing import public_json
from workspace.drafting.drafts import load
from workspace.roles import permitted
from workspace.workspace import Workspace


class Beside(Record):
    """A planned journey and the observed one of the same segment, each as a draft's JSON."""

    planned: dict[str, Any] | None
    actual: dict[str, Any] | None


@permitted("look")
def beside(workspace: Workspace, draft_id: str) -> Beside:
    """A draft's journey beside that of the other kind: of the same segment, the newest there is. Raises NotFound."""
    draft = load(workspace, draft_id)
    if draft.journey is None:
        raise NotFound(f"{draft.id} has no journey. Draft the segment again with `--journey`.")
    own, other = public_json(draft), _of_the_other_kind(workspace, draft)
    found = public_json(other) if other else None
    planned = draft.journey.kind == "planned"
    return Beside(planned=own if planned else found, actual=found if planned else own)


def _of_the_other_kind(workspace: Workspace, draft: Draft) -> Draft | None:
    with workspace.library.read() as connection:
        for one in store.list_drafts(connection):
            if one.segment_id == draft.segment.id and one.id != draft.id:
                found = store.load_draft(connection, one.id)
                if found.journey and draft.journey and found.journey.kind != draft.journey.kind:
                    return found
    return None
