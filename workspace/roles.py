"""Roles: the permission check of every service, and granting and revoking.

A workspace in which nobody was given a role is open: every name of this machine may do everything, as one person's
workspace needs it; people of an identity provider may read. The first role that is given closes it: whoever gives it
becomes its admin, and from then on everybody may do what their roles permit and nothing else.
"""

from collections.abc import Callable, Sequence, Set
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from personas.errors import BadInput, NotFound, Refused
from personas.library import people as store
from personas.library.events import append_event
from personas.roles import DOES, LOCAL, PERMITS, Action, Grant, Person, Role, roles_for
from workspace.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[Workspace, P], R]


def permitted(action: Action) -> Callable[[Service[P, R]], Service[P, R]]:
    """Have a service refuse whoever may not do that.

    Who acts is the call's `actor`, else the workspace's. The service gets a view of the workspace for that person, in
    which the services that it calls in turn are not checked again. Raises Refused.
    """

    def decorate(service: Service[P, R]) -> Service[P, R]:
        @wraps(service)
        def checked(workspace: Workspace, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if workspace.cleared:
                return service(workspace, *args, **kwargs)
            actor = str(kwargs.get("actor") or workspace.actor)
            vouched = workspace.vouched and actor == workspace.actor
            view = workspace.acting(actor, vouched=vouched)
            require(view, action)
            return service(view.acting(actor, vouched=vouched, cleared=True), *args, **kwargs)

        checked.permits = action  # type: ignore[attr-defined]
        return checked

    return decorate


def require(workspace: Workspace, action: Action) -> None:
    """Raises Refused when the roles of whom the workspace was opened for do not permit the action."""
    if workspace.cleared:
        return
    with workspace.library.read() as connection:
        person, held, in_force = store.standing(connection, workspace.actor)
        allowed = action in _actions(person, held, in_force=in_force)
        grants = [] if allowed else store.list_grants(connection)
    if person.issuer != LOCAL and not workspace.vouched:
        raise Refused(f"{person.name} signs in at {person.issuer}: a name given here cannot stand for them.")
    if not allowed:
        raise Refused(_refusal(person.name, held, action, grants))


def may(workspace: Workspace, action: Action) -> bool:
    """Whether whom the workspace was opened for may do something: for pages, to offer only what will not be refused."""
    try:
        require(workspace, action)
    except Refused:
        return False
    return True


def sign_in(workspace: Workspace, person: Person) -> Workspace:
    """The workspace for somebody whom an identity provider vouches for."""
    with workspace.library.read() as connection:
        known = store.person_by(connection, person.issuer, person.subject)
    if known is None:
        with workspace.library.write() as connection:
            known = store.remember_person(connection, person)
    return workspace.acting(known.name, vouched=True)


@permitted("administer")
def grants(workspace: Workspace) -> list[Grant]:
    """Every role that somebody has."""
    with workspace.library.read() as connection:
        return store.list_grants(connection)


@permitted("administer")
def grant(workspace: Workspace, name: str, role: Role, *, actor: str, issuer: str | None = None) -> Grant:
    """Give somebody a role. With an issuer, `name` is the subject that it knows the person by.

    The first role of a workspace makes whoever gives it an admin too; of two who give it at once, the other is refused.
    Raises BadInput for a blank name.
    """
    with workspace.library.write() as connection:
        person, giver = _person(connection, name, issuer), store.person_named(connection, actor)
        if not store.anybody_has_a_role(connection):
            _give(connection, giver, "admin", by=actor)
        elif "admin" not in (held := store.roles_of(connection, giver)):
            raise Refused(_refusal(actor, held, "administer", store.list_grants(connection)))
        _give(connection, person, role, by=actor)
        return next(one for one in store.list_grants(connection) if (one.person, one.role) == (person, role))


@permitted("administer")
def revoke(workspace: Workspace, name: str, role: Role, *, actor: str, issuer: str | None = None) -> None:
    """Take a role from somebody. Raises NotFound when they do not have it, Refused for the last admin's."""
    with workspace.library.write() as connection:
        person = _person(connection, name, issuer)
        admins = [one.person for one in store.list_grants(connection) if one.role == "admin"]
        if role == "admin" and admins == [person]:
            raise Refused(f"{person.name} is the last admin: make somebody else an admin first.")
        if not store.remove_role(connection, person, role):
            raise NotFound(f"{person.name} is no {role}. `verism roles list` shows who is what.")
        append_event(connection, actor=actor, action="revoke", subject="roles", before=person.name, role=role)


def _give(connection: Connection, person: Person, role: Role, *, by: str) -> None:
    if store.add_role(connection, person, role, by=by):
        append_event(connection, actor=by, action="grant", subject="roles", after=person.name, role=role)


def _person(connection: Connection, name: str, issuer: str | None) -> Person:
    if not name.strip():
        raise BadInput("Say whose role it is: a name, or with --issuer the subject that the provider knows them by.")
    if issuer is None:
        return store.person_named(connection, name.strip())
    known = store.person_by(connection, issuer, name.strip())
    return known or Person(issuer=issuer, subject=name.strip(), name=name.strip())


def _actions(person: Person, held: Set[Role], *, in_force: bool) -> frozenset[Action]:
    if not in_force:
        return PERMITS["admin" if person.issuer == LOCAL else "reader"]
    return frozenset[Action]().union(*(PERMITS[role] for role in held))


def _refusal(name: str, held: Set[Role], action: Action, grants: Sequence[Grant]) -> str:
    """Why, which roles would do, and whom to ask for one."""
    what = f"is {_listed(sorted(held), 'and')}" if held else "has no role here"
    admins = [one.person.name for one in grants if one.role == "admin"]
    whom = f"Ask an admin ({_listed(admins, 'or')}) for one" if admins else "Whoever keeps this workspace gives one"
    needed = _listed(roles_for(action), "or")
    return f"{name} {what} and may not {DOES[action]}. That takes {needed}. {whom}: `verism roles grant`."


def _listed(names: Sequence[str], last: str) -> str:
    """Names as they are told: "a", "a or b", "a, b or c"."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1])))
