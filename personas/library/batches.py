"""Many rows at a time: databases take only so many values in one statement."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Table, insert, select

Item = TypeVar("Item")
VALUES = 500
"""Values of one `IN (...)`."""
_ROWS = 5_000
"""Rows of one `INSERT`."""


def batches(items: Iterable[Item], size: int = VALUES) -> Iterator[list[Item]]:
    """The items in their order, at most `size` of them at a time; nothing for no items."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def rows_with(connection: Connection, column: Column[Any], values: Collection[Any]) -> Iterator[Row[Any]]:
    """The whole rows of a column's table in which it has one of these values, however many they are."""
    for some in batches(values):
        yield from connection.execute(select(column.table).where(column.in_(some)))


def insert_all(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as they come; they are never all in memory."""
    for some in batches(rows, _ROWS):
        connection.execute(insert(table), some)
