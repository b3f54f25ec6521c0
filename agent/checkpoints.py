"""Checkpoints of unfinished drafting runs: a SQLite file, or tables in PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver

from personas.errors import PrerequisiteMissing
from personas.sqlite import BUSY_SECONDS, keep_write_ahead_log

_TABLES = "checkpoints, checkpoint_blobs, checkpoint_writes"
"""What LangGraph's store for PostgreSQL keeps of runs."""


@contextmanager
def kept_at(place: Path | str | None) -> Iterator[BaseCheckpointSaver[Any] | None]:
    """The checkpoints in a SQLite file or at a PostgreSQL URL; None for nowhere.

    Raises PrerequisiteMissing where they cannot be kept: no driver, no server, a full disk.
    """
    if place is None:
        yield None
    elif isinstance(place, str):
        with _on_server(place) as saver:
            yield saver
    else:
        from langgraph.checkpoint.sqlite import SqliteSaver

        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite3.connect(place, check_same_thread=False, timeout=BUSY_SECONDS)) as connection:
                keep_write_ahead_log(connection)
                yield SqliteSaver(connection)
        except sqlite3.OperationalError as error:
            raise PrerequisiteMissing(
                f"What is under way could not be kept at {place} ({error}). Make room on its disk, or wait for whoever "
                "holds the file; then run the same command again."
            ) from error


def forget_unfinished(url: str) -> None:
    """Remove every unfinished run from a PostgreSQL database and its files: they hold whole packs of evidence.

    Whoever drafts meanwhile begins again after a kill. Raises PrerequisiteMissing without driver or server.
    """
    with _on_server(url) as saver:
        saver.conn.execute(f"TRUNCATE {_TABLES}")


@contextmanager
def _on_server(url: str) -> Iterator[Any]:
    """Checkpoints in PostgreSQL, in tables of their own. Raises PrerequisiteMissing without driver or server."""
    try:
        from langgraph.checkpoint.postgres import PostgresSaver
    except ImportError as error:
        raise PrerequisiteMissing(f"Checkpoints on PostgreSQL need verism[postgres] ({error}).") from error
    from psycopg import OperationalError

    try:
        with PostgresSaver.from_conn_string(url) as saver:
            saver.setup()
            yield saver
    except OperationalError as error:
        raise PrerequisiteMissing(f"The database of the checkpoints could not be used: {error}.") from error
