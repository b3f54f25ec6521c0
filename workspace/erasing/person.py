"""Finding one person: all their respondents, customer ids, addresses and orders."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import select

from personas.base import Record
from personas.errors import NotFound
from personas.forgetting import Forgotten
from personas.library import evidence as store
from personas.library.schema import documents, quotes
from personas.voices import Document
from segments.tables import Tables, email_sha256
from segments.tables.fetching import to_frame
from workspace.intake.duplicates import KINDS
from workspace.keys import Keyed, known_by_name
from workspace.suppressing import telling_texts
from workspace.workspace import Workspace

_LONG = 10
"""Words from which on two people do not publish the same."""
_ADDRESS_KEY = 16
"""Digits of an address's hash by which buyers without a customer number are known."""


class Person(Record):
    """Everything by which a workspace knows one person."""

    respondents: tuple[str, ...] = ()
    pseudonyms: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """SHA-256 of e-mail addresses that are theirs alone."""
    orders: tuple[str, ...] = ()


def find_person(workspace: Workspace, name: str) -> Person:
    """The person behind a respondent's id, a pseudonym, a customer's id or name, or an e-mail address. Raises NotFound.

    An address that several customers share identifies none of them and is not followed from one to the other. Who
    published the same ten words or more in two files is one person.
    """
    with workspace.library.read() as connection:
        people = store.load_respondents(connection)
    known = _customers(workspace.tables)
    ids = {name, known_by_name(workspace, name)} - {""}
    address = email_sha256(name)
    rows = people[
        people["respondent_id"].eq(name)
        | people["person_id"].eq(name)
        | people["customer_id"].isin(ids)
        | (people["email_sha256"].eq(address) if address else False)
    ]
    customers = {*rows["customer_id"].dropna(), *known.loc[known["email_sha256"].eq(address), "customer_id"]}
    customers |= {one for one in ids if _has_customer(workspace.tables, one)}
    addresses = {address} if address else set()
    person = _closed(people, known, set(rows["person_id"]) | _twins(workspace, people, rows), customers, addresses)
    customers = {*person.customers, *(key for key in map(address_key, person.addresses) if key not in person.customers)}
    orders = _orders(workspace.tables, customers)
    found = person.model_copy(update={"orders": tuple(sorted({*person.orders, *orders}))})
    if not found.respondents and not any(_has_customer(workspace.tables, one) for one in customers):
        raise NotFound(
            f"Nobody is known as {name!r}. Name a respondent (r-...), a customer id (or the name that the company's "
            "tables give in its place) or an e-mail address; "
            "`verism evidence search` shows whose words are whose."
        )
    return found


def _twins(workspace: Workspace, people: pd.DataFrame, rows: pd.DataFrame) -> set[str]:
    """Pseudonyms in other files under which the same review or post stands, word for word."""
    theirs = documents.c.respondent_id.in_(list(rows["respondent_id"])) & documents.c.kind.in_(KINDS)
    with workspace.library.read() as connection:
        said = [str(row.text) for row in connection.execute(select(documents.c.text).where(theirs))]
        long = [text for text in said if text.count(" ") + 1 >= _LONG]
        twins = connection.execute(select(documents.c.respondent_id).where(documents.c.text.in_(long))).scalars()
        found = people["respondent_id"].isin(list(twins)) & ~people["source_id"].isin(list(rows["source_id"]))
    return set(people.loc[found, "person_id"])


def forgotten(workspace: Workspace, person: Person) -> Forgotten:
    """By what the person can be recognised in texts: ids, keys, and words that only they said."""
    spoken = select(quotes.c.id, quotes.c.text, documents.c.respondent_id).join(documents)
    theirs = documents.c.respondent_id.in_(person.respondents)
    with workspace.library.read() as connection:
        said = connection.execute(spoken.where(theirs)).all()
        papers = [str(row.id) for row in connection.execute(select(documents.c.id).where(theirs))]
        others = connection.execute(spoken.where(~theirs), execution_options={"yield_per": 5_000})
        return Forgotten(
            ids=[*person.respondents, *person.pseudonyms, *papers, *(row.id for row in said)],
            keys=[*person.customers, *person.addresses, *map(address_key, person.addresses), *person.orders],
            texts=[row.text for row in said],
            others=(row.text for row in others),
        )


def suppression_digests(workspace: Workspace, person: Person, keyed: Keyed) -> set[str]:
    """What goes on the suppression list, so that the person stays out when an old or a longer file comes again."""
    keys = {
        "respondent": person.respondents,
        "person": person.pseudonyms,
        "customer": [*person.customers, *map(address_key, person.addresses)],
        "email": person.addresses,
        "order": [order.removeprefix("#") for order in person.orders],
        "text": _texts(workspace, person),
    }
    return {keyed.digest(kind, value) for kind, values in keys.items() for value in values}


def _texts(workspace: Workspace, person: Person) -> list[str]:
    with workspace.library.read() as connection:
        rows = connection.execute(select(documents).where(documents.c.respondent_id.in_(person.respondents)))
        return [text for row in rows for text in telling_texts(Document(**row._mapping))]


def _closed(
    people: pd.DataFrame, known: pd.DataFrame, pseudonyms: set[str], customers: set[str], addresses: set[str]
) -> Person:
    """Follow pseudonyms, customer ids and unshared addresses until nothing new is found."""
    shared = set(known.loc[known.duplicated("email_sha256", keep=False), "email_sha256"].dropna())
    while True:
        before = len(pseudonyms) + len(customers) + len(addresses)
        alone = addresses - shared
        customers |= set(known.loc[known["email_sha256"].isin(alone), "customer_id"])
        rows = people[
            people["person_id"].isin(pseudonyms)
            | people["customer_id"].isin(customers)
            | people["email_sha256"].isin(alone)
        ]
        pseudonyms |= set(rows["person_id"])
        customers |= set(rows["customer_id"].dropna())
        addresses |= set(known.loc[known["customer_id"].isin(customers), "email_sha256"].dropna())
        addresses |= set(rows["email_sha256"].dropna())
        if len(pseudonyms) + len(customers) + len(addresses) == before:
            return Person(
                respondents=tuple(sorted(rows["respondent_id"])),
                pseudonyms=tuple(sorted(pseudonyms)),
                customers=tuple(sorted(customers)),
                addresses=tuple(sorted(addresses - shared)),
                orders=tuple(sorted(rows["order_id"].dropna())),
            )


def _customers(tables: Tables) -> pd.DataFrame:
    table = tables.read("customers")
    if table is None:
        return pd.DataFrame({"customer_id": pd.Series(dtype=str), "email_sha256": pd.Series(dtype=str)})
    return to_frame(table.select("customer_id", "email_sha256")).drop_duplicates()


def _orders(tables: Tables, customers: Iterable[str]) -> set[str]:
    table, wanted = tables.read("transactions"), list(customers)
    if table is None or not wanted:
        return set()
    return set(to_frame(table.filter(table.customer_id.isin(wanted)).select("order_id").distinct())["order_id"])


def _has_customer(tables: Tables, customer: str) -> bool:
    return any(
        _any(table.filter(table.customer_id == customer))
        for kind in ("customers", "transactions", "campaigns", "events")
        if (table := tables.read(kind)) is not None and "customer_id" in table.columns
    )


def _any(rows: Any) -> bool:
    return len(to_frame(rows.select("customer_id").limit(1))) > 0


def address_key(address: str) -> str:
    """The customer id of buyers who are known by their address only, from its hash."""
    return f"e-{address[:_ADDRESS_KEY]}"
