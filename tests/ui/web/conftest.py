"""The pages run without a browser, over a small workspace."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.web.handmade import make_workspace, short
from workspace.workspace import Workspace

SHELL = Path(__file__).parents[3] / "ui" / "web" / "shell.py"
Visit = Callable[..., AppTest]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace to copy: three claims under review as d-1, the whole draft as d-2."""
    folder = tmp_path_factory.mktemp("made") / "Tarnbeck"
    make_workspace(folder, short, lambda draft: draft).library.close()
    return folder


@pytest.fixture
def room(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of the test's own."""
    workspace = Workspace.open(Path(shutil.copytree(made, tmp_path / "Tarnbeck")))
    yield workspace
    workspace.library.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace into which nothing was taken."""
    workspace = Workspace.create(tmp_path / "Nothing")
    yield workspace
    workspace.library.close()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Open a page of a workspace as somebody: `visit(room, "review", actor="ravi", draft="d-1")`."""
    monkeypatch.setenv("VERISM_ACTOR", "ravi")

    def go(workspace: Workspace, screen: str = "overview", *, actor: str = "ravi", **parameters: str) -> AppTest:
        monkeypatch.setenv("VERISM_WORKSPACE", str(workspace.folder))
        page = AppTest.from_file(str(SHELL), default_timeout=120)
        page.query_params["as"] = actor
        page.run()
        for name, value in parameters.items():
            page.query_params[name] = value
        page.switch_page(f"screens/{screen}.py").run()
        assert not page.exception, page.exception[0].message
        return page

    yield go
    st.cache_resource.clear()


def words(page: AppTest) -> str:
    """Everything that stands on the page as markup; blanks that hold words together as plain ones."""
    return "\n".join(element.proto.body for element in page.main.get("html")).replace("\u00a0", " ")


def press(page: AppTest, label: str) -> AppTest:
    """Press the button of that label, or the first that begins with it."""
    fitting = sorted((one for one in page.button if one.label.startswith(label)), key=lambda one: len(one.label))
    return fitting[0].click().run()
