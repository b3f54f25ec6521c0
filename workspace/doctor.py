"""Diagnosing an installation and a workspace: each finding holds, or says what to do."""

import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import func, select

from personas.base import Record
from personas.errors import VerismError
from personas.library.events import broken_event
from personas.library.evidence import list_sources
from personas.library.schema import documents, quotes
from segments.tables import source_of
from workspace import erasing
from workspace.evidence.indexing import open_index
from workspace.leftovers import orphans
from workspace.settings import FILE
from workspace.workspace import Workspace

_LIBRARIES = ("chromadb", "duckdb", "langchain", "langgraph", "openai", "pandas", "streamlit", "tiktoken")
_TABULAR = ("transactions", "customers", "campaigns", "events", "consents")


class Finding(Record):
    """One thing that was examined."""

    what: str
    holds: bool
    detail: str


def examine(folder: Path) -> list[Finding]:
    """The installation's findings, and the workspace's where the folder is one."""
    findings = list(_installation())
    if not (folder / FILE).exists():
        detail = f"{folder.resolve()} is none; `verism init {folder}` makes one"
        return [*findings, Finding(what="workspace", holds=True, detail=detail)]
    try:
        workspace = Workspace.open(folder)
    except VerismError as error:
        return [*findings, Finding(what="workspace", holds=False, detail=str(error))]
    return [*findings, *(_guarded(what, check, workspace) for what, check in _CHECKS.items())]


def _installation() -> Iterator[Finding]:
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield Finding(
        what="installation", holds=True, detail=f"verism {version('verism')}, Python {platform.python_version()}"
    )
    yield Finding(what="libraries", holds=True, detail=versions)


def _guarded(what: str, check: Callable[[Workspace], tuple[bool, str]], workspace: Workspace) -> Finding:
    try:
        holds, detail = check(workspace)
    except (VerismError, OSError, ValueError) as error:
        return Finding(what=what, holds=False, detail=str(error))
    return Finding(what=what, holds=holds, detail=detail)


def _writer(workspace: Workspace) -> tuple[bool, str]:
    settings = workspace.settings
    if not settings.has_model:
        return True, "extractive: no language model, nothing leaves this machine"
    return True, f"{settings.model} at {settings.base_url or settings.provider}"


def _spans(workspace: Workspace) -> tuple[bool, str]:
    length = quotes.c.end - quotes.c.start
    words = func.substr(documents.c.text, quotes.c.start + 1, length)
    with workspace.library.read() as connection:
        total = connection.execute(select(func.count()).select_from(quotes)).scalar_one()
        moved = select(func.count()).select_from(quotes.join(documents)).where(words != quotes.c.text)
        wrong = connection.execute(moved).scalar_one()
    if wrong:
        return False, f"{wrong:,} of {total:,} quotes do not stand in their documents; take their files in again"
    return True, f"all {total:,} stand in their documents at their places"


def _events(workspace: Workspace) -> tuple[bool, str]:
    with workspace.library.read() as connection:
        broken = broken_event(connection)
    if broken is not None:
        return False, f"event {broken} does not fit the chain: the audit trail was changed from there on"
    return True, "the chain of events is whole"


def _tables(workspace: Workspace) -> tuple[bool, str]:
    with workspace.library.read() as connection:
        known = {source.id: source for source in list_sources(connection)}
    files = [path for path in (workspace.folder / "tables").glob("*/src-*.parquet")]
    if astray := orphans(workspace):
        return False, f"{len(astray)} table files without a source; `verism ingest` of any file clears them"
    lost = [
        one.name for one in known.values() if one.kind in _TABULAR and one.id not in {source_of(file) for file in files}
    ]
    if lost:
        return False, f"the tables of {', '.join(lost)} are gone; remove these sources and take their files in again"
    return True, f"{len(files)} table files of {len(known)} sources"


def _files(workspace: Workspace) -> tuple[bool, str]:
    with workspace.library.read() as connection:
        stopped = [source.name for source in list_sources(connection) if source.is_unfinished]
    if stopped:
        return False, f"not read to the end: {', '.join(stopped)}; take the same file in again, and it goes on"
    return True, "all were read to their end"


def _index(workspace: Workspace) -> tuple[bool, str]:
    index = open_index(workspace)
    return True, f"{len(index):,} quotes in generation {index.name}"


def _erasures(workspace: Workspace) -> tuple[bool, str]:
    if erasing.unfinished(workspace):
        return False, "a person is only half erased; `verism erase` with the same name, or any ingest, finishes it"
    return True, "none is left unfinished"


_CHECKS: dict[str, Callable[[Workspace], tuple[bool, str]]] = {
    "writer": _writer,
    "quotes": _spans,
    "audit trail": _events,
    "files": _files,
    "tables": _tables,
    "erasures": _erasures,
    "index": _index,
}
