"""`verism init`, `verism ingest`, `verism sources`, `verism real-data`."""

from pathlib import Path
from shlex import quote
from typing import Annotated, Literal

import typer

from eval.corpora import copy_example
from personas.sources import Links, QualityReport, Source, SourceKind
from ui.cli import cleaning
from ui.cli.options import ActorOption, JsonOption, MapOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import out, print_json, print_table, progress, say
from workspace import segmenting
from workspace import workspace as places
from workspace.intake import cleaning as cleaning_of
from workspace.intake import ingest as ingesting
from workspace.intake import sources as taken_in
from workspace.progress import part_of
from workspace.recognition import mapping as mapping_of

sources = typer.Typer(help="What was taken in: list, show, remove.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("init")(init)
    app.command("ingest")(ingest)
    cleaning.register(sources)
    app.add_typer(sources, name="sources")
    app.command("real-data")(real_data)


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make; a workspace that is there is kept.")],
    example: Annotated[Literal["workwear", "bank"] | None, typer.Option(help="Bring in a synthetic company.")] = None,
    actor: ActorOption = None,
) -> None:
    """Make a workspace; with an example, its files are taken in and its segments built."""
    room = places.Workspace.create(folder)
    if example is None:
        return say(f"{folder} is ready. Next: `verism ingest FILES... --workspace {folder}`.")
    with progress() as report:
        files = copy_example(example, folder)
        taken = ingesting.ingest(room, [files], actor=actor_name(actor), report=part_of(report, 0, 0.7))
        built = segmenting.build_all(room, actor=actor_name(actor), report=part_of(report, 0.7, 1))
    new = sum(one.outcome == "taken" for one in taken)
    say(f"{folder} holds the synthetic company {example!r}: {new} files taken in, {len(built)} segments.")
    return say(f"Next: `verism segments list --workspace {folder}`, then `verism draft SEGMENT --workspace {folder}`.")


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.")],
    kind: Annotated[
        SourceKind | None, typer.Option(help="What the files are, where their content does not say.")
    ] = None,
    mapping: MapOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take files in: recognise them by content, clean them, report what was found."""
    room = open_workspace(workspace, actor)
    with progress(quiet=as_json) as report:
        taken = ingesting.ingest(room, paths, kind=kind, mapping=mapping, actor=actor_name(actor), report=report)
    if as_json:
        print_json([one.model_dump(mode="json") for one in taken])
    for one in [] if as_json else taken:
        out.print(f"{one.name}: {one.message}", markup=False)
        if one.source is not None and one.outcome == "taken":
            _print_report(one.source.report)
            cleaning.print_cleaning(one.cleaning)
            _print_links(one.links)
    for source in [] if as_json else ingesting.strangers(room, taken):
        say(f"{source.name} came before its customers: `verism ingest` it again, and its voices may find them.")
    if not as_json and (refused := [one.name for one in taken if one.outcome == "refused"]):
        say(f"Not taken in: {', '.join(refused)}. Why, and what to do, stands above.")
    if not as_json and any(one.outcome == "taken" for one in taken):
        say("Next: `verism segments build`.")
    if taken and all(one.outcome == "refused" for one in taken):
        raise typer.Exit(2)


@sources.command("list")
def list_(workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False) -> None:
    """Every file that was taken in."""
    found = taken_in.sources(open_workspace(workspace, actor))
    if as_json:
        return print_json([one.model_dump(mode="json") for one in found])
    if not found:
        return say("Nothing was taken in yet: `verism ingest FILES...`.")
    rows = [(s.id, s.name, _what(s), f"{s.report.rows_kept:,}", _when(s)) for s in found]
    print_table("Sources", ("id", "file", "what it is", "kept", "taken in"), rows)
    return None


def _when(source: Source) -> str:
    return f"{source.ingested_at.date()}{', not to its end' if source.is_unfinished else ''}"


@sources.command()
def show(
    source_id: str, workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False
) -> None:
    """One source with its data-quality report."""
    room = open_workspace(workspace, actor)
    found = taken_in.source(room, source_id)
    if as_json:
        return print_json(found.model_dump(mode="json"))
    out.print(f"{found.name} · {found.kind} · {found.format}", markup=False)
    _print_report(found.report)
    cleaning.print_cleaning([one for one in cleaning_of.cleaning(room, source_id) if one.found])
    return _print_links(ingesting.links(room, source_id))


@sources.command()
def remove(source_id: str, workspace: WorkspaceOption = None, actor: ActorOption = None) -> None:
    """Take a source out again, with everything cut from it."""
    thinner = ingesting.remove(open_workspace(workspace, actor), source_id, actor=actor_name(actor))
    say(f"{source_id} is removed. `verism segments build` counts again.")
    for one in thinner:
        say(f"{one.id} ({one.name}) left out what {source_id} held: remove it and take it in again to get that back.")


@sources.command()
def propose(
    file: Annotated[Path, typer.Argument(help="A table that nothing recognises.")],
    kind: Annotated[
        SourceKind | None, typer.Option(help="What it holds: transactions, survey, reviews, tickets, posts.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--out", help="Write the mapping to this file.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Propose a mapping for a file from its header: read it, correct it, and ingest with --map."""
    proposal = mapping_of.propose(file, kind=kind)
    if as_json:
        return print_json(proposal.model_dump(mode="json"))
    if to is None:
        return out.print(proposal.text(), markup=False, end="")
    to.write_text(proposal.text(), encoding="utf-8")
    command = f"verism ingest {quote(str(file))} --map {quote(str(to))}"
    return say(f"{to} holds a proposal. Read it, correct it, then `{command}`.")


def real_data(
    name: Annotated[Literal["complete-journey", "cdnow"], typer.Argument(help="Which public data.")],
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")],
) -> None:
    """Write public data from its package as files to ingest (extra `real-data`)."""
    with progress() as report:
        files = ingesting.write_public_data(name, folder, report=report)
    for file in files:
        out.print(str(file), markup=False)
    say(f"Next: `verism ingest {folder}`.")


def _print_links(links: Links | None) -> None:
    if links is not None:
        out.print(f"  {links.sentence()}", markup=False)


def _what(source: Source) -> str:
    """Its format, with its kind where the format does not tell it: "Judge.me reviews", "Name: text, interviews"."""
    told = any(word in source.format.casefold() for word in (source.kind.removesuffix("s"), "transcript"))
    return source.format if told else f"{source.format}, {source.kind}"


def _print_report(report: QualityReport) -> None:
    out.print(f"  rows read {report.rows_read:,}, kept {report.rows_kept:,}", markup=False)
    for reason, rows in report.dropped.items():
        out.print(f"  dropped {rows:,}: {reason}", markup=False)
    if report.redacted:
        removed = ", ".join(f"{count} {kind}" for kind, count in report.redacted.items())
        out.print(f"  personal data replaced: {removed}", markup=False)
    gaps = ", ".join(f"{column} {share:.0%}" for column, share in report.missing.items() if share >= 0.005)
    if gaps:
        out.print(f"  missing: {gaps}", markup=False)
    for note in report.notes:
        out.print(f"  {note}", markup=False)
