"""Options shared by all commands."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from workspace import workspace as places

if TYPE_CHECKING:
    from workspace.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", help="The workspace's folder (default: $VERISM_WORKSPACE, else this folder)."),
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", help="Who is accountable (default: $VERISM_ACTOR, else the system user).")
]
MapOption = Annotated[Path | None, typer.Option("--map", help="A YAML file that says which column is what.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Machine-readable on standard output, nothing else there.")]
WriterOption = Annotated[
    Literal["extractive", "llm"] | None,
    typer.Option(help="Who writes (default: the model that is set, else extractive)."),
]
MethodOption = Annotated[
    Literal["value-activity", "rules", "clusters", "missions"] | None,
    typer.Option(
        help="Default: value-activity where there are transactions, rules where segments.yaml has some. "
        "missions tells what baskets are for, beside the segments."
    ),
]


def workspace_folder(folder: Path | None) -> Path:
    """The folder named, else `VERISM_WORKSPACE`, else the current one."""
    return folder or Path(os.environ.get("VERISM_WORKSPACE") or ".")


def open_workspace(folder: Path | None, actor: str | None = None) -> "Workspace":
    """The workspace that a command works in, for whoever runs it. Raises NotFound when there is none."""
    return places.Workspace.open(workspace_folder(folder), actor=actor)


def actor_name(name: str | None) -> str:
    """The person named, else `VERISM_ACTOR`, else the system's user."""
    return places.current_actor(name)
