"""`verism sources quality`, `include`, `exclude`: what is wrong with what was taken in, and what is left out of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from personas.errors import PrerequisiteMissing
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import out, print_json, print_table, say
from workspace.evidence import wording as wording_of
from workspace.intake import cleaning as cleaning_of
from workspace.intake import ingest as ingesting

if TYPE_CHECKING:
    from retrieval.wording import Scale
    from workspace.workspace import Workspace


_Chosen = Annotated[list[str], typer.Argument(help="Rules, or ids of texts or respondents.")]
_Source = Annotated[str | None, typer.Option(help="Only in this source.")]


def register(sources: typer.Typer) -> None:
    """Add these commands to those about sources."""
    sources.command("quality")(quality)
    sources.command("include")(include)
    sources.command("exclude")(exclude)


def quality(workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False) -> None:
    """What the cleaning rules found in people's words, with examples; and the ledger of all files together."""
    room = open_workspace(workspace, actor)
    found, rules, wording = ingesting.ledger_quality(room), cleaning_of.cleaning(room), _wording(room)
    if as_json:
        ledger = {} if found is None else {**found.model_dump(mode="json"), "findings": found.findings()}
        told = wording and {**wording.model_dump(mode="json"), "sentence": wording.sentence()}
        felt = [{**one.model_dump(mode="json"), "sentence": one.sentence()} for one in wording_of.emotions(room)]
        rows = [one.model_dump(mode="json") for one in rules]
        return print_json({**ledger, "cleaning": rows, "wording": told, "emotions": felt})
    _print_rules(rules)
    if wording is not None:
        out.print(wording.sentence(), markup=False)
    for one in wording_of.emotions(room):
        out.print(one.sentence(), markup=False)
    if found is None:
        return say("No transactions were taken in: there is no ledger to examine.")
    out.print(
        f"{found.lines:,} lines, {found.orders:,} orders, {found.customers:,} customers, "
        f"{found.start:%Y-%m-%d} to {found.end:%Y-%m-%d}", markup=False,
    )  # fmt: skip
    for sentence in found.findings() or ["Nothing deserves a look."]:
        out.print(f"  {sentence}", markup=False)
    return None


def include(
    chosen: _Chosen, source: _Source = None, workspace: WorkspaceOption = None, actor: ActorOption = None
) -> None:
    """Take back texts and answers that the cleaning rules left out."""
    room = open_workspace(workspace, actor)
    count = cleaning_of.include(room, chosen, source_id=source, actor=actor_name(actor))
    say(f"{count:,} taken back. `verism segments build` counts again.")


def exclude(
    chosen: _Chosen, source: _Source = None, workspace: WorkspaceOption = None, actor: ActorOption = None
) -> None:
    """Leave out texts and answers that the cleaning rules found; nothing is deleted."""
    room = open_workspace(workspace, actor)
    count = cleaning_of.exclude(room, chosen, source_id=source, actor=actor_name(actor))
    say(f"{count:,} left out. `verism segments build` counts again.")


def _wording(room: "Workspace") -> "Scale | None":
    """What wording tells of ratings; nothing without the extra that knows it."""
    try:
        return wording_of.scale(room)
    except PrerequisiteMissing:
        return None


def _print_rules(rules: "Sequence[cleaning_of.RuleReport]") -> None:
    rows = [(one.rule, "on" if one.on else "off", f"{one.found:,}", f"{one.excluded:,}", one.finds) for one in rules]
    print_table("Cleaning rules", ("rule", "on", "found", "left out", "finds"), rows)
    print_cleaning([one for one in rules if one.found])
    say(
        "Take back: `verism sources include RULE|ID`. Leave out: `verism sources exclude RULE|ID`. "
        "[cleaning] in verism.toml says which rules leave out what they find in files to come."
    )


def print_cleaning(rules: "Sequence[cleaning_of.RuleReport]") -> None:
    """What each rule found, with its examples."""
    for one in rules:
        out.print(f"  {one.rule}: found {one.found:,}, left out {one.excluded:,} ({one.finds})", markup=False)
        for example in one.examples:
            words = f"“{example.text}” " if example.text else ""
            out.print(f"    {example.id}: {words}{f'({example.reason})' if example.reason else ''}", markup=False)
