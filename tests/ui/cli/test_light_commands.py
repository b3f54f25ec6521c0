"""Commands that only list or decide load none of what counting, searching and writing need."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.web.handmade import make_workspace, short

_HEAVY = (
    "sklearn", "scipy.stats", "openai", "langchain", "langchain_core", "langgraph", "chromadb", "typst", "pptx",
    "pandas",
)  # fmt: skip
_RUN = """
import sys
from ui.cli.main import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print("loaded:", *(name for name in {heavy!r} if name in sys.modules))
"""


def _loaded(*command: str) -> list[str]:
    """What a process of its own had loaded of the heavy libraries once the command was done."""
    program = _RUN.format(heavy=_HEAVY)
    ran = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()[-1].split()[1:]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one draft under review, closed."""
    folder = tmp_path_factory.mktemp("light") / "Tarnbeck"
    make_workspace(folder, short).library.close()
    return folder


@pytest.mark.parametrize(
    "command",
    [("drafts", "list"), ("drafts", "show", "d-1")],
)
def test_listing_loads_no_heavy_library(small: Path, command: tuple[str, ...]) -> None:
    assert _loaded(*command, "--workspace", str(small), "--actor", "ravi") == []


@pytest.mark.parametrize("command", [("sources", "list"), ("segments", "list"), ("personas", "list")])
def test_listing_what_was_counted_loads_tables_at_most(small: Path, command: tuple[str, ...]) -> None:
    assert _loaded(*command, "--workspace", str(small), "--actor", "ravi") in ([], ["pandas"])


def test_deciding_claims_loads_no_heavy_library(small: Path) -> None:
    assert _loaded("review", "accept", "d-1", "--verified", "--workspace", str(small), "--actor", "ravi") == []


def test_the_chat_without_a_model_loads_no_client_of_one(small: Path) -> None:
    asked = ("chat", "--ask", "Which segments are there?", "--workspace", str(small), "--actor", "ravi")
    assert {"openai", "langchain", "langgraph"}.isdisjoint(_loaded(*asked))
