"""Linking voices to customers: by order, hashed address, or a table of participants."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, func, or_, select, update

from personas.library import evidence as store
from personas.library.evidence import link_customers
from personas.library.meta import facts_under, get_fact, keys_under, set_fact, voices_changed
from personas.library.schema import respondents, sources
from personas.sources import Links
from personas.voices import Respondent
from retrieval.readers import KnownCustomers, Participants
from retrieval.readers.formats import respondent_id
from segments.features import customer_of_email, customer_of_order, known_customers
from segments.tables import Tables
from workspace.workspace import Workspace

_PARTICIPANTS = "participants:"


def links_of(workspace: Workspace, source_id: str) -> Links | None:
    """Who of a source's respondents found their customer; None for a source without respondents."""
    theirs = select(respondents).where(respondents.c.source_id == source_id).subquery()
    keys = (theirs.c.customer_id, theirs.c.order_id, theirs.c.email_sha256)
    with workspace.library.read() as connection:
        people = connection.execute(select(func.count()).select_from(theirs)).scalar_one()
        known = or_(*(key.is_not(None) for key in keys))
        named = connection.execute(select(func.count()).select_from(theirs).where(known)).scalar_one()
        counted = select(theirs.c.customer_id, func.count()).where(theirs.c.customer_id.is_not(None))
        voices = {str(row[0]): int(row[1]) for row in connection.execute(counted.group_by(theirs.c.customer_id))}
    if not people:
        return None
    found = known_customers(workspace.tables, set(voices))
    return Links(respondents=people, named=named, found=sum(voices[one] for one in found))


def unlinked(workspace: Workspace, source_id: str) -> bool:
    """Whether none of a source's respondents found their customer."""
    found = links_of(workspace, source_id)
    return found is not None and not found.found


def customers_in(workspace: Workspace) -> KnownCustomers:
    """Tells which values are ids of customers taken in so far."""
    return partial(known_customers, workspace.tables)


def link_voices(workspace: Workspace) -> int:
    """Find the customers of respondents who named an order or left an address; gives how many were found."""
    _apply_participants(workspace)
    found = {
        **_look_up(workspace, respondents.c.email_sha256, customer_of_email),
        **_look_up(workspace, respondents.c.order_id, customer_of_order),
    }
    if found:
        with workspace.library.write() as connection:
            link_customers(connection, found)
            voices_changed(connection)
    return len(found)


def remember_participants(connection: Connection, source_id: str, table: Participants) -> None:
    """Keep what a table of participants says for transcripts that come later; never their names."""
    if table.rows:
        nameless = table.model_copy(update={"rows": tuple(r.model_copy(update={"name": ""}) for r in table.rows)})
        set_fact(connection, f"{_PARTICIPANTS}{source_id}", nameless.model_dump_json())


def known_participants(workspace: Workspace) -> Participants:
    """What the tables of participants taken in so far say."""
    with workspace.library.read() as connection:
        return _known(connection)


def forget_participants(
    connection: Connection, people: Collection[str], customers: Collection[str], addresses: Collection[str]
) -> None:
    """Remove what tables of participants say of respondents: by their customer, address, key or own transcript."""
    theirs = select(respondents.c.id, sources.c.id.label("source"), sources.c.name).join(sources)
    rows = connection.execute(theirs.where(sources.c.kind == "interviews")).all()
    speakers = Counter(row.source for row in rows)
    mine = [row for row in rows if row.id in people]
    own = {row.name for row in mine if speakers[row.source] == 1}
    among = {row.source for row in mine}
    for key in list(keys_under(connection, _PARTICIPANTS)):
        table = Participants.model_validate_json(get_fact(connection, key) or "{}")
        left = tuple(
            row
            for row in table.rows
            if row.customer_id not in customers
            and row.email_sha256 not in addresses
            and not any(respondent_id(source, row.key) in people for source in among)
            and not any(row in table.of(name) for name in own)
        )
        set_fact(connection, key, table.model_copy(update={"rows": left}).model_dump_json())


def _known(connection: Connection) -> Participants:
    merged = Participants()
    for text in facts_under(connection, _PARTICIPANTS):
        merged = merged.merged(Participants.model_validate_json(text))
    return merged


def _look_up(
    workspace: Workspace, column: Column[Any], customers: Callable[[Tables, Collection[str]], Mapping[str, str]]
) -> dict[str, str]:
    """Respondent -> customer, of those without one whose value in a column tells it."""
    free = select(respondents.c.id, column).where(respondents.c.customer_id.is_(None), column.is_not(None))
    with workspace.library.read() as connection:
        told = connection.execute(free).all()
    if not told:
        return {}
    found = customers(workspace.tables, {value for _, value in told})
    return {respondent: found[value] for respondent, value in told if value in found}


def _apply_participants(workspace: Workspace) -> None:
    """Fill in the people of transcripts that came before the table that speaks of them."""
    with workspace.library.write() as connection:
        table = _known(connection)
        if not table.rows:
            return
        names = {source.id: source.name for source in store.list_sources(connection) if source.kind == "interviews"}
        rows = connection.execute(select(respondents).where(respondents.c.source_id.in_(names))).mappings().all()
        people = [Respondent(**{name: row[name] for name in Respondent.model_fields}) for row in rows]
        for before, after in zip(people, _applied(table, names, people), strict=True):
            if after != before:
                _write(connection, after)


def _applied(table: Participants, names: dict[str, str], people: list[Respondent]) -> list[Respondent]:
    changed = {person.id: person for person in table.applied(names, people)}
    return [changed.get(person.id, person) for person in people]


def _write(connection: Connection, person: Respondent) -> None:
    values = {**person.model_dump(exclude={"id", "source_id"}), "person_id": store.person_id(person)}
    connection.execute(update(respondents).where(respondents.c.id == person.id).values(values))
    voices_changed(connection)
