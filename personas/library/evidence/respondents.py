"""Stored respondents, and the customer that each of them is, where it is known."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from personas.evidence import Attribute
from personas.ids import content_id
from personas.library.bulk import rows_with
from personas.library.schema import memberships, respondents
from personas.voices import Respondent

if TYPE_CHECKING:
    import pandas as pd


_KEYS = ("customer_id", "order_id", "email_sha256")
"""By what a respondent's customer is found."""


def complete_people(connection: Connection, people: Sequence[Respondent]) -> list[Respondent]:
    """Those of some people who are not written yet; of the others what was not known of them is written."""
    known = {row.id: row for row in rows_with(connection, respondents.c.id, [person.id for person in people])}
    for person in people:
        if person.id in known:
            row = known[person.id]
            values = {name: getattr(row, name) or getattr(person, name) for name in _KEYS}
            values["attributes"] = {**person.attributes, **row.attributes}
            if any(getattr(row, name) != value for name, value in values.items()):
                connection.execute(update(respondents).where(respondents.c.id == person.id).values(values))
    return [person for person in people if person.id not in known]


def person_id(respondent: Respondent) -> str:
    """The pseudonym under which a person's voices are counted: one for a customer across sources, else one a source."""
    return content_id("r", "customer", respondent.customer_id) if respondent.customer_id else respondent.id


def link_customers(connection: Connection, customers: Mapping[str, str]) -> None:
    """Record which customer each respondent is: respondent id -> customer id."""
    for respondent_id, customer_id in customers.items():
        person = content_id("r", "customer", customer_id)
        statement = update(respondents).where(respondents.c.id == respondent_id)
        connection.execute(statement.values(customer_id=customer_id, person_id=person))


def set_people(connection: Connection, people: Mapping[str, str]) -> None:
    """Record that respondents are people who were known before: respondent id -> person id."""
    for respondent_id, person in people.items():
        connection.execute(update(respondents).where(respondents.c.id == respondent_id).values(person_id=person))


def known_of_people(connection: Connection, segment_id: str | None = None) -> dict[str, dict[str, Attribute]]:
    """Person id -> what any source knows of them, of everybody who is heard or of a segment's voices."""
    statement = select(respondents.c.person_id, respondents.c.attributes).where(~respondents.c.excluded)
    if segment_id is not None:
        statement = statement.join(memberships, memberships.c.respondent_id == respondents.c.id)
        statement = statement.where(memberships.c.segment_id == segment_id)
    known: dict[str, dict[str, Attribute]] = {}
    for row in connection.execute(statement.order_by(respondents.c.id)):
        known.setdefault(row.person_id, {}).update(row.attributes)
    return known


def customers_of_people(connection: Connection) -> dict[str, str]:
    """Person id -> customer id, of everybody who is known to be a customer."""
    statement = select(respondents.c.person_id, respondents.c.customer_id).where(respondents.c.customer_id.is_not(None))
    return {row.person_id: row.customer_id for row in connection.execute(statement)}


def load_respondents(connection: Connection, *, counted: bool = False) -> "pd.DataFrame":
    """One row a respondent: respondent_id, person_id, source_id, customer_id, order_id, email_sha256, attributes.

    `counted` leaves out those of whom the cleaning rules left nothing in.
    """
    import pandas as pd

    columns = [respondents.c[name] for name in ("id", "person_id", "source_id", "customer_id", "order_id")]
    statement = select(*columns, respondents.c.email_sha256, respondents.c.attributes).order_by(respondents.c.id)
    if counted:
        statement = statement.where(~respondents.c.excluded)
    frame = pd.DataFrame(
        connection.execute(statement).mappings().all(), columns=[c.name for c in statement.selected_columns]
    )
    return frame.rename(columns={"id": "respondent_id"})
