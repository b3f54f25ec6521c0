"""Published personas: list, show, refresh, retire, exports, audiences, use and the four process figures."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from personas.publishing import markdown, public_json, published_json
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, WriterOption, actor_name, open_workspace
from ui.cli.output import out, print_json, print_table, progress, say, tell_changes
from ui.figures import counted_from, value_of
from workspace.drafting import refreshing
from workspace.publishing import audience as audiences
from workspace.publishing import catalogue
from workspace.publishing import metrics as figures
from workspace.publishing import publish as publishing

VersionOption = Annotated[int | None, typer.Option("--version", help="A former version (default: the newest).")]

personas = typer.Typer(help="Published personas: list, show, refresh, changes, retire.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(personas, name="personas")
    for command in (export, audience, used, metrics):
        app.command(command.__name__)(command)


@personas.command("list")
def list_(
    words: Annotated[str, typer.Argument(help="Words that must stand in the persona.")] = "",
    status: Annotated[Literal["published", "retired"] | None, typer.Option(help="Only those of this state.")] = None,
    due: Annotated[bool, typer.Option("--due", help="Only those that are overdue for review.")] = False,
    used_for: Annotated[
        Literal["campaign", "product", "brief", "decision"] | None, typer.Option(help="Only those with such a use.")
    ] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Every persona that was published, or those that hold some words."""
    room = open_workspace(workspace, actor)
    found = catalogue.entries(room, words=words, status=status, due=due, used_for=used_for)
    if as_json:
        return print_json([one.summary.model_dump(mode="json") for one in found])
    if not found:
        narrowed = bool(words or status or due or used_for)
        nothing = "Nothing is published yet. A draft is published once it is approved: `verism drafts list`."
        return say("No persona fits. `verism personas list` shows all." if narrowed else nothing)
    columns = ("id", "name", "segment", "status", "version", "published", "next review", "uses")
    print_table("Personas", columns, [_row(one) for one in found])
    return None


def _row(entry: catalogue.Entry) -> tuple[object, ...]:
    one = entry.summary
    due = f"{one.next_review.date()}{' (overdue)' if entry.overdue else ''}"
    return (one.id, one.name, one.segment_id, one.status, one.version, one.published_at.date(), due, len(entry.uses))


@personas.command()
def refresh(
    persona: str,
    writer: WriterOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draft a persona again on today's customers and evidence; its publication will supersede the one in force."""
    with progress(quiet=as_json) as report:
        made = refreshing.refresh(
            open_workspace(workspace, actor), persona, actor=actor_name(actor), writer=writer, report=report
        )
    if as_json:
        return print_json({**public_json(made.draft), "changes": made.changes.model_dump(mode="json")})
    tell_changes(made.changes)
    return say(f"{made.draft.id} refreshes {made.draft.refreshes}. Next: `verism submit {made.draft.id}`.")


@personas.command()
def changes(
    persona: str,
    since: Annotated[int | None, typer.Option(help="The older version (default: the one before).")] = None,
    version: VersionOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """What changed between two published versions: claims, figures, what is known."""
    found = refreshing.changes_since(open_workspace(workspace, actor), persona, since=since, until=version)
    return print_json(found.model_dump(mode="json")) if as_json else tell_changes(found)


@personas.command()
def show(
    persona: str,
    version: VersionOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """One persona as it was published."""
    body = published_json(publishing.persona(open_workspace(workspace, actor), persona, version))
    if as_json:
        print_json(body)
    else:
        out.print(markdown(body), markup=False)


@personas.command()
def retire(persona: str, workspace: WorkspaceOption = None, actor: ActorOption = None) -> None:
    """Take a persona out of use."""
    retired = publishing.retire(open_workspace(workspace, actor), persona, actor=actor_name(actor))
    say(f"{retired.persona_id} is retired.")


def export(
    persona: str,
    export_format: Annotated[
        Literal["md", "html", "json", "pdf", "pptx"], typer.Option("--format", help="The export's format.")
    ],
    file: Annotated[Path, typer.Option("--out", help="The file to write.")],
    version: VersionOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Write a published persona and its journey to a file."""
    written = publishing.export(open_workspace(workspace, actor), persona, export_format, file, version=version)
    out.print(f"{written}", markup=False)


def audience(
    persona: str,
    file: Annotated[Path, typer.Option("--out", help="The CSV file to write.")],
    hash_: Annotated[
        Literal["sha256", "none"], typer.Option("--hash", help="E-mail addresses: hashed, or none.")
    ] = "sha256",
    purpose: Annotated[str | None, typer.Option(help="What people must have agreed to (default: marketing).")] = None,
    suppress: Annotated[Path | None, typer.Option(help="A list of customers or addresses to leave out.")] = None,
    looked: Annotated[
        int | None, typer.Option(min=1, metavar="DAYS", help="Only who looked within so many days and did not buy.")
    ] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the customers that a persona's rule selects, with their hashed e-mail addresses.

    Where consent is on record, nobody is written without a yes; nobody is who stands in suppressed.csv.
    """
    room = open_workspace(workspace, actor)
    written = audiences.export_audience(
        room, persona, file, addresses=hash_, purpose=purpose, suppress=suppress, looked_days=looked
    )
    if as_json:
        return print_json(written.model_dump(mode="json"))
    return say(written.sentence())


def used(
    persona: str,
    purpose: Annotated[Literal["campaign", "product", "brief", "decision"], typer.Option("--for", help="What for.")],
    team: Annotated[str, typer.Option(help="Whose work it was.")] = "",
    note: Annotated[str, typer.Option(help="Anything more.")] = "",
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Record that a persona was used: what utilisation is counted from."""
    publishing.record_use(
        open_workspace(workspace, actor), persona, purpose, actor=actor_name(actor), team=team, note=note
    )
    say("Noted.")


def metrics(workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False) -> None:
    """The four figures by which the process measures itself, with their counts."""
    found = figures.process_figures(open_workspace(workspace, actor))
    if as_json:
        return print_json([one.model_dump(mode="json") for one in found])
    rows = [(one.figure, one.of, value_of(one), counted_from(one), one.how) for one in found]
    print_table("Process", ("figure", "of", "value", "counted", "how it is counted"), rows)
    return None
