"""Published personas: list, show, retire, journeys, exports, audiences, use and the four process figures."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from personas.phrasing import percent
from personas.publishing import markdown, published_json
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import out, print_json, print_table, say
from workspace import audience as audiences
from workspace import metrics as figures
from workspace import publish as publishing

VersionOption = Annotated[int | None, typer.Option("--version", help="A former version (default: the newest).")]

personas = typer.Typer(help="Published personas: list, show, retire.", no_args_is_help=True)
journeys = typer.Typer(help="Published journeys.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(personas, name="personas")
    app.add_typer(journeys, name="journeys")
    for command in (export, audience, used, metrics):
        app.command(command.__name__)(command)


@personas.command("list")
def list_(workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False) -> None:
    """Every persona that was published."""
    found = publishing.personas(open_workspace(workspace, actor))
    if as_json:
        return print_json([one.model_dump(mode="json") for one in found])
    if not found:
        return say("Nothing is published yet. A draft is published once it is approved: `verism drafts list`.")
    columns = ("id", "name", "segment", "status", "version", "published", "next review")
    rows = [
        (p.id, p.name, p.segment_id, p.status, p.version, p.published_at.date(), p.next_review.date()) for p in found
    ]
    print_table("Personas", columns, rows)
    return None


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


@journeys.command("show")
def show_journey(
    persona: str, workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False
) -> None:
    """The buying journey of a published persona, stage by stage."""
    body = published_json(publishing.persona(open_workspace(workspace, actor), persona))
    if as_json:
        return print_json(body["journey"])
    texts = {claim["id"]: claim["text"] for claim in body["claims"]}
    stages = (body["journey"] or {}).get("stages", [])
    rows = [
        (stage["name"], cell, "\n".join(texts[i] for i in ids))
        for stage in stages
        for cell, ids in stage["cells"].items()
    ]
    print_table(f"Journey of {body['persona']['name']}", ("stage", "", "what the evidence says"), rows)
    return None


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
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the customers that a persona's rule selects: their ids and hashed e-mail addresses."""
    written = audiences.export_audience(open_workspace(workspace, actor), persona, file)
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
    """The four figures by which the process measures itself."""
    frame = figures.process_figures(open_workspace(workspace, actor))
    if as_json:
        return print_json(frame.to_dict("records"))
    rows = [(figure, of, _value(figure, value), how) for figure, of, value, how in frame.itertuples(index=False)]
    print_table("Process", ("figure", "of", "value", "how it is counted"), rows)
    return None


def _value(figure: str, value: float | None) -> str:
    if value is None:
        return "nothing yet"
    return f"{value:.1f} days" if figure.endswith("time") else percent(value)
