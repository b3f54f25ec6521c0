"""`verism ui`: the web pages."""

import os
import subprocess
from typing import Annotated

import typer

from ui.cli.options import ActorOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import say
from ui.web.launch import command
from workspace.signing_in import check_pages


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("ui")(ui)


def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")] = 8501,
    address: Annotated[
        str, typer.Option(help="The address to serve; any but this machine's needs OIDC.")
    ] = "127.0.0.1",
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Open the web pages on this machine; stop with Ctrl-C."""
    room = open_workspace(workspace, actor)
    check_pages(room.settings, address)
    where = room.settings.pages_url or f"http://{address}:{port}"
    say(f"Verism at {where}; stop with Ctrl-C.")
    variables = {**os.environ, "VERISM_WORKSPACE": str(room.folder.resolve()), "VERISM_ACTOR": actor_name(actor)}
    line = command(port, address, room.settings.pages_url)
    raise typer.Exit(subprocess.run(line, env=variables, check=False).returncode)
