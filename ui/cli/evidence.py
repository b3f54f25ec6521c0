"""`verism evidence search`: the words and the figures that a claim could rest on."""

from typing import Annotated, Literal

import typer

from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, open_workspace
from ui.cli.output import print_json, print_table, say
from workspace import evidence as finding

evidence = typer.Typer(help="Search quotes, statistics and themes.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(evidence, name="evidence")


@evidence.callback()
def room() -> None:
    """Search quotes, statistics and themes."""


@evidence.command()
def search(
    query: str,
    segment: Annotated[str | None, typer.Option(help="Only what belongs to this segment.")] = None,
    kind: Annotated[Literal["quote", "statistic", "theme"] | None, typer.Option(help="Only this kind.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many results at most.")] = 10,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find evidence by meaning and by words."""
    found = finding.search(open_workspace(workspace, actor), query, segment=segment, kind=kind, limit=limit)
    if as_json:
        return print_json([one.model_dump(mode="json") for one in found])
    if not found:
        return say("Nothing was found. `verism sources list` shows what was taken in.")
    rows = [(one.evidence_id, one.type, f"{one.score:.2f}", one.text, one.source) for one in found]
    print_table(query, ("evidence", "type", "score", "text", "source"), rows)
    return None
