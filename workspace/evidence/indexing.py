"""Keeping the search index in step with the library."""

import logging
import uuid
from contextlib import suppress
from typing import NamedTuple

from personas.errors import PrerequisiteMissing
from personas.files import alone
from personas.library.evidence import count_quotes, iterate_words
from personas.library.meta import VOICES, get_fact, set_fact
from retrieval.index import Chroma, Entry, EvidenceIndex, Generation, publish, remove_old
from workspace.progress import Report, part_of, silent
from workspace.roles import permitted
from workspace.workspace import Workspace

_LOG = logging.getLogger(__name__)
_GENERATION = "index_generation"
_SHOWS = "index_shows"
_OWNER = "index_owner"
_LOCK = "building.lock"


class _Published(NamedTuple):
    """The generation that the library names."""

    generation: str
    """Its name; empty when there is none."""
    current: bool
    """Whether it shows the voices as they are, their words folded as they are folded now."""


def open_index(workspace: Workspace, *, report: Report = silent, wait: bool = True) -> EvidenceIndex:
    """The index of the voices as the library holds them now; made first where it is missing or behind.

    One process at a time makes it. With `wait` others wait for it; without, they get the generation before, where
    there is one. Raises BadInput, with the command that helps, when the settings name another embedder than the one
    that made it.
    """
    last = _published(workspace)
    if not last.current:
        with alone(workspace.index_folder / _LOCK, wait=wait or not last.generation) as mine:
            last = _published(workspace)
            if mine and not last.current:
                last = _publish(workspace, last.generation, report)
    return workspace.cached_index(last.generation, chroma_of(workspace))


def keep_up(workspace: Workspace, *, report: Report = silent) -> None:
    """Index what was said since the last time, so that nobody who searches has to wait for it.

    What keeps the index from being made now (a full disk, a server that is silent) is logged: the next search makes it.
    """
    with workspace.library.read() as connection:
        anything = count_quotes(connection) > 0
    if anything:
        try:
            open_index(workspace, report=report)
        except (OSError, PrerequisiteMissing) as error:
            _LOG.warning("What was taken in is not indexed yet, the next search will do it: %s", error)


def require_embedder(workspace: Workspace) -> None:
    """Raise BadInput, with the command that helps, when the settings name another embedder than the index's."""
    _published(workspace)


@permitted("gather")
def rebuild(workspace: Workspace, *, report: Report = silent) -> int:
    """Throw the index away and make it again from the library; gives the number of quotes."""
    with alone(workspace.index_folder / _LOCK):
        remove_old(workspace.index_folder, keep=(), chroma=chroma_of(workspace))
        with workspace.library.write() as connection:
            for key in (_GENERATION, _SHOWS):
                set_fact(connection, key, "")
    return len(open_index(workspace, report=report))


def chroma_of(workspace: Workspace) -> Chroma:
    """Where the settings have the vectors; at a server under a name that no other library's collections have."""
    url = workspace.settings.chroma_url
    if not url:
        return Chroma()
    with workspace.library.read() as connection:
        owner = get_fact(connection, _OWNER)
    return Chroma(url, owner or _named_at_server(workspace))


def _named_at_server(workspace: Workspace) -> str:
    """A new name for this library's collections; of two who ask at once both get the first one's."""
    with workspace.library.write() as connection:
        owner = get_fact(connection, _OWNER) or f"verism-{uuid.uuid4().hex[:8]}"
        set_fact(connection, _OWNER, owner)
    return owner


def _published(workspace: Workspace) -> _Published:
    with workspace.library.read() as connection:
        name, shows, now = (get_fact(connection, key) for key in (_GENERATION, _SHOWS, VOICES))
    if not name or not (workspace.index_folder / name).is_dir():
        return _Published("", False)
    generation = Generation(workspace.index_folder / name)
    generation.require(workspace.embedder.name)
    return _Published(name, shows == (now or "") and generation.manifest.folds_alike)


def _publish(workspace: Workspace, previous: str, report: Report) -> _Published:
    """Build the generation aside, then name it in the library; a killed build leaves the old one in force."""
    with workspace.library.read() as connection:
        state, total = get_fact(connection, VOICES), count_quotes(connection)
        entries = []
        for number, (quote_id, person, text) in enumerate(iterate_words(connection)):
            entries.append(Entry(quote_id=quote_id, respondent_id=person, text=text))
            if number % 5000 == 0:
                report(f"reading {total:,} quotes", 0.1 * number / max(total, 1))
    folder, chroma, step = workspace.index_folder, chroma_of(workspace), part_of(report, 0.1, 1)
    name = publish(folder, entries, workspace.embedder, previous=previous or None, chroma=chroma, report=step)
    with workspace.library.write() as connection:
        set_fact(connection, _GENERATION, name)
        set_fact(connection, _SHOWS, state or "")
    with suppress(OSError):
        remove_old(folder, keep=[name, *([previous] if previous else [])], chroma=chroma)
    report("index ready", 1.0)
    return _Published(name, True)
