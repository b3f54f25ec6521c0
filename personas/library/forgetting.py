"""Erasing a person from every table of the library, tables added later included."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Connection, String, Table, Text, delete, select, update

from personas.batches import batches
from personas.forgetting import Forgotten
from personas.library.bulk import VALUES, rows_with
from personas.library.events import blank_texts
from personas.library.schema import (
    documents,
    event_texts,
    events,
    memberships,
    meta,
    metadata,
    quotes,
    respondents,
    sources,
    suppressed,
)

_NOT_SWEPT = {respondents, documents, quotes, memberships, events, event_texts, suppressed, meta}
"""Tables whose rows are of one person each, the chain of events, hashes, and facts about the library itself."""


def remove_respondents(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Remove people with everything they said, and the voice files of which nobody is left; gives those files' ids.

    A file's name may be a person's name: a transcript goes with its only speaker.
    """
    touched = {row.source_id for row in rows_with(connection, respondents.c.id, ids)}
    for some in batches(ids, VALUES):
        connection.execute(delete(respondents).where(respondents.c.id.in_(some)))
    left = {row[0] for row in connection.execute(select(respondents.c.source_id).distinct())}
    emptied = sorted(touched - left)
    for source_id in emptied:
        connection.execute(delete(sources).where(sources.c.id == source_id))
    return emptied


def sweep(connection: Connection, person: Forgotten) -> list[tuple[str, Mapping[str, Any]]]:
    """Rewrite every text and every JSON of every table without the person; gives table and key of what changed.

    Texts of events are blanked with their salts: the chain still verifies.
    """
    changed = [
        (table.name, key)
        for table in metadata.sorted_tables
        if table not in _NOT_SWEPT
        for key in _sweep_table(connection, table, person)
    ]
    rows = connection.execute(select(event_texts)).all()
    numbers = [row.event_number for row in rows if person.stands_in(row.before) or person.stands_in(row.after)]
    if numbers:
        blank_texts(connection, numbers)
    return [*changed, *(("event_texts", {"event_number": number}) for number in numbers)]


def _sweep_table(connection: Connection, table: Table, person: Forgotten) -> Iterator[Mapping[str, Any]]:
    keys = list(table.primary_key.columns)
    columns = [column for column in table.columns if _may_speak(column) and column not in keys]
    if not columns:
        return
    for row in connection.execute(select(*keys, *columns)).mappings().all():
        new = {column.name: person.without(row[column.name]) for column in columns if row[column.name] is not None}
        if any(new[name] != row[name] for name in new):
            same = [key == row[key.name] for key in keys]
            values = {name: "" if value is None else value for name, value in new.items()}
            connection.execute(update(table).where(*same).values(values))
            yield {key.name: row[key.name] for key in keys}


def _may_speak(column: Column[Any]) -> bool:
    return isinstance(column.type, JSON | Text) or (isinstance(column.type, String) and column.type.length is None)
