"""`verism ui`: the web pages."""

import os
import subprocess
from typing import Annotated

import typer

from ui.cli.options import ActorOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import say
from ui.web.launch import command


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("ui")(ui)


def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")] = 8501,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Open the web pages on this machine; stop with Ctrl-C."""
    room = open_workspace(workspace, actor)
    say(f"Verism at http://127.0.0.1:{port} for {actor_name(actor)}; stop with Ctrl-C.")
    variables = {**os.environ, "VERISM_WORKSPACE": str(room.folder.resolve()), "VERISM_ACTOR": actor_name(actor)}
    raise typer.Exit(subprocess.run(command(port), env=variables, check=False).returncode)
