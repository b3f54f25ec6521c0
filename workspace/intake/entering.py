"""Entering a source in the library: its record, how it heads its customers, and the event in the trail."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from personas.errors import UnknownFormat
from personas.ids import source_id_of
from personas.library import evidence as store
from personas.library.events import append_event
from personas.sources import QualityReport, Source
from workspace.intake.naming import remember_heading
from workspace.recognition.recognising import File, only_first_sheet


def described(file: File, digest: str, report: QualityReport) -> Source:
    """What a recognised file is as a source, as of now. Raises UnknownFormat for one that was not recognised."""
    if file.format is None:
        raise UnknownFormat(file.problem)
    if file.looked is not None and file.looked.unread:
        report = report.model_copy(update={"notes": (*report.notes, only_first_sheet(file.looked.unread))})
    return Source(
        id=source_id_of(digest), name=file.name, kind=file.format.kind, format=file.format.name, sha256=digest,
        ingested_at=datetime.now(UTC), report=report,
    )  # fmt: skip


def enter(connection: Connection, file: File, digest: str, report: QualityReport, *, actor: str) -> Source:
    """Write that a file is a source, how it heads its customers, and who took it in; its rows are written beside."""
    source = described(file, digest, report)
    store.add_source(connection, source)
    remember_heading(connection, source.id, getattr(file.format, "heading", ""))
    say_taken_in(connection, source, actor=actor)
    return source


def say_taken_in(connection: Connection, source: Source, *, actor: str) -> None:
    """Write in the trail that a source was read to its end."""
    append_event(connection, actor=actor, action="ingest", subject=source.id, kind=source.kind, format=source.format)
