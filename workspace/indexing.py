"""The search index beside the library: made when the voices changed, reopened when another process made it."""

from contextlib import suppress

from personas.library.evidence import count_quotes, iterate_words
from personas.library.meta import VOICES, get_fact, set_fact
from retrieval.index import Entry, EvidenceIndex, publish, remove_old
from workspace.progress import Report, silent
from workspace.roles import permitted
from workspace.workspace import Workspace

_GENERATION = "index_generation"
_SHOWS = "index_shows"


def open_index(workspace: Workspace, *, report: Report = silent) -> EvidenceIndex:
    """The index of the voices as the library holds them now; made first where it is missing or behind."""
    with workspace.library.read() as connection:
        generation, shows, now = (get_fact(connection, key) for key in (_GENERATION, _SHOWS, VOICES))
    if generation is None or shows != now or not (workspace.index_folder / generation).is_dir():
        generation = _publish(workspace, report)
    return workspace.cached_index(generation)


@permitted("gather")
def rebuild(workspace: Workspace, *, report: Report = silent) -> int:
    """Throw the index away and make it again from the library; gives the number of quotes."""
    remove_old(workspace.index_folder, keep=())
    with workspace.library.write() as connection:
        for key in (_GENERATION, _SHOWS):
            set_fact(connection, key, "")
    return len(open_index(workspace, report=report))


def _publish(workspace: Workspace, report: Report) -> str:
    """Build the generation aside, then name it in the library; a killed build leaves the old one in force."""
    with workspace.library.read() as connection:
        state, previous = get_fact(connection, VOICES), get_fact(connection, _GENERATION)
        total = count_quotes(connection)
        entries = []
        for number, (quote_id, person, text) in enumerate(iterate_words(connection)):
            entries.append(Entry(quote_id=quote_id, respondent_id=person, text=text))
            if number % 5000 == 0:
                report(f"reading {total:,} quotes", 0.3 * number / max(total, 1))
    report(f"indexing {total:,} quotes", 0.3)
    name = publish(workspace.index_folder, entries, workspace.embedder, previous=previous or None)
    with workspace.library.write() as connection:
        set_fact(connection, _GENERATION, name)
        set_fact(connection, _SHOWS, state or "")
    with suppress(OSError):
        remove_old(workspace.index_folder, keep=[name, *([previous] if previous else [])])
    report("index ready", 1.0)
    return name
