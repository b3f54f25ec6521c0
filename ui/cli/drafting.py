"""`verism draft`: writing a persona and its journey."""

from collections import Counter
from typing import Annotated

import typer

from personas.draft import Draft
from personas.errors import BadInput
from personas.languages import NarrativeLanguage
from personas.publishing import public_json
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, WriterOption, actor_name, open_workspace
from ui.cli.output import out, print_json, progress, say
from workspace.drafting import drafting


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("draft")(draft)


def draft(
    segment: Annotated[str | None, typer.Argument(help="The segment's id or name.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Draft every segment that has no draft yet.")] = False,
    journey: Annotated[bool, typer.Option("--journey/--no-journey", help="Draft the buying journey, too.")] = True,
    writer: WriterOption = None,
    samples: Annotated[int, typer.Option(help="Have a model write each part so often; keep the best grounded.")] = 1,
    language: Annotated[
        NarrativeLanguage | None, typer.Option(help="What a model writes the narrative in (default: the setting).")
    ] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draft a persona (and its journey) for a segment, from its evidence alone."""
    if (segment is None) == (not every):
        raise BadInput("Name one segment, or --all. `verism segments list` shows them.")
    room = open_workspace(workspace, actor)
    name, made = actor_name(actor), []
    with progress(quiet=as_json) as report:
        for one in drafting.draft_several(
            room, [segment] if segment else None,
            actor=name, journey=journey, writer=writer, samples=samples, language=language, report=report,
        ):  # fmt: skip
            made.append(one)
            if not as_json:
                _summarise(one)
    if as_json:
        bodies = [public_json(one) for one in made]
        print_json(bodies if every else bodies[0])


def _summarise(draft: Draft) -> None:
    counts = Counter(claim.verdict for claim in draft.claims)
    verdicts = ", ".join(f"{n} {verdict}" for verdict, n in sorted(counts.items()))
    by = "the extractive writer (no language model)" if draft.writer.kind == "extractive" else draft.writer.model
    out.print(f"{draft.id} · {draft.persona.name} (a fictional name) · {draft.segment.name}", markup=False)
    out.print(f"  {len(draft.claims)} claims by {by}: {verdicts}; {len(draft.unknowns)} unknowns", markup=False)
    if stood_in := sum(any(check.name == "writer" for check in claim.checks) for claim in draft.claims):
        out.print(f"  {stood_in} of them composed without the model, where its own did not stand", markup=False)
    for why, parts in draft.lost_parts.items():
        out.print(f"  the model gave nothing for {', '.join(parts)} ({why})", markup=False)
    if draft.left_out:
        out.print(f"  {draft.left_out} texts that try to give orders were kept out of its evidence", markup=False)
    say(f"Next: `verism drafts show {draft.id}`, `verism submit {draft.id}`, then another person reviews it.")
