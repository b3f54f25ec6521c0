"""`verism drafts`: listing, showing and editing drafts."""

from typing import TYPE_CHECKING, Annotated

import typer

from personas.draft import Draft
from personas.errors import BadInput, NotFound
from personas.publishing import public_json
from personas.story import unsupported_sentences
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, WriterOption, actor_name, open_workspace
from ui.cli.output import MARKS, out, print_json, print_table, progress, say, tell_changes
from workspace.drafting import drafts as stored
from workspace.drafting import judging, refreshing, revising
from workspace.reviewing import desk, shaping

if TYPE_CHECKING:
    from personas.changes import Changes
    from workspace.workspace import Workspace

drafts = typer.Typer(
    help="Look at drafts: list, show, evidence, rename, revise, judge, verify, diff.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(drafts, name="drafts")


@drafts.command("list")
def list_(workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False) -> None:
    """All drafts, the newest first."""
    found = stored.summaries(open_workspace(workspace, actor))
    if as_json:
        return print_json([one.model_dump(mode="json") for one in found])
    if not found:
        return say("No drafts yet. `verism draft SEGMENT` makes one; `verism segments list` shows the segments.")
    columns = ("id", "status", "persona", "segment", "author", "claims", "decided", "blocking", "version")
    rows = [
        (d.id, d.status, d.persona_name, d.segment_name, d.author, d.claims, d.decided, d.blocking, d.version)
        for d in found
    ]
    print_table("Drafts", columns, rows)
    return None


@drafts.command()
def show(
    draft_id: str, workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False
) -> None:
    """One draft: every claim with its verdict and evidence, the weakest first, and what is unknown."""
    found = stored.load(open_workspace(workspace, actor), draft_id)
    if as_json:
        return print_json(public_json(found))
    _print_claims(found)
    out.print()
    for sentence, dropped in unsupported_sentences(found).items():
        out.print(f"{sentence} rests on what was rejected ({', '.join(dropped)}): it would be left out", markup=False)
    for unknown in found.unknowns:
        out.print(f"unknown · {unknown.section}: {unknown.reason}", markup=False)
    for why, lost in found.lost_parts.items():
        out.print(f"the model gave nothing for {', '.join(lost)} ({why})", markup=False)
    if found.cost.prompt_tokens:
        parts = ", ".join(f"{part} {tokens:,}" for part, tokens in found.cost.prompt_tokens.items())
        cached = f", {found.cost.cached_tokens:,} of them from the server's cache" if found.cost.cached_tokens else ""
        out.print(f"prompt tokens: {found.cost.input_tokens:,} ({parts}){cached}", markup=False)
    return None


@drafts.command()
def rename(
    draft_id: str,
    name: Annotated[str, typer.Argument(help="The persona's new fictional name.")],
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Give a draft's persona another fictional name; an approval falls."""
    renamed = shaping.rename_persona(open_workspace(workspace, actor), draft_id, name, actor=actor_name(actor))
    say(f"{draft_id}: {renamed.persona.name}, version {renamed.version}, {renamed.status.replace('_', ' ')}.")


@drafts.command()
def evidence(
    draft_id: str, words: Annotated[str, typer.Argument(help="Only what holds these words.")] = "",
    workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """All that a draft may cite, by alias: what `verism review edit --cite` takes."""
    found = stored.evidence_of(open_workspace(workspace, actor), draft_id, words)
    if as_json:
        return print_json([row._asdict() for row in found])
    print_table(f"Evidence of {draft_id}", ("alias", "id", "says"), [tuple(row) for row in found])
    return None


@drafts.command()
def judge(draft_id: str, workspace: WorkspaceOption = None, actor: ActorOption = None) -> None:
    """Have a second model, never the writer's, give its opinion on every claim; exit 1 when it contradicts one."""
    room, who = open_workspace(workspace, actor), actor_name(actor)
    with progress(quiet=False) as report:
        done = judging.judge_draft(room, draft_id, actor=who, report=report)
    _print_claims(done.draft)
    said = ", ".join(f"{count} {opinion}" for opinion, count in done.opinions.items())
    say(f"{done.judge}: {said or 'nothing to judge'}. How far to trust it: `verism eval run checker --judge`.")
    if done.opinions.get("contradicted"):
        raise typer.Exit(1)


@drafts.command()
def revise(
    draft_id: str,
    section: Annotated[str, typer.Argument(help="A section of the persona, such as frustrations, or narrative.")],
    wish: Annotated[str, typer.Option(help="How it is to become, for a model: sharper, shorter, ...")] = "",
    only: Annotated[
        str, typer.Option(help="Only from such voices: interviews, surveys, reviews, tickets, posts.")
    ] = "",
    writer: WriterOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Write a section of a draft again; what a reviewer has decided in it stays."""
    wanted = f"{wish} only from {only}" if only else wish
    room, who = open_workspace(workspace, actor), actor_name(actor)
    done = revising.revise(room, draft_id, section, actor=who, wish=wanted, writer=writer)
    if done.why_not:
        return say(f"{draft_id}, {done.section}: nothing changed. {done.why_not}")
    for claim in (claim for claim in done.draft.claims if claim.id in done.added):
        out.print(f"{claim.id} {MARKS[claim.verdict]} · {claim.text}", markup=False)
    say(f"{draft_id} version {done.draft.version}: {len(done.replaced)} claims of {done.section} were put aside.")
    return None


@drafts.command()
def verify(
    draft_id: str, workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False
) -> None:
    """Run every check again on a draft as it stands; exit 1 when a claim fails that nobody rejected."""
    found = stored.verify_again(open_workspace(workspace, actor), draft_id)
    if as_json:
        print_json(public_json(found))
    else:
        _print_claims(found)
    if any(claim.blocking and (claim.decision is None or claim.kept) for claim in found.claims):
        raise typer.Exit(1)


@drafts.command()
def diff(
    left: Annotated[str, typer.Argument(help="A draft.", metavar="DRAFT")],
    right: Annotated[str | None, typer.Argument(help="Another draft to compare it with.", metavar="DRAFT")] = None,
    since: Annotated[int | None, typer.Option(help="Compare the draft with this version of its own.")] = None,
    published: Annotated[bool, typer.Option("--published", help="Compare it with what it will supersede.")] = False,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """What changed: from one draft to another, since a version of the draft, or since what is published."""
    if (right is not None) + (since is not None) + published != 1:
        raise BadInput("Say what to compare it with: another draft, --since VERSION, or --published.")
    room = open_workspace(workspace, actor)
    if right is None:
        changed = _changed_since(room, left, since)
        return print_json(changed.model_dump(mode="json")) if as_json else tell_changes(changed)
    changes = stored.difference(room, left, right)
    if as_json:
        return print_json([change.model_dump() for change in changes])
    print_table(f"{left} → {right}", ("section", left, right), [(c.section, c.left, c.right) for c in changes])
    return None


def _changed_since(room: "Workspace", draft_id: str, version: int | None) -> "Changes":
    """Since a version of the draft, or since the publication that it will supersede."""
    if version is not None:
        return desk.changes_since_version(room, draft_id, version)
    changes = refreshing.changes_of_draft(room, stored.load(room, draft_id))
    if changes is None:
        raise NotFound(f"Nothing of the segment of {draft_id} was published when it was drafted.")
    return changes


def _print_claims(draft: Draft) -> None:
    name = f"{draft.persona.name} (a fictional name)"
    out.print(f"{draft.id} v{draft.version} · {name} · {draft.segment.name} · {draft.status}", markup=False)
    order = list(MARKS)[::-1]
    for claim in sorted(draft.claims, key=lambda claim: order.index(claim.verdict)):
        decision = f" · {claim.decision.kind}ed by {claim.decision.actor}" if claim.decision else ""
        out.print(f"\n{claim.id} {MARKS[claim.verdict]}", end="")
        out.print(f" · {claim.stage or claim.section}{decision}", markup=False)
        out.print(f"    {claim.text}", markup=False)
        out.print(f"    {_why(draft, claim.id)}", markup=False, style="dim")


def _why(draft: Draft, claim_id: str) -> str:
    claim = draft.claim(claim_id)
    failed = [check.reason for check in claim.checks if check.outcome == "fail"] if claim else []
    cited = ", ".join(citation.evidence_id for citation in (claim.citations or ())) if claim else ""
    return " ".join(failed) or f"cites {cited}"
