"""Taking in one file: not at all where it is known, part by part where it is very large, else in one transaction."""

from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection

from personas.base import Record
from personas.errors import PrerequisiteMissing, VerismError
from personas.library import evidence as store
from personas.library.events import append_event
from personas.library.meta import voices_changed
from personas.sources import Links, Source
from retrieval.readers import Participants, VoiceExtract, VoiceFormat
from segments.tables import TableFormat
from workspace import cleaning
from workspace.cleaning import RuleReport
from workspace.duplicates import with_copies
from workspace.large_tables import is_large_table, take_large_table
from workspace.linking import customers_in, remember_participants, unlinked
from workspace.naming import remember_heading
from workspace.parts import in_parts, is_unfinished, take_in_parts
from workspace.progress import Report
from workspace.reading import File, read, sha256
from workspace.reexports import Fresh, formers, only_new
from workspace.suppressing import SuppressionList
from workspace.workspace import Workspace

WITH_NUMBERS = ("survey", "reviews", "tickets")
"""Voices in whose files a column may hold the customer's number."""


class Taken(Record):
    """What became of one file."""

    name: str
    outcome: Literal["taken", "known", "refused"]
    message: str
    source: Source | None = None
    explicit: bool = False
    """Named by the person, and not found in a folder."""
    links: Links | None = None
    """How many of a file's respondents found their customer."""
    cleaning: tuple[RuleReport, ...] = ()
    """What the cleaning rules found in it, with examples."""


def take(workspace: Workspace, file: File, beside: Participants, actor: str, report: Report) -> Taken:
    """Take a recognised file in; one that a person named raises what another is refused for."""
    answer = {"name": file.name, "explicit": file.explicit}
    try:
        digest = sha256(file.path)
    except OSError:
        if file.format is None:
            return Taken(**answer, outcome="refused", message=file.problem)
        raise
    with workspace.library.read() as connection:
        known = store.has_source(connection, digest)
        before = store.load_source(connection, _source_id(digest)).format if known else ""
    if file.format is None or file.looked is None or (known and before != file.format.name):
        again = f"was taken in before as {before}; nothing changed"
        return Taken(**answer, outcome="known" if known else "refused", message=again if known else file.problem)
    large = in_parts(file) and (not known or is_unfinished(workspace, _source_id(digest)))
    if known and not large and not _finds_customers(workspace, file, digest, beside):
        return Taken(**answer, outcome="known", message="was taken in before; nothing changed")
    try:
        if large:
            source = take_in_parts(workspace, file, _source_id(digest), digest, actor, report)
        elif is_large_table(file):
            source = take_large_table(workspace, file, _source_id(digest), digest, actor, report)
        else:
            source = _read_and_write(workspace, file, file.format, digest, beside, actor, again=known)
    except VerismError as error:
        if file.explicit or isinstance(error, PrerequisiteMissing):
            raise
        return Taken(**answer, outcome="refused", message=str(error))
    again = "again, for its customers are known now, " if known and not large else ""
    return Taken(**answer, outcome="taken", message=f"taken in {again}as {source.kind}: {source.format}", source=source)


def _source_id(digest: str) -> str:
    return f"src-{digest[:10]}"


def _finds_customers(workspace: Workspace, file: File, digest: str, beside: Participants) -> bool:
    """Whether a file whose respondents found no customer would find some, were it read again.

    A very large one is not read to know.
    """
    if file.kind not in (*WITH_NUMBERS, "interviews") or in_parts(file) or not unlinked(workspace, _source_id(digest)):
        return False
    extract = read(file, _source_id(digest), beside, customers_in(workspace))
    named = {person.customer_id for person in getattr(extract, "respondents", ()) if person.customer_id}
    return bool(named and customers_in(workspace)(named))


def _read_and_write(
    workspace: Workspace, file: File, found: TableFormat | VoiceFormat, digest: str, beside: Participants, actor: str,
    *, again: bool = False,
) -> Source:  # fmt: skip
    source_id = _source_id(digest)
    extract = read(file, source_id, beside, customers_in(workspace))
    with workspace.library.write() as connection:
        erased = SuppressionList(workspace)
        extract = erased.voices(extract) if isinstance(extract, VoiceExtract) else erased.table(extract)
        if again:
            store.remove_source(connection, source_id)
        elif store.has_source(connection, digest):
            return store.load_source(connection, source_id)
        fresh = None
        if isinstance(extract, VoiceExtract):
            fresh = only_new(formers(connection, extract.kind), extract)
        if fresh is not None:
            found_twice = with_copies(connection, fresh.extract)
            fresh = fresh._replace(extract=cleaning.left_out_by(workspace, found_twice))
        source = Source(
            id=source_id, name=file.name, kind=found.kind, format=found.name, sha256=digest,
            ingested_at=datetime.now(UTC), report=(fresh.extract if fresh else extract).report,
        )  # fmt: skip
        store.add_source(connection, source)
        if fresh is not None:
            _write_voices(workspace, connection, source_id, fresh)
        elif not isinstance(extract, VoiceExtract):
            workspace.tables.add(source_id, extract.kind, extract.frame)
            remember_heading(connection, source_id, getattr(found, "heading", ""))
        append_event(
            connection, actor=actor, action="ingest", subject=source_id, kind=source.kind, format=source.format
        )
    return source


def _write_voices(workspace: Workspace, connection: Connection, source_id: str, fresh: Fresh) -> None:
    cleaning.write_voices(workspace, connection, source_id, fresh.extract)
    store.set_people(connection, fresh.people)
    remember_participants(connection, source_id, fresh.extract.participants)
    voices_changed(connection)
