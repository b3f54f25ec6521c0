"""Opening a library: a SQLite file by default, PostgreSQL by URL, with the same migrations on both."""

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, OperationalError

from personas.disks import is_full, says_full
from personas.errors import BadInput, PrerequisiteMissing, Stale
from personas.library.fair_lock import FairLock
from personas.sqlite import BUSY_SECONDS, keep_write_ahead_log

_MIGRATIONS = Path(__file__).parent / "migrations"
"""A migration's file begins with its revision."""
_WRITERS_LOCK = 0x76657269736D
"""PostgreSQL's number of the lock that writers of a library take: "verism" in ASCII."""


class Library:
    """The store of sources, quotes, segments, drafts, events and publications; the truth of a workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine if engine.dialect.name == "sqlite" else _repeatable(engine)
        self._writing = engine.execution_options(verism_write=True)
        self._writers = FairLock()
        weakref.finalize(self, engine.dispose)

    @classmethod
    def open(cls, url: str) -> "Library":
        """Open and migrate the database at a SQLAlchemy URL.

        Raises BadInput for a file that is no database and for one made by a newer Verism, which stays as it was;
        PrerequisiteMissing for a server that does not answer.
        """
        library = cls(_engine(url))
        try:
            library._migrate()
        except BaseException as error:
            library.close()
            if isinstance(error, DatabaseError):
                raise _explained(error, library._engine.url.database) from error
            raise
        return library

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state. Raises BadInput, PrerequisiteMissing when the database fails."""
        with self._failures_in_words(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes all happen or none; one writer at a time, waited for.

        Raises as `read` does, and Stale for a row that refers to one which is not there.
        """
        with self._writers, self._failures_in_words(), self._writing.connect() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
            yield connection

    def compact(self) -> None:
        """Write the database anew, so that nothing that was deleted is left in its file or its write-ahead log.

        Raises PrerequisiteMissing when another process keeps it open in the middle of something.
        """
        with self._failures_in_words():
            if self._engine.dialect.name == "sqlite":
                return _compact_sqlite(self._engine)
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM FULL")

    @contextmanager
    def _failures_in_words(self) -> Iterator[None]:
        """A full disk, a lock that is not given up, a server that is gone, a damaged file: said without a traceback.

        So is what a step refers to and another has removed since it was read.
        """
        try:
            yield
        except OperationalError as error:
            raise PrerequisiteMissing(
                f"The library could not be used ({error.orig}): nothing of this step was kept. "
                f"{_remedy(error, self._engine.url.database)}"
            ) from error
        except IntegrityError as error:
            raise Stale(
                f"What this step rests on was changed or removed while it ran ({error.orig}): nothing of it was kept. "
                "Run it again."
            ) from error
        except DatabaseError as error:
            if type(error) is DatabaseError:
                raise _explained(error, self._engine.url.database) from error
            raise

    def close(self) -> None:
        """Give the database's connections back."""
        self._engine.dispose()

    def _migrate(self) -> None:
        with self._engine.connect() as connection, connection.begin():
            current = _revision(connection)
        known = sorted(file.stem.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
        if current is not None and current not in known:
            raise BadInput(
                f"This workspace was made by a newer Verism: its library is of version {current}, "
                f"this one knows up to {known[-1]}. Nothing was changed. Install the newer Verism to open it."
            )
        if current == known[-1]:
            return
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """The revision of the newest migration that a database went through; None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _engine(url: str) -> Engine:
    try:
        engine = create_engine(url)
    except ArgumentError as error:
        raise BadInput("That is not the URL of a library. Write sqlite:///PATH or postgresql://HOST/NAME.") from error
    except ImportError as error:
        raise PrerequisiteMissing(f"The driver for this library is not installed ({error}). Install it.") from error
    if engine.dialect.name == "sqlite":
        _configure_sqlite(engine)
    return engine


def _repeatable(engine: Engine) -> Engine:
    """Reading transactions that see one state from their first query to their last."""
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _explained(error: DatabaseError, database: str | None) -> BadInput | PrerequisiteMissing:
    if isinstance(error, OperationalError):
        remedy = _room(error, database) or "Check the path or the URL, and that no disk is full."
        return PrerequisiteMissing(f"The library does not open ({error.orig}). {remedy}")
    return BadInput(f"The library is not a database that Verism can use ({error.orig}). Restore it from a copy.")


def _remedy(error: OperationalError, database: str | None) -> str:
    """What to do about a library that could not be used: make room where its disk is full, else look for the cause."""
    cause = "Look for a full disk, another process that holds the file, or a server that is gone; then run it again."
    return _room(error, database) or cause


def _room(error: OperationalError, database: str | None) -> str:
    """That room is to be made; empty where no disk is known to be full."""
    if says_full(error.orig or error) or (database and is_full(Path(database).parent)):
        return f"The disk that {database or 'it'} lies on is full: make room on it, then run it again."
    return ""


def _configure_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, a patient lock, and transactions that begin when we say so."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in (f"busy_timeout={BUSY_SECONDS * 1000:.0f}", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
        keep_write_ahead_log(connection)

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        writing = connection.get_execution_options().get("verism_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _compact_sqlite(engine: Engine) -> None:
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        try:
            raw.execute("VACUUM")
        except sqlite3.OperationalError as error:
            raise PrerequisiteMissing(
                f"The library could not be written anew ({error}): its file may still hold what was deleted. Wait for "
                f"whoever holds it, or make room for as much again on the disk of {engine.url.database} and on that of "
                "temporary files; then run this again."
            ) from error
        if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise PrerequisiteMissing(
                "Another process is reading the library: its log still holds what was deleted. "
                "Wait for it or stop it, and run this again."
            )
