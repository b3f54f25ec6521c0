"""Fixtures of the example company's workspaces, shared by the tests of the services and of the command line."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from personas.files import alone
from tests.workspace import rooms

Once = Callable[[str, Callable[[Path], Path]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make a folder once a run, whichever process and whichever of the test folders asks first.

    Each of the processes that share the tests has a copy of its own, that no other reads or writes.
    """
    base = tmp_path_factory.getbasetemp()
    several = "PYTEST_XDIST_WORKER" in os.environ
    shared = (base.parent if several else base) / "made-once"
    shared.mkdir(exist_ok=True)

    def make(name: str, maker: Callable[[Path], Path]) -> Path:
        folder, model, ready = base / "example-company" / name, shared / name, shared / f"{name}.ready"
        if folder.exists():
            return folder
        with alone(shared / f"{name}.lock"):
            if ready.exists():
                return Path(shutil.copytree(model, folder))
            _made(folder, maker)
            if several:
                shutil.rmtree(model, ignore_errors=True)
                shutil.copytree(folder, model)
                ready.touch()
        return folder

    return make


def _made(folder: Path, maker: Callable[[Path], Path]) -> None:
    """Make a folder, or leave none."""
    folder.parent.mkdir(exist_ok=True)
    try:
        maker(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@pytest.fixture(scope="session")
def taken_in(once: Once) -> Path:
    """All files taken in. To be read only; `copied` gives a copy to change."""
    return once("taken-in", rooms.taken_in)


@pytest.fixture(scope="session")
def built(once: Once, taken_in: Path) -> Path:
    """Segments built. To be read only."""
    return once("built", lambda folder: rooms.built(taken_in, folder))


@pytest.fixture(scope="session")
def drafted(once: Once, built: Path) -> Path:
    """A draft under review. To be read only."""
    return once("drafted", lambda folder: rooms.drafted(built, folder))


@pytest.fixture(scope="session")
def published(once: Once, drafted: Path) -> Path:
    """A published persona. To be read only."""
    return once("published", lambda folder: rooms.published(drafted, folder))


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of a workspace to change."""
    return lambda room: Path(shutil.copytree(room, tmp_path / "shop"))


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """An empty workspace."""
    rooms.done("init", tmp_path / "shop")
    return tmp_path / "shop"
