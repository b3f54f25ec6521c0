"""Queries and inserts of more values than a database takes in one statement."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, insert, select

from personas.batches import batches

VALUES = 500
"""Values of one `IN (...)`."""
_ROWS = 5_000
"""Rows of one `INSERT`."""


def rows_with(connection: Connection, column: Column[Any], values: Collection[Any]) -> Iterator[Row[Any]]:
    """The whole rows of a column's table in which it has one of these values, however many they are."""
    for some in batches(values, VALUES):
        yield from connection.execute(select(column.table).where(column.in_(some)))


def insert_all(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as they come; they are never all in memory."""
    for some in batches(rows, _ROWS):
        connection.execute(insert(table), some)
