"""People and their roles: identified by issuer and subject, never by a name that they chose."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Text, delete, exists, func, insert, literal, select

from personas.library.schema import people, roles
from personas.roles import LOCAL, Grant, Person, Role


class Standing(NamedTuple):
    """What somebody may do here rests on this: who they are, their roles, whether anybody has one."""

    person: Person
    roles: frozenset[Role]
    roles_in_force: bool


def standing(connection: Connection, name: str) -> Standing:
    """Whom the audit trail means by a name, and what they were given; in one statement, as every call asks for it."""
    asked = select(literal(name, Text).label("name")).subquery()
    issuer, subject = func.coalesce(people.c.issuer, LOCAL), func.coalesce(people.c.subject, asked.c.name)
    found = asked.outerjoin(people, people.c.name == asked.c.name)
    found = found.outerjoin(roles, (roles.c.issuer == issuer) & (roles.c.subject == subject))
    in_force = exists(select(roles.c.role)).label("in_force")
    columns = (issuer.label("issuer"), subject.label("subject"), roles.c.role, in_force)
    rows = connection.execute(select(*columns).select_from(found)).all()
    person = Person(issuer=rows[0].issuer, subject=rows[0].subject, name=name)
    return Standing(person, frozenset(row.role for row in rows if row.role), bool(rows[0].in_force))


def person_named(connection: Connection, name: str) -> Person:
    """Who the audit trail means by a name; a name that nobody signed in under is a local one."""
    row = connection.execute(select(people).where(people.c.name == name)).one_or_none()
    return Person(**row._mapping) if row else Person(issuer=LOCAL, subject=name, name=name)


def person_by(connection: Connection, issuer: str, subject: str) -> Person | None:
    """Somebody who signed in before, or None."""
    same = (people.c.issuer == issuer) & (people.c.subject == subject)
    row = connection.execute(select(people).where(same)).one_or_none()
    return Person(**row._mapping) if row else None


def remember_person(connection: Connection, person: Person) -> Person:
    """Keep somebody who signed in; gives them under the name that is theirs alone.

    The name of the first sign-in stays for good: with a new one, an author could approve their own draft.
    """
    if (known := person_by(connection, person.issuer, person.subject)) is not None:
        return known
    named = person.model_copy(update={"name": _free_name(connection, person.name)})
    connection.execute(insert(people).values(named.model_dump()))
    return named


def roles_of(connection: Connection, person: Person) -> set[Role]:
    """The roles somebody was given."""
    same = (roles.c.issuer == person.issuer) & (roles.c.subject == person.subject)
    return set(connection.execute(select(roles.c.role).where(same)).scalars())


def anybody_has_a_role(connection: Connection) -> bool:
    """Whether roles are in force at all."""
    return connection.execute(select(roles.c.role).limit(1)).first() is not None


def list_grants(connection: Connection) -> list[Grant]:
    """Every role that somebody has, by person."""
    same = (people.c.issuer == roles.c.issuer) & (people.c.subject == roles.c.subject)
    statement = select(roles, people.c.name).select_from(roles.outerjoin(people, same))
    return [
        Grant(
            person=Person(issuer=row.issuer, subject=row.subject, name=row.name or row.subject),
            role=row.role, granted_by=row.granted_by, granted_at=row.granted_at,
        )
        for row in connection.execute(statement.order_by(roles.c.issuer, roles.c.subject, roles.c.role))
    ]  # fmt: skip


def add_role(connection: Connection, person: Person, role: Role, *, by: str) -> bool:
    """Give a role; False when they have it already."""
    if role in roles_of(connection, person):
        return False
    key = {"issuer": person.issuer, "subject": person.subject, "role": role}
    connection.execute(insert(roles).values(**key, granted_by=by, granted_at=datetime.now(UTC)))
    return True


def remove_role(connection: Connection, person: Person, role: Role) -> bool:
    """Take a role; False when they did not have it."""
    same = (roles.c.issuer == person.issuer) & (roles.c.subject == person.subject) & (roles.c.role == role)
    return connection.execute(delete(roles).where(same)).rowcount > 0


def _free_name(connection: Connection, wanted: str) -> str:
    """The name, with a number after it where somebody else bears it already."""
    similar = people.c.name.startswith(wanted, autoescape=True)
    taken = set(connection.execute(select(people.c.name).where(similar)).scalars())
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name
