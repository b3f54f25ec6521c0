"""Removing the files that a killed process left behind."""

from pathlib import Path

from personas.files import HALVES
from personas.library.evidence import list_sources
from segments.tables import source_of
from workspace.workspace import Workspace


def orphans(workspace: Workspace) -> list[Path]:
    """Table files whose source the library does not know."""
    with workspace.library.read() as connection:
        known = {source.id for source in list_sources(connection)}
    files = (workspace.folder / "tables").glob("*/src-*.parquet")
    return sorted(path for path in files if source_of(path) not in known)


def clear(workspace: Workspace) -> None:
    """Remove orphans and halves. While this holds the library's writing lock nobody else is about to write one."""
    with workspace.library.write():
        halves = (workspace.folder / "tables").glob(f"*/{HALVES}")
        for path in (*orphans(workspace), *halves):
            path.unlink(missing_ok=True)
