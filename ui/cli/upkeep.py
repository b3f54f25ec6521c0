"""`verism index rebuild` and `verism doctor`: keeping a workspace whole."""

import typer

from personas.errors import BelowBar
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, open_workspace, workspace_folder
from ui.cli.output import print_json, print_table, progress, say
from workspace import doctor as checking
from workspace import indexing

index = typer.Typer(help="The search index, derived from the library.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(index, name="index")
    app.command("doctor")(doctor)


@index.callback()
def room() -> None:
    """The search index, derived from the library."""


@index.command()
def rebuild(workspace: WorkspaceOption = None, actor: ActorOption = None) -> None:
    """Make the search index again from the library."""
    with progress() as report:
        quotes = indexing.rebuild(open_workspace(workspace, actor), report=report)
    say(f"The index holds {quotes:,} quotes.")


def doctor(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Examine the installation and the workspace; exit 1 when something is broken."""
    findings = checking.examine(workspace_folder(workspace))
    if as_json:
        print_json([one.model_dump() for one in findings])
    else:
        rows = [("ok" if one.holds else "BROKEN", one.what, one.detail) for one in findings]
        print_table("Doctor", ("", "what", "found"), rows)
    if not all(one.holds for one in findings):
        raise BelowBar("Something is broken; each line above says what to do.")
