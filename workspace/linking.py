"""Which voice belongs to which customer: by an order, a hashed address, or a table of participants."""

from collections import Counter
from collections.abc import Collection
from functools import partial

import pandas as pd
from sqlalchemy import Connection, select, update

from personas.library import evidence as store
from personas.library.evidence import link_customers
from personas.library.meta import facts_under, get_fact, keys_under, set_fact, voices_changed
from personas.library.schema import respondents, sources
from personas.sources import Links
from personas.voices import Respondent
from retrieval.readers import KnownCustomers, Participants
from retrieval.readers.formats import respondent_id
from segments.features import customer_of_email, customer_of_order, known_customers
from workspace.workspace import Workspace

_PARTICIPANTS = "participants:"


def links_of(workspace: Workspace, source_id: str) -> Links | None:
    """Who of a source's respondents found their customer; None for a source without respondents."""
    with workspace.library.read() as connection:
        people = store.load_respondents(connection)
    people = people[people["source_id"] == source_id]
    if people.empty:
        return None
    named = people[["customer_id", "order_id", "email_sha256"]].notna().any(axis=1)
    ids = people["customer_id"].dropna()
    found = ids.isin(known_customers(workspace.tables, set(ids)))
    return Links(respondents=len(people), named=int(named.sum()), found=int(found.sum()))


def customers_in(workspace: Workspace) -> KnownCustomers:
    """Tells which values are ids of customers taken in so far."""
    return partial(known_customers, workspace.tables)


def link_voices(workspace: Workspace) -> int:
    """Find the customers of respondents who named an order or left an address; gives how many were found."""
    _apply_participants(workspace)
    with workspace.library.read() as connection:
        people = store.load_respondents(connection)
    free = people[people["customer_id"].isna()]
    found = {
        **_look_up(free, "email_sha256", customer_of_email(workspace.tables)),
        **_look_up(free, "order_id", customer_of_order(workspace.tables)),
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


def _look_up(people: pd.DataFrame, column: str, customers: dict[str, str]) -> dict[str, str]:
    known = people[people[column].notna()]
    pairs = zip(known["respondent_id"], known[column].map(customers), strict=True)
    return {respondent: customer for respondent, customer in pairs if isinstance(customer, str)}


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
