"""Small workspaces with drafts under review, on SQLite and on PostgreSQL, copied to be changed."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.libraries import administer, database
from tests.ui.web.handmade import make_workspace, short
from workspace.settings import FILE
from workspace.workspace import Workspace

Desk = Callable[..., Path]


@pytest.fixture(scope="session")
def made_on_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole draft under review as d-1, three claims of it as d-2, written by Ines, on SQLite. Not to be changed."""
    folder = tmp_path_factory.mktemp("made") / "shop"
    make_workspace(folder, lambda draft: draft, short).library.close()
    return folder


@pytest.fixture(scope="session")
def made_on_server(postgresql_socket: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on PostgreSQL, in the database `handmade`."""
    folder = tmp_path_factory.mktemp("made") / "shop"
    folder.mkdir()
    administer(postgresql_socket, "CREATE DATABASE handmade")
    _settings(folder, f"postgresql+psycopg://verism@/handmade?host={postgresql_socket}")
    make_workspace(folder, lambda draft: draft, short).library.close()
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A copy to change."""
    if request.param == "sqlite":
        yield Path(shutil.copytree(request.getfixturevalue("made_on_file"), tmp_path / "shop"))
        return
    folder = Path(shutil.copytree(request.getfixturevalue("made_on_server"), tmp_path / "shop"))
    for url in database(request.getfixturevalue("postgresql_socket"), "handmade"):
        _settings(folder, url)
        yield folder


@pytest.fixture
def shop(desk: Path) -> Iterator[Workspace]:
    """The same, opened for Ada."""
    workspace = Workspace.open(desk, actor="ada")
    yield workspace
    workspace.library.close()


def _settings(folder: Path, url: str) -> None:
    (folder / FILE).write_text(f'library_url = "{url}"\nsign_in = "local"\n', encoding="utf-8")
