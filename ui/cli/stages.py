"""Shaping the journey of a draft under review: its stages, who takes up an opportunity, what is planned."""

from typing import Annotated

import typer

from personas.draft import Draft
from ui.cli.options import ActorOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import say
from workspace.reviewing import shaping

StageArgument = Annotated[str, typer.Argument(help="The stage's name.")]


def register(journeys: typer.Typer) -> None:
    """Add these commands to `verism journeys`."""
    for command in (rename_stage, move_stage, add_stage, remove_stage, assign, plan, suppose):
        journeys.command(command.__name__.replace("_", "-"))(command)


def rename_stage(
    draft: str,
    stage: StageArgument,
    name: Annotated[str, typer.Argument(help="Its new name.")],
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Give a stage another name."""
    _tell(shaping.rename_stage(open_workspace(workspace, actor), draft, stage, name, actor=actor_name(actor)))


def move_stage(
    draft: str,
    stage: StageArgument,
    place: Annotated[int, typer.Argument(help="Its new place, counted from 1.")],
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Put a stage at another place."""
    _tell(shaping.move_stage(open_workspace(workspace, actor), draft, stage, place, actor=actor_name(actor)))


def add_stage(
    draft: str,
    name: Annotated[str, typer.Argument(help="The name of the new stage.")],
    place: Annotated[int | None, typer.Option("--at", help="Its place, counted from 1 (default: the end).")] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Add an empty stage."""
    _tell(shaping.add_stage(open_workspace(workspace, actor), draft, name, place, actor=actor_name(actor)))


def remove_stage(
    draft: str,
    stage: StageArgument,
    into: Annotated[str | None, typer.Option(help="The stage that its claims go into.")] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Remove a stage."""
    _tell(shaping.remove_stage(open_workspace(workspace, actor), draft, stage, into, actor=actor_name(actor)))


def assign(
    draft: str,
    claim: Annotated[str, typer.Argument(help="The opportunity's claim id.")],
    owner: Annotated[str, typer.Option(help="Who takes it up: a team or a role.")] = "",
    kpi: Annotated[str, typer.Option(help="The figure by which it will be judged.")] = "",
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Give an opportunity an owner and a KPI."""
    room = open_workspace(workspace, actor)
    _tell(shaping.assign(room, draft, claim, owner=owner, kpi=kpi, actor=actor_name(actor)))


def plan(
    draft: str,
    actual: Annotated[bool, typer.Option("--actual", help="Make it an actual journey again.")] = False,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Make a draft's journey a planned one: it may hold hypotheses, marked as such."""
    _tell(shaping.set_kind(open_workspace(workspace, actor), draft, planned=not actual, actor=actor_name(actor)))


def suppose(
    draft: str,
    stage: StageArgument,
    lane: Annotated[str, typer.Argument(help="actions, touchpoints, thoughts, pain points or opportunities.")],
    text: Annotated[str, typer.Argument(help="The hypothesis.")],
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Write a hypothesis into a planned journey."""
    room = open_workspace(workspace, actor)
    _tell(shaping.add_hypothesis(room, draft, stage, lane, text, actor=actor_name(actor)))


def _tell(draft: Draft) -> None:
    stages = draft.journey.stages if draft.journey else ()
    kind = draft.journey.kind if draft.journey else "no"
    named = ", ".join(stage.name for stage in stages)
    say(f"{draft.id}, version {draft.version}, {draft.status.replace('_', ' ')}: {kind} journey, {named}.")
