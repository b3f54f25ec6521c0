"""`verism roles`: who may do what in a workspace."""

from typing import Annotated, Literal

import typer

from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, actor_name, open_workspace
from ui.cli.output import print_json, print_table, say
from workspace import roles as deciding

RoleArgument = Annotated[
    Literal["strategist", "reviewer", "evaluator", "steward", "reader", "admin"], typer.Argument(help="The role.")
]
NameArgument = Annotated[str, typer.Argument(help="A name, or with --issuer the subject that the provider knows.")]
IssuerOption = Annotated[
    str | None, typer.Option(help="The identity provider who vouches for the person (default: a name of this machine).")
]
roles = typer.Typer(help="Who may do what: list, grant, revoke.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(roles, name="roles")


@roles.command("list")
def list_(workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False) -> None:
    """Every role that somebody has."""
    found = deciding.grants(open_workspace(workspace, actor))
    if as_json:
        return print_json([one.model_dump(mode="json") for one in found])
    if not found:
        return say("Nobody has a role: every name of this machine may do everything. `verism roles grant` ends that.")
    columns = ("person", "role", "vouched for by", "subject", "given by", "on")
    rows = [
        (one.person.name, one.role, one.person.issuer, one.person.subject, one.granted_by, one.granted_at.date())
        for one in found
    ]
    print_table("Roles", columns, rows)
    return None


@roles.command()
def grant(
    name: NameArgument,
    role: RoleArgument,
    issuer: IssuerOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Give somebody a role. The first one makes whoever gives it an admin, and closes the workspace to the rest."""
    room, who = open_workspace(workspace, actor), actor_name(actor)
    given = deciding.grant(room, name, role, actor=who, issuer=issuer)
    say(f"{given.person.name} is {role}.")


@roles.command()
def revoke(
    name: NameArgument,
    role: RoleArgument,
    issuer: IssuerOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
) -> None:
    """Take a role from somebody; the last admin stays one."""
    room, who = open_workspace(workspace, actor), actor_name(actor)
    deciding.revoke(room, name, role, actor=who, issuer=issuer)
    say(f"{name} is no longer {role}.")
