"""Editing the name and the journey of a stored draft."""

from collections.abc import Callable

from agent.verification import verify_draft, verify_in
from agent.verification.verdicts import SAFETY
from personas import lifecycle, shaping
from personas.claims import Claim
from personas.draft import Draft
from personas.errors import Refused
from personas.library import drafts as store
from workspace.roles import permitted
from workspace.trail import note_draft
from workspace.workspace import Workspace


@permitted("edit")
def rename_persona(workspace: Workspace, draft_id: str, name: str, *, actor: str) -> Draft:
    """Give the persona another fictional name; every claim is checked again. Raises BadInput, Refused."""
    return _shape(workspace, draft_id, lambda draft: shaping.rename_persona(draft, name), actor, "rename", name)


@permitted("edit")
def rename_stage(workspace: Workspace, draft_id: str, stage: str, name: str, *, actor: str) -> Draft:
    """Rename a stage of the journey. Raises NotFound, BadInput, Refused."""
    words = f"{stage} is now {name}"
    return _shape(workspace, draft_id, lambda draft: shaping.rename_stage(draft, stage, name), actor, "stage", words)


@permitted("edit")
def move_stage(workspace: Workspace, draft_id: str, stage: str, position: int, *, actor: str) -> Draft:
    """Put a stage at another place, counted from 1. Raises NotFound, BadInput, Refused."""
    words = f"{stage} at place {position}"
    return _shape(workspace, draft_id, lambda draft: shaping.move_stage(draft, stage, position), actor, "stage", words)


@permitted("edit")
def add_stage(workspace: Workspace, draft_id: str, name: str, position: int | None = None, *, actor: str) -> Draft:
    """Add an empty stage, at the end or at a place counted from 1. Raises BadInput, Refused."""
    words = f"{name} added"
    return _shape(workspace, draft_id, lambda draft: shaping.add_stage(draft, name, position), actor, "stage", words)


@permitted("edit")
def remove_stage(workspace: Workspace, draft_id: str, stage: str, into: str | None = None, *, actor: str) -> Draft:
    """Remove a stage; its claims go into another one. Raises NotFound, Refused."""
    words = f"{stage} removed{f' into {into}' if into else ''}"
    return _shape(workspace, draft_id, lambda draft: shaping.remove_stage(draft, stage, into), actor, "stage", words)


@permitted("edit")
def assign(workspace: Workspace, draft_id: str, claim_id: str, *, owner: str = "", kpi: str = "", actor: str) -> Draft:
    """Say who takes an opportunity up and by which figure it is judged. Raises NotFound, BadInput, Refused."""
    words = f"{claim_id}: {owner}, {kpi}"
    return _shape(
        workspace, draft_id, lambda draft: shaping.assign(draft, claim_id, owner=owner, kpi=kpi), actor, "assign", words
    )


@permitted("edit")
def set_kind(workspace: Workspace, draft_id: str, *, planned: bool, actor: str) -> Draft:
    """Say whether the journey is planned or actual. Raises Refused for an actual one with hypotheses."""
    words = "planned" if planned else "actual"
    return _shape(workspace, draft_id, lambda draft: shaping.set_kind(draft, planned=planned), actor, "plan", words)


@permitted("edit")
def add_hypothesis(workspace: Workspace, draft_id: str, stage: str, lane: str, text: str, *, actor: str) -> Draft:
    """Write a hypothesis into a planned journey; it is reviewed like any claim. Raises NotFound, BadInput, Refused."""
    return _shape(
        workspace, draft_id, lambda draft: shaping.add_hypothesis(draft, stage, lane, text), actor, "hypothesis", text
    )


def _shape(
    workspace: Workspace, draft_id: str, change: Callable[[Draft], Draft], actor: str, action: str, words: str
) -> Draft:
    with workspace.library.write() as connection:
        draft = store.load_draft(connection, draft_id)
        lifecycle.check_editable(draft)
        _refuse_unsafe(draft, words)
        changed = verify_draft(change(lifecycle.reopened(draft))).model_copy(update={"last_editor": actor})
        saved = store.update_draft(connection, changed, expected=draft.version, actor=actor, keep_history=False)
        note_draft(connection, draft, saved, actor=actor, action=action, words=words)
    return saved


def _refuse_unsafe(draft: Draft, words: str) -> None:
    """What is typed here goes out as it stands: nothing personal, nothing sensitive."""
    typed = Claim(id="c-0", section="typed", text=words, kind="inference", typed_by="reviewer")
    wrong = [check for check in verify_in(draft, typed).checks if check.name in SAFETY and check.outcome == "fail"]
    if wrong:
        raise Refused(f"This may not go out: {wrong[0].reason}")
