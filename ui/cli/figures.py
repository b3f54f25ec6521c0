"""`verism segments figure` and `verism segments sql`: what they are counted from."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, open_workspace
from ui.cli.output import out, print_json, say
from ui.cli.tested import print_figure
from workspace.figures import recounting, warehousing


def register(segments: typer.Typer) -> None:
    """Add these commands to those about segments."""
    segments.command("sql")(sql)
    segments.command("figure")(figure_)


def sql(
    subject: Annotated[str, typer.Argument(help="A segment by id or name, or a figure's id.")],
    dialect: Annotated[
        Literal["duckdb", "postgres", "spark", "snowflake", "bigquery"], typer.Option(help="Whose SQL it is to be.")
    ] = "duckdb",
    tables: Annotated[
        Path | None, typer.Option(help="A folder to write what it reads and no company has in this form.")
    ] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """A segment's customers, or a figure, as one SQL statement over the company's own tables."""
    room = open_workspace(workspace, actor)
    told = warehousing.sql_of(room, subject, dialect)
    written = warehousing.write_tables(room, told, tables) if tables else []
    if as_json:
        return print_json({**told.model_dump(mode="json"), "written": [str(path) for path in written]})
    out.print(told.sql, markup=False)
    return say("".join(f"{path} written. " for path in written)) if written else None


def figure_(
    figure: Annotated[str, typer.Argument(help="A figure's id, as `verism segments show` lists it.")],
    recount: Annotated[bool, typer.Option("--recount", help="Count it again from the tables by its SQL.")] = False,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """One figure with all that it takes to doubt it; with --recount, exit 1 where it comes out otherwise today."""
    room = open_workspace(workspace, actor)
    again = recounting.recount(room, figure) if recount else None
    statistic, segment = recounting.figure(room, figure)
    if as_json:
        body = {**statistic.model_dump(mode="json"), "segment": segment}
        print_json(body if again is None else {**body, "again": again.again, "same": again.same})
    else:
        print_figure(statistic, segment, again)
    if again is not None and not again.same:
        raise typer.Exit(1)
