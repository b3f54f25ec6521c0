"""`verism segments` and `verism themes`: who the customers are and what they say."""

from pathlib import Path
from typing import Annotated, Any

import typer

from personas.phrasing import percent
from personas.segment import Segment
from ui.cli import figures
from ui.cli import reliability as reliability_commands
from ui.cli.options import ActorOption, JsonOption, MapOption, MethodOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import out, print_json, print_table, progress, say
from ui.figures import chance
from workspace import segmenting
from workspace.evidence.narrowing import read_attributes
from workspace.figures import reliability
from workspace.workspace import Workspace

segments = typer.Typer(help="Count, list, validate segments; assign new customers.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    figures.register(segments)
    reliability_commands.register(segments)
    app.add_typer(segments, name="segments")
    app.command("themes")(themes)


@segments.command()
def build(
    method: MethodOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Divide the customers (or respondents), count every figure, find the themes."""
    room = open_workspace(workspace, actor)
    with progress(quiet=as_json) as report:
        built = segmenting.build_all(room, method=method, actor=actor_name(actor), report=report)
    if as_json:
        return print_json([_row(one) for one in built])
    _print_segments(room, built)
    for name in segmenting.without_segment(room):
        say(f"{name!r} is no segment: fewer than five people fit its rule, and are counted with the rest.")
    return say("Next: `verism segments show ID`, `verism draft ID`.")


@segments.command()
def target(
    names: Annotated[list[str], typer.Argument(metavar="SEGMENT...", help="Two segments or more, by id or name.")],
    name: Annotated[str, typer.Option(help="What the target customer is called.")] = "",
    attribute: Annotated[
        str, typer.Option(help="Only those of whom this is known, NAME=VALUE (region=Scotland); one segment is enough.")
    ] = "",
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take segments, or some of their customers, as one target customer: what they share, ready for `verism draft`."""
    room, named = open_workspace(workspace, actor), read_attributes([attribute])[0] if attribute else None
    with progress(quiet=as_json) as report:
        made = segmenting.build_target(room, names, name=name, attribute=named, actor=actor_name(actor), report=report)
    found = segmenting.profile(room, made.id)
    shared = [one for one in found.statistics if one.differs]
    if as_json:
        return print_json({**_row(made), "shared": [one.model_dump(mode="json") for one in shared]})
    _print_segments(room, [made])
    rows = [(one.id, one.sentence(), chance(one)) for one in shared]
    print_table("What sets them apart, in each of its segments beyond chance", ("id", "statistic", "q"), rows)
    return say(f"Next: `verism draft {made.id}`.")


@segments.command("list")
def list_(workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False) -> None:
    """The segments in force."""
    room = open_workspace(workspace, actor)
    found = segmenting.segments(room)
    if as_json:
        return print_json([_row(one) for one in found])
    if not found:
        return say("No segments yet: `verism segments build`.")
    return _print_segments(room, found)


@segments.command()
def show(
    segment: str, workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False
) -> None:
    """One segment: its rule, its SQL and its statistics."""
    room = open_workspace(workspace, actor)
    found = segmenting.profile(room, segment)
    if as_json:
        body = {**_row(found.segment), "sql": found.segment.sql, "voices": found.voices, "inferred": found.inferred}
        return print_json({**body, "statistics": [one.model_dump(mode="json") for one in found.statistics]})
    _print_segments(room, [found.segment])
    placed = f" {found.inferred} more were placed in it by inference and enter no count." if found.inferred else ""
    out.print(f"{found.voices} people speak for it.{placed}", markup=False)
    rows = [(s.id, s.section, s.sentence(), chance(s)) for s in found.statistics]
    print_table("Statistics", ("id", "section", "statistic", "q"), rows)
    return say(f"As SQL for a warehouse: `verism segments sql {found.segment.id}`, or with a figure's id.")


@segments.command("infer-voices")
def infer_voices(
    method: MethodOption = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="Have nobody placed by inference any more.")] = False,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Place voices whose segment nothing tells by what they say; refused, with figures, where that tells too little.

    They are found and quoted, marked with their error, and enter no "n of N". Without this command nobody is placed.
    """
    from workspace.evidence import inferring

    room, who = open_workspace(workspace, actor), actor_name(actor)
    if take_back:
        count = inferring.take_back(room, actor=who, method=method)
        return print_json({"taken_back": count}) if as_json else say(f"{count} people are no longer placed.")
    with progress(quiet=as_json) as report:
        found = inferring.infer_voices(room, actor=who, method=method, report=report)
    if as_json:
        return print_json(found.model_dump(mode="json"))
    out.print(found.test.sentence(), markup=False)
    rows = [(name, f"{count:,}", percent(found.test.errors[name])) for name, count in found.placed.items()]
    print_table("Placed by inference", ("segment", "people", "of those placed so belong elsewhere, at most"), rows)
    if found.set_aside:
        say(f"{found.set_aside:,} people speak in kinds or languages of which too little was learned: not placed.")
    return say("They are marked wherever they are quoted and enter no count. `--take-back` undoes this.")


@segments.command()
def assign(
    file: Annotated[
        Path, typer.Argument(help="Purchases or attributes of customers, or a list of ids that are known here.")
    ],
    target: Annotated[Path, typer.Option("--out", help="The CSV file to write.")],
    mapping: MapOption = None,
    method: MethodOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Score new customers by the frozen definition; writes customer_id, segment_id, segment_name."""
    say(reliability.assign(open_workspace(workspace, actor), file, target, mapping=mapping, method=method).sentence())


def themes(
    segment: str, workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False
) -> None:
    """What people of a segment say, with how many of how many say it, and who says otherwise.

    The share of resamples is how often the theme would be found again among as many people drawn from these.
    """
    room = open_workspace(workspace, actor)
    found = segmenting.themes(room, segment)
    if as_json:
        return print_json([one.model_dump() for one in found])
    if not found:
        return say(_no_themes(segmenting.profile(room, segment)))
    for one in found:
        out.print(f"[bold]{one.n} of {one.of}[/] ", end="")
        out.print(f"{one.label} ({one.section}; {one.stability:.0%} of resamples)", markup=False)
        for words in one.said:
            out.print(f"    “{words}”", markup=False)
        for words in one.opposed:
            out.print(f"    but: “{words}”", markup=False)
    return None


def _no_themes(found: "segmenting.Profile") -> str:
    if found.voices == 0:
        return "Nobody of this segment spoke: take in interviews, surveys or reviews with `verism ingest`."
    return (
        f"{found.voices} people of this segment spoke, and nothing was said by several of them. "
        f"`verism evidence search WORDS --segment {found.segment.id}` finds what each of them said."
    )


def _row(segment: Segment) -> dict[str, Any]:
    fields = {"id", "name", "rule", "n", "share", "revenue_share", "method", "definition_version", "population"}
    return segment.model_dump(mode="json", include=fields)


def _print_segments(room: Workspace, found: list[Segment]) -> None:
    voices = segmenting.voices(room, found)
    populations = {one.population for one in found}
    size = populations.pop() if len(populations) == 1 else "size"
    revenue = any(one.revenue_share is not None for one in found)
    rows = [
        (
            one.id,
            one.name,
            f"{one.n:,}" if one.population == size else f"{one.n:,} {one.population}",
            percent(one.share),
            *([percent(one.revenue_share or 0)] if revenue else []),
            f"{voices[one.id]:,}",
            one.rule,
        )
        for one in found
    ]
    print_table("Segments", ("id", "name", size, "share", *(["of revenue"] if revenue else []), "voices", "rule"), rows)
