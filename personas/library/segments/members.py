"""Which respondents belong to a segment: by customer or rule, or placed by inference."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from personas.library.meta import members_changed
from personas.library.schema import INFERRED, definitions, memberships, respondents, segments
from personas.segment import Method

if TYPE_CHECKING:
    import pandas as pd


def save_voices(connection: Connection, voices: "pd.DataFrame") -> None:
    """Write who belongs where: respondent_id, segment_id, basis ("customer" or "rule")."""
    columns = ("segment_id", "respondent_id", "basis")
    rows = [dict(zip(columns, row, strict=True)) for row in voices[list(columns)].itertuples(index=False, name=None)]
    members_changed(connection)
    if rows:
        connection.execute(insert(memberships), rows)


def save_inferred(
    connection: Connection, method: Method, placed: Mapping[str, str], errors: Mapping[str, float]
) -> None:
    """Replace whom a method's segments have by inference: respondent -> segment, and each segment's share of errors."""
    parts = select(segments.c.id).join(definitions).where(definitions.c.method == method)
    by_inference = memberships.c.basis == INFERRED
    connection.execute(delete(memberships).where(memberships.c.segment_id.in_(parts), by_inference))
    members_changed(connection)
    rows = [
        {"segment_id": segment_id, "respondent_id": respondent, "basis": INFERRED, "error": errors[segment_id]}
        for respondent, segment_id in placed.items()
    ]
    if rows:
        connection.execute(insert(memberships), rows)


def known_members(connection: Connection, method: Method) -> dict[str, str]:
    """Respondent -> segment of a method, of those who are known to belong to it."""
    parts = select(segments.c.id).join(definitions).where(definitions.c.method == method)
    rows = select(memberships.c.respondent_id, memberships.c.segment_id).where(
        memberships.c.segment_id.in_(parts), memberships.c.basis != INFERRED
    )
    return {row.respondent_id: row.segment_id for row in connection.execute(rows)}


def count_voices(connection: Connection, segment_id: str) -> int:
    """How many people are known to speak for a segment (a customer with several voices counts once)."""
    return _count_people(connection, segment_id, memberships.c.basis != INFERRED)


def count_inferred(connection: Connection, segment_id: str) -> int:
    """How many people were placed in a segment by inference; they enter no other count."""
    return _count_people(connection, segment_id, memberships.c.basis == INFERRED)


def _count_people(connection: Connection, segment_id: str, belonging: ColumnElement[bool]) -> int:
    people = select(func.count(respondents.c.person_id.distinct())).join(
        memberships, memberships.c.respondent_id == respondents.c.id
    )
    return int(connection.execute(people.where(memberships.c.segment_id == segment_id, belonging)).scalar_one())
