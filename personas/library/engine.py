"""Opening a library: SQLite in a file by default, PostgreSQL by URL, the same migrations on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from personas.errors import BadInput, PrerequisiteMissing

_BUSY_MILLISECONDS = 30_000


class Library:
    """The store of sources, quotes, segments, drafts, events and publications; the truth of a workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(verism_write=True)

    @classmethod
    def open(cls, url: str) -> "Library":
        """Open and migrate the database at a SQLAlchemy URL.

        Raises BadInput for a file that is no database and for one made by a newer Verism, which stays as it was;
        PrerequisiteMissing for a server that does not answer.
        """
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            _configure_sqlite(engine)
        library = cls(engine)
        try:
            library._migrate()
        except OperationalError as error:
            raise PrerequisiteMissing(
                f"The library does not open ({error.orig}). Check the path or the URL."
            ) from error
        except DatabaseError as error:
            raise BadInput(f"The library's file is not a database ({error.orig}). Restore it from a copy.") from error
        return library

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes all happen or none; on SQLite the one writer at a time, waited for."""
        with self._writing.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give the database's connections back."""
        self._engine.dispose()

    def _migrate(self) -> None:
        config = _alembic()
        scripts = ScriptDirectory.from_config(config)
        with self.read() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
        known = {script.revision for script in scripts.walk_revisions()}
        if current is not None and current not in known:
            newest = scripts.get_current_head()
            raise BadInput(
                f"This workspace was made by a newer Verism: its library is of version {current}, "
                f"this one knows up to {newest}. Nothing was changed. Install the newer Verism to open it."
            )
        if current == scripts.get_current_head():
            return
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _configure_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, a patient lock, and transactions that begin when we say so."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        writing = connection.get_execution_options().get("verism_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
