"""`verism erase`, `verism index rebuild` and `verism doctor`: keeping a workspace whole."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from personas.errors import BelowBar
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, actor_name, open_workspace, workspace_folder
from ui.cli.output import out, print_json, print_table, progress, say
from workspace import doctor as checking
from workspace import erasing
from workspace.evidence import indexing

if TYPE_CHECKING:
    from workspace.erasing import Erased

index = typer.Typer(help="The search index, derived from the library.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(index, name="index")
    app.command("erase")(erase)
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


def erase(
    respondent: Annotated[str, typer.Argument(help="A respondent (r-...), a customer id or an e-mail address.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask, in a terminal, before it is done.")] = False,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Forget a person everywhere, for good, and keep them out when an old file comes again."""
    room = open_workspace(workspace, actor)
    if not yes and not as_json and sys.stdin.isatty():
        _say_erased(erasing.preview(room, respondent), "would go")
        typer.confirm("Erase this person? It cannot be undone.", abort=True)
    with progress(quiet=as_json) as report:
        erased = erasing.erase(room, respondent, actor=actor_name(actor), report=report)
    if as_json:
        return print_json(erased.model_dump(mode="json"))
    _say_erased(erased, "are gone")
    return say("Nothing of this person is left in the workspace. Copies that were sent elsewhere are not in its reach.")


def _say_erased(erased: "Erased", gone: str) -> None:
    rows = ", ".join(f"{count:,} {kind}" for kind, count in erased.rows.items()) or "none"
    said = f"{erased.respondents} respondents, {erased.documents} texts, {erased.quotes} quotes"
    out.print(f"{said}; rows of tables: {rows}: {gone}", markup=False)
    for file in erased.files:
        out.print(f"  {file}: a copy that held them, to be removed" if gone == "would go" else f"  {file}: removed")
    for one in erased.drafts:
        out.print(f"  {one} cited them: read it again (`verism drafts show {one}`)", markup=False)
    for one in erased.publications:
        out.print(f"  {one} cited them: it is due for review now", markup=False)


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
