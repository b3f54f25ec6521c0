"""`verism review`, and the steps of a draft's life: submit, request-changes, approve, publish."""

from typing import Annotated

import typer

from personas.claims import REASONS
from personas.draft import Draft
from ui.cli.options import ActorOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import MARKS, out, say
from workspace.publishing import publish as publishing
from workspace.reviewing import review as reviewing

review = typer.Typer(help="Accept, edit, reject, undo, comment: claim by claim.", no_args_is_help=True)
Claims = Annotated[list[str], typer.Argument(help="Claim ids, such as c-1 c-2.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(review, name="review")
    app.command("submit")(submit)
    app.command("request-changes")(request_changes)
    app.command("approve")(approve)
    app.command("publish")(publish)


@review.command()
def accept(
    draft_id: str,
    claims: Annotated[list[str] | None, typer.Argument(help="Claim ids, such as c-1 c-2.")] = None,
    verified: Annotated[bool, typer.Option("--verified", help="All grounded claims that are no inference.")] = False,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Accept claims as they stand."""
    room, who = open_workspace(workspace, actor), actor_name(actor)
    if verified:
        sweep = reviewing.accept_verified(room, draft_id, actor=who)
        say(f"Accepted {len(sweep.accepted)} claims. Left to read: {', '.join(sweep.left) or 'none'}.")
    if claims:
        _left(reviewing.decide(room, draft_id, claims, "accept", actor=who))
    if not claims and not verified:
        raise typer.BadParameter("name claims, or --verified")


@review.command()
def edit(
    draft_id: str,
    claim: str,
    text: Annotated[str, typer.Option(help="The claim's new words.")] = "",
    cite: Annotated[
        list[str] | None,
        typer.Option(
            help="What it rests on instead: an alias (E3, S1, T2) or an id of the draft's evidence; +E3 adds."
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Replace a claim's words, its citations, or both; its checks run again at once."""
    room, who = open_workspace(workspace, actor), actor_name(actor)
    changed = reviewing.edit(room, draft_id, claim, text, actor=who, cite=cite or ())
    edited = changed.claim(claim)
    if edited is not None:
        out.print(f"{claim}: {MARKS[edited.verdict]}")
        for check in edited.checks:
            if check.outcome == "fail":
                out.print(f"  {check.name}: {check.reason}", markup=False)
    _left(changed)


@review.command()
def reject(
    draft_id: str,
    claims: Claims,
    reason: Annotated[str, typer.Option(help=f"One of: {'; '.join(REASONS)}.")],
    note: Annotated[str, typer.Option(help="Anything more, in your words.")] = "",
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Drop claims, saying why."""
    room, who = open_workspace(workspace, actor), actor_name(actor)
    _left(reviewing.decide(room, draft_id, claims, "reject", actor=who, reason=reason, note=note))


@review.command()
def undo(draft_id: str, claims: Claims, workspace: WorkspaceOption = None, actor: ActorOption = None) -> None:
    """Take back the last decision or edit of each claim."""
    room = open_workspace(workspace, actor)
    for claim in claims:
        _left(reviewing.undo(room, draft_id, claim, actor=actor_name(actor)))


@review.command()
def comment(
    draft_id: str,
    claims: Claims,
    text: Annotated[str, typer.Option(help="The comment.")],
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Write a comment beside claims."""
    room = open_workspace(workspace, actor)
    for claim in claims:
        reviewing.comment(room, draft_id, claim, text, actor=actor_name(actor))
    say("Noted.")


def submit(draft_id: str, workspace: WorkspaceOption = None, actor: ActorOption = None) -> None:
    """Send a draft to review."""
    publishing.submit(open_workspace(workspace, actor), draft_id, actor=actor_name(actor))
    say(f"{draft_id} is in review. Another person decides its claims: `verism review accept {draft_id} --verified`.")


def request_changes(
    draft_id: str,
    note: Annotated[str, typer.Option(help="What should change.")] = "",
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Send a draft back to its author."""
    publishing.request_changes(open_workspace(workspace, actor), draft_id, actor=actor_name(actor), note=note)
    say(f"{draft_id} went back with changes requested.")


def approve(draft_id: str, workspace: WorkspaceOption = None, actor: ActorOption = None) -> None:
    """Approve a draft that you neither wrote nor edited last."""
    publishing.approve(open_workspace(workspace, actor), draft_id, actor=actor_name(actor))
    say(f"{draft_id} is approved. `verism publish {draft_id}` puts it in front of the readers.")


def publish(draft_id: str, workspace: WorkspaceOption = None, actor: ActorOption = None) -> None:
    """Publish an approved draft as the next version of its persona."""
    publication = publishing.publish(open_workspace(workspace, actor), draft_id, actor=actor_name(actor))
    name = publication.body["persona"]["name"]
    out.print(f"{publication.persona_id} version {publication.version}: {name} is published.", markup=False)
    say(f"Export it: `verism export {publication.persona_id} --format html --out persona.html`.")


def _left(draft: Draft) -> None:
    undecided = sum(claim.decision is None for claim in draft.claims)
    say(f"{draft.id}: {undecided} of {len(draft.claims)} claims undecided.")
