"""SQLite files that several threads and processes use at once."""

import sqlite3
import time

BUSY_SECONDS = 30.0
"""How long one of them waits for another."""


def keep_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch a file to a write-ahead log, where readers and one writer do not wait for each other.

    The busy timeout does not cover the switch: those who make one file together meet here. Raises
    sqlite3.OperationalError after `BUSY_SECONDS` in which another held the file.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
