"""`verism journeys`: a journey shown stage by stage, drawn for some people, set beside what was observed."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from personas.draft import Draft
from personas.publishing import public_json, published_json
from personas.publishing.journey_map import JourneyMap, journey_map
from personas.publishing.lines import Line, Lines
from ui.cli import stages
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, WriterOption, actor_name, open_workspace
from ui.cli.output import out, print_json, print_table, progress, say
from workspace.drafting import drafts as stored
from workspace.drafting import journeys as drawing
from workspace.drafting import planned, subgroups
from workspace.evidence.narrowing import read_attributes
from workspace.publishing import publish as publishing

journeys = typer.Typer(help="Buying journeys: show one, shape a draft's stages.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    stages.register(journeys)
    app.add_typer(journeys, name="journeys")


@journeys.command()
def show(
    subject: Annotated[str, typer.Argument(help="A published persona, or a draft (d-1).", metavar="ID")],
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """A buying journey, stage by stage."""
    room = open_workspace(workspace, actor)
    draft = subject.startswith("d-") and subject[2:].isdigit()
    body = public_json(stored.load(room, subject)) if draft else published_json(publishing.persona(room, subject))
    if as_json:
        return print_json(body["journey"])
    shown = journey_map(body, Lines(body))
    if shown is None:
        return say(f"{body['persona']['name']} has no journey. Draft the segment again with `--journey`.")
    return _print(shown, body, ids=draft)


@journeys.command()
def draw(
    subject: Annotated[str, typer.Argument(help="A segment (g-1, or its name) or a published persona (p-1).")],
    language: Annotated[str, typer.Option(help="For those heard in this language, for example de.")] = "",
    attribute: Annotated[
        str, typer.Option(help="For those of whom this is known, NAME=VALUE: region=Scotland, for example.")
    ] = "",
    draft: Annotated[
        bool, typer.Option("--draft", help="Make them a segment of their own and draft it, for review and publication.")
    ] = False,
    writer: WriterOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draw a journey for some of them, by language or region, unreviewed; or say why the evidence does not allow it."""
    room, who = open_workspace(workspace, actor), actor_name(actor)
    subgroup = subgroups.Subgroup(language=language, attribute=read_attributes([attribute])[0] if attribute else None)
    with progress(quiet=as_json) as report:
        if draft:
            made = drawing.draft_for(room, subject, subgroup, actor=who, writer=writer, report=report)
        else:
            drawn = drawing.draw(room, subject, subgroup, actor=who, writer=writer, report=report)
    if draft:
        return print_json(public_json(made)) if as_json else _tell_drafted(made)
    return print_json(drawn.model_dump(mode="json")) if as_json else _tell_drawn(drawn, subgroup)


@journeys.command()
def beside(
    draft: str, workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False
) -> None:
    """A planned journey beside what was observed: a draft's, and the newest of the other kind of its segment."""
    found = planned.beside(open_workspace(workspace, actor), draft)
    if as_json:
        return print_json(found.model_dump(mode="json"))
    for kind, body in (("planned", found.planned), ("observed", found.actual)):
        shown = journey_map(body, Lines(body)) if body else None
        if body is None or shown is None:
            say(f"There is no {kind} journey of this segment.")
        else:
            _print(shown, body, ids=True)
    return None


def _tell_drawn(drawn: "drawing.Drawn", subgroup: "subgroups.Subgroup") -> None:
    """A journey that nobody has reviewed, and what may become of it; or why there is none."""
    say(f"{drawn.segment}, {drawn.some}: {drawn.people} of {drawn.of} people who are heard.")
    shown = journey_map(drawn.body, Lines(drawn.body)) if drawn.body else None
    if drawn.body is None or shown is None:
        return say(drawn.why_not)
    _print(shown, drawn.body, ids=False)
    drafts_it, stays = "the same with `--draft` makes them a segment and drafts it", "it is a view to work with"
    after = drafts_it if subgroup.attribute else stays
    return say(f"Nobody has reviewed it, it is stored nowhere, and nothing of it goes out: {after}.")


def _tell_drafted(draft: Draft) -> None:
    say(f"{draft.id}: {draft.segment.name} ({draft.segment.id}), {draft.segment.n:,} customers, {draft.segment.rule}.")
    say(f"Next: `verism journeys show {draft.id}`, `verism submit {draft.id}`; it goes through review like any other.")


def _print(shown: JourneyMap, body: Mapping[str, Any], *, ids: bool) -> None:
    if shown.scenario:
        out.print(_said(shown.scenario, ids=ids), markup=False)
    moods = {feeling.stage: feeling.words for feeling in shown.feelings}
    rows = [
        (
            f"{stage}\nmood {moods[stage]}" if stage in moods else stage,
            lane.title,
            "\n".join(_said(line, ids=ids) for line in cell),
        )
        for place, stage in enumerate(shown.stages)
        for lane in shown.lanes
        if (cell := lane.cells[place])
    ]
    kind = "Planned journey" if shown.planned else "Journey"
    print_table(f"{kind} of {body['persona']['name']}", ("stage", "", "what the evidence says"), rows)
    silent = [stage for place, stage in enumerate(shown.stages) if not any(lane.cells[place] for lane in shown.lanes)]
    if silent:
        out.print(f"Nothing is known of: {', '.join(silent)}.", markup=False)


def _said(line: Line, *, ids: bool) -> str:
    named = f"{line.claim_id}: " if ids else ""
    mark = "" if line.mark == "grounded" else f" [{line.label.lower()}]"
    return f"{named}{line.text}{f' ({line.scope})' if line.scope else ''}{mark}{f' · {line.task}' if line.task else ''}"
