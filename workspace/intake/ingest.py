"""Ingesting files: recognised by content, cleaned, written atomically.

Every file is one writing transaction, and so is every part of a very large one (`workspace.intake.parts`): a process
that is killed leaves the files before it taken in and nothing of what it was reading, and the next run goes on from
there. The same bytes twice change nothing, but that links which a killed run had left open are made, and that voices
which came before the ledger are read again to find their customers.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from personas.errors import UnknownFormat
from personas.library import evidence as store
from personas.library.events import append_event
from personas.library.findings import list_findings
from personas.library.meta import voices_changed
from personas.sources import Links, Source, SourceKind
from retrieval.readers import Participants, participants_among
from retrieval.readers.by_values import MAY_HOLD_CUSTOMERS
from segments.public_data import write_public_data as write_public_files
from segments.quality import LedgerQuality
from segments.quality import ledger_quality as examine_ledger
from workspace import erasing, leftovers
from workspace.evidence import indexing
from workspace.intake import cleaning
from workspace.intake.duplicates import is_copy_of
from workspace.intake.linking import known_participants, link_voices, links_of, unlinked
from workspace.intake.naming import forget_heading
from workspace.intake.parts import forget_progress
from workspace.intake.reexports import already_in
from workspace.intake.taking import WITH_NUMBERS, Taken, take
from workspace.progress import Report, part_of, silent
from workspace.recognition.reading import listed
from workspace.recognition.recognising import File, recognise
from workspace.roles import permitted
from workspace.workspace import Workspace

__all__ = ["Taken", "ingest", "ledger_quality", "links", "remove", "strangers", "write_public_data"]

_OF_CUSTOMERS = ("transactions", "customers")
_ORDER = {"customers": 0, "transactions": 1, "campaigns": 2, "events": 3, "consents": 4}
"""Tables before voices, so that voices find their customers."""


@permitted("gather")
def ingest(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    actor: str,
    kind: SourceKind | None = None,
    mapping: Path | None = None,
    report: Report = silent,
) -> list[Taken]:
    """Take in files and the files of folders, in any order.

    Every file is recognised before the first is written; what was said is indexed last, so that whoever searches finds
    it at once. Raises BadInput or UnknownFormat when a single file is named that cannot be taken in, and before
    anything is taken when the index was made by another embedder; among several files, one that cannot be taken in is
    reported as refused and the others are taken.
    """
    erasing.finish(workspace, actor=actor)
    indexing.require_embedder(workspace)
    files = [recognise(path, explicit=explicit, kind=kind, mapping=mapping) for path, explicit in listed(paths)]
    if len(paths) == 1 and len(files) == 1 and files[0].problem:
        raise UnknownFormat(files[0].problem)
    files.sort(key=lambda file: (_ORDER.get(file.kind, 9), file.name))
    leftovers.clear(workspace)
    beside = _participants(workspace, files)
    taken = []
    for number, file in enumerate(files):
        step = part_of(report, 0.6 * number / len(files), 0.6 * (number + 1) / len(files))
        step(f"reading {file.name}", 0)
        taken.append(take(workspace, file, beside, actor, step, alone=file.explicit and len(files) == 1))
    if any(one.outcome != "refused" for one in taken):
        report("linking voices to customers", 0.6)
        link_voices(workspace)
        taken = [_completed(workspace, one) for one in taken]
        indexing.keep_up(workspace, report=part_of(report, 0.65, 1))
    report("taken in", 1.0)
    return taken


def _completed(workspace: Workspace, taken: Taken) -> Taken:
    if taken.outcome != "taken" or taken.source is None:
        return taken
    found = tuple(one for one in cleaning.cleaning(workspace, taken.source.id) if one.found)
    return taken.model_copy(update={"links": links_of(workspace, taken.source.id), "cleaning": found})


@permitted("look")
def links(workspace: Workspace, source_id: str) -> Links | None:
    """How many of a source's respondents found their customer; None where nobody speaks."""
    return links_of(workspace, source_id)


@permitted("look")
def strangers(workspace: Workspace, taken: Sequence[Taken]) -> list[Source]:
    """Sources that came before a table of customers just taken in, and in which a column may hold their numbers.

    Taken in again, their voices may find them: only with the customers at hand is such a column told from any other.
    """
    if not any(one.outcome == "taken" and one.source and one.source.kind in _OF_CUSTOMERS for one in taken):
        return []
    mine = {one.source.id for one in taken if one.source}
    with workspace.library.read() as connection:
        earlier = [one for one in store.list_sources(connection) if one.kind in WITH_NUMBERS and one.id not in mine]
    unread = [one for one in earlier if any(note.endswith(MAY_HOLD_CUSTOMERS) for note in one.report.notes)]
    return [one for one in unread if unlinked(workspace, one.id)]


@permitted("gather")
def remove(workspace: Workspace, source_id: str, *, actor: str) -> list[Source]:
    """Take a source out with everything cut from it. Raises NotFound.

    Gives the sources from which voices were left out because this one had brought them in: they are to be removed and
    taken in again by whoever wants those voices back. What was left out as a copy of its texts is taken back at once.
    """
    with workspace.library.write() as connection:
        gone = store.load_source(connection, source_id)
        store.remove_source(connection, source_id)
        forget_heading(connection, source_id)
        forget_progress(connection, source_id)
        voices_changed(connection)
        append_event(connection, actor=actor, action="remove", subject=source_id)
        left = store.list_sources(connection)
        copied = [one.id for one in list_findings(connection) if is_copy_of(one, gone.name)]
    workspace.tables.remove(source_id)
    if copied:
        cleaning.include(workspace, copied, actor=actor)
    return [one for one in left if one.kind == gone.kind and already_in(gone.name) in one.report.dropped]


@permitted("look")
def ledger_quality(workspace: Workspace) -> LedgerQuality | None:
    """The transactions of all files examined together; None where there are none."""
    return examine_ledger(workspace.tables)


def write_public_data(
    name: Literal["complete-journey", "cdnow"], folder: Path, *, report: Report = silent
) -> list[Path]:
    """Write public data from its package as files to ingest. Raises PrerequisiteMissing without the extra."""
    return write_public_files(name, folder, progress=report)


def _participants(workspace: Workspace, files: Sequence[File]) -> Participants:
    interviews = [file.path for file in files if file.kind == "interviews"]
    return known_participants(workspace).merged(participants_among(interviews))
