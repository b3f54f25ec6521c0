"""The suppression list: keyed hashes that keep erased people from being ingested again."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from personas.library.schema import suppressed


def suppress(connection: Connection, digests: Iterable[str]) -> None:
    """Put digests on the list; those that are there already stay."""
    new = sorted(set(digests) - suppressed_digests(connection))
    now = datetime.now(UTC)
    if new:
        connection.execute(insert(suppressed), [{"digest": digest, "at": now} for digest in new])


def suppressed_digests(connection: Connection) -> frozenset[str]:
    """The whole list; it is read once a file and then asked in memory."""
    return frozenset(str(row.digest) for row in connection.execute(select(suppressed.c.digest)))
