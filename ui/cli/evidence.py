"""`verism evidence search`: the words and the figures that a claim could rest on."""

from datetime import datetime
from typing import Annotated, Literal

import typer

from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, open_workspace
from ui.cli.output import print_json, print_table, say
from workspace.evidence import searching as finding
from workspace.evidence.narrowing import Narrowing, read_attributes

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
    source: Annotated[str, typer.Option(help="Only quotes of this source: its id or a part of its file's name.")] = "",
    voice: Annotated[str, typer.Option(help="Only quotes of this kind: interview, survey, review.")] = "",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Said on this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Said on this day or before.")] = None,
    min_rating: Annotated[float | None, typer.Option(help="Rated this or higher.")] = None,
    max_rating: Annotated[float | None, typer.Option(help="Rated this or lower.")] = None,
    language: Annotated[str, typer.Option(help="Only quotes in this language, for example de.")] = "",
    attribute: Annotated[
        list[str] | None, typer.Option(help="Only people of whom this is known, NAME=VALUE; may be repeated.")
    ] = None,
    worded: Annotated[
        Literal["well", "badly"] | None, typer.Option(help="Only quotes worded like this, where wording tells ratings.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many results at most.")] = 10,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find evidence by meaning and by words."""
    narrowing = Narrowing(
        source=source, kind=voice, since=since and since.date(), until=until and until.date(),
        lowest_rating=min_rating, highest_rating=max_rating, language=language, attributes=read_attributes(attribute),
        worded=worded or "",
    )  # fmt: skip
    found = finding.search(
        open_workspace(workspace, actor),
        query,
        segment=segment,
        kind=kind,
        narrowing=None if narrowing == Narrowing() else narrowing,
        limit=limit,
    )
    if as_json:
        return print_json([one.model_dump(mode="json") for one in found])
    if not found:
        return say("Nothing was found. `verism sources list` shows what was taken in.")
    rows = [(one.evidence_id, one.type, f"{one.score:.2f}", one.text, _source(one)) for one in found]
    print_table(query, ("evidence", "type", "score", "text", "source"), rows)
    return None


def _source(one: "finding.Result") -> str:
    return "; ".join(part for part in (one.source, one.placed, one.worded) if part)
