"""Files too large to be held in memory: taken in part by part, each part written whole or not at all.

A run that was stopped goes on after the last part that was written. Until the last one is there the source says that
it was not read to its end, and so does `verism doctor`.
"""

from itertools import count

from sqlalchemy import Connection

from personas.errors import Refused, VerismError
from personas.library import evidence as store
from personas.library.meta import forget_fact, get_fact, set_fact, voices_changed
from personas.sources import UNFINISHED, QualityReport, Source
from retrieval.readers import Part, VoiceExtract, VoiceFormat
from retrieval.screening import copies_among
from workspace.intake.duplicates import same_texts, with_copies
from workspace.intake.entering import described, say_taken_in
from workspace.intake.leaving_out import add_found, left_out_by, write_voices
from workspace.intake.linking import customers_in
from workspace.intake.nameless import nameless
from workspace.intake.reexports import Former, formers, only_new
from workspace.intake.reports import together
from workspace.keys import name_ids
from workspace.progress import Report
from workspace.recognition.damage import damage_named
from workspace.recognition.recognising import File
from workspace.suppressing import SuppressionList
from workspace.workspace import Workspace

LARGE = 16 << 20
"""Bytes on disk from which on a file is read in parts, where its reader can."""
_READING = "reading:"


def in_parts(file: File) -> bool:
    """Whether a recognised file is read in parts."""
    streams = isinstance(file.format, VoiceFormat) and file.format.streams
    return streams and file.looked is not None and file.looked.size >= LARGE


def is_unfinished(workspace: Workspace, source_id: str) -> bool:
    """Whether a run that read a source was stopped."""
    with workspace.library.read() as connection:
        return bool(get_fact(connection, f"{_READING}{source_id}"))


def take_in_parts(workspace: Workspace, file: File, digest: str, actor: str, report: Report) -> Source:
    """Write a file's voices, the parts that are not there yet. Raises BadInput when it is damaged; then none stays."""
    voices = file.format
    if not isinstance(voices, VoiceFormat) or file.looked is None:
        raise TypeError(f"{file.path} was not recognised")
    source = described(file, digest, QualityReport())
    source_id = source.id
    with workspace.library.read() as connection:
        done = int(get_fact(connection, f"{_READING}{source_id}") or 0)
        before = formers(connection, voices.kind, but=source_id)

    def write(number: int, part: Part) -> tuple[int, float]:
        """Nobody holds the part while the next is read."""
        extract = nameless(part.extract, name_ids(workspace))
        return _write_part(workspace, source, extract, number, before).report.rows_read, part.share

    try:
        with damage_named(file.path):
            parts = voices.read_parts(
                file.path, file.looked, source_id=source_id, customers=customers_in(workspace), after=done
            )
            for read, share in map(write, count(done + 1), parts):
                report(f"{read:,} rows of {source.name} read", share)
    except VerismError:
        _forget(workspace, source_id)
        raise
    return _finish(workspace, source, actor)


def _write_part(workspace: Workspace, source: Source, said: VoiceExtract, number: int, before: list[Former]) -> Source:
    with workspace.library.write() as connection:
        try:
            extract = SuppressionList(workspace).voices(said)
        except Refused:
            extract = said._replace(respondents=[], documents=[], findings=[], answers=None)
        if number == 1:
            store.add_source(connection, source)
        fresh = only_new(before, extract)
        extract = left_out_by(workspace, with_copies(connection, fresh.extract))
        source = _with_report(store.load_source(connection, source.id), extract.report, UNFINISHED)
        store.set_report(connection, source)
        extract = extract._replace(
            respondents=store.complete_people(connection, extract.respondents),
            documents=store.unwritten(connection, extract.documents),
        )
        write_voices(workspace, connection, source.id, extract, part=number)
        store.set_people(connection, fresh.people)
        set_fact(connection, f"{_READING}{source.id}", str(number))
    return source


def _finish(workspace: Workspace, source: Source, actor: str) -> Source:
    """What only shows when all is read: texts that stand in several parts, and who is counted."""
    with workspace.library.write() as connection:
        copies = copies_among(same_texts(connection, source.id))
        gone = add_found(workspace, connection, source.id, copies)
        rows = 0 if source.kind == "survey" else -gone
        source = _with_report(store.load_source(connection, source.id), QualityReport(rows_kept=rows))
        store.set_report(connection, source)
        forget_progress(connection, source.id)
        voices_changed(connection)
        say_taken_in(connection, source, actor=actor)
    return source


def _with_report(source: Source, further: QualityReport, *notes: str) -> Source:
    """A source with one more part's report; of what was said of its progress only `notes` stay."""
    report = together([source.report, further])
    said = (*(note for note in report.notes if note != UNFINISHED), *notes)
    return source.model_copy(update={"report": report.model_copy(update={"notes": said})})


def forget_progress(connection: Connection, source_id: str) -> None:
    """Forget how far a source was read: whoever takes its file in again begins at its beginning."""
    forget_fact(connection, f"{_READING}{source_id}")


def _forget(workspace: Workspace, source_id: str) -> None:
    with workspace.library.write() as connection:
        if get_fact(connection, f"{_READING}{source_id}"):
            store.remove_source(connection, source_id)
            workspace.tables.remove(source_id)
            forget_progress(connection, source_id)
