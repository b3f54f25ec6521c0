"""Taking in one file: not at all where it is known, part by part where it is very large, else in one transaction."""

from typing import Literal

from sqlalchemy import Connection

from personas.base import Record
from personas.errors import PrerequisiteMissing, VerismError
from personas.files import sha256_of
from personas.ids import source_id_of
from personas.library import evidence as store
from personas.library.meta import voices_changed
from personas.sources import Links, Source
from retrieval.readers import Participants, VoiceExtract
from workspace.intake.cleaning import RuleReport
from workspace.intake.duplicates import with_copies
from workspace.intake.entering import enter
from workspace.intake.large_tables import is_large_table, take_large_table
from workspace.intake.leaving_out import left_out_by, write_voices
from workspace.intake.linking import customers_in, remember_participants, unlinked
from workspace.intake.parts import in_parts, is_unfinished, take_in_parts
from workspace.intake.reexports import Fresh, formers, only_new
from workspace.keys import name_ids
from workspace.progress import Report
from workspace.recognition.reading import read
from workspace.recognition.recognising import File
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


def take(
    workspace: Workspace, file: File, beside: Participants, actor: str, report: Report, *, alone: bool = False
) -> Taken:
    """Take a recognised file in; what it is refused for is raised where it came `alone`, and reported among others."""
    try:
        digest = sha256_of(file.path)
    except OSError:
        if file.format is None:
            return _became(file, "refused", file.problem)
        raise
    with workspace.library.read() as connection:
        known = store.has_source(connection, digest)
        before = store.load_source(connection, source_id_of(digest)).format if known else ""
    if file.format is None or file.looked is None or (known and before != file.format.name):
        again = f"was taken in before as {before}; nothing changed. {_otherwise(digest)}"
        return _became(file, "known", again) if known else _became(file, "refused", file.problem)
    unfinished = known and in_parts(file) and is_unfinished(workspace, source_id_of(digest))
    if known and not unfinished and not _finds_customers(workspace, file, digest, beside):
        return _became(
            file, "known", f"was taken in before; nothing changed{f'. {_otherwise(digest)}' if file.mapped else ''}"
        )
    try:
        source = _source(workspace, file, digest, beside, actor, report, again=known)
    except VerismError as error:
        if alone or isinstance(error, PrerequisiteMissing):
            raise
        return _became(file, "refused", str(error))
    again = "again, for its customers are known now, " if known and not unfinished else ""
    return _became(file, "taken", f"taken in {again}as {source.kind}: {source.format}", source)


def _became(
    file: File, outcome: Literal["taken", "known", "refused"], message: str, source: Source | None = None
) -> Taken:
    return Taken(name=file.name, explicit=file.explicit, outcome=outcome, message=message, source=source)


def _source(
    workspace: Workspace, file: File, digest: str, beside: Participants, actor: str, report: Report, *, again: bool
) -> Source:
    """The source that a file becomes: part by part where it is very large, else whole; `again` in its former place."""
    if in_parts(file):
        return take_in_parts(workspace, file, digest, actor, report)
    if is_large_table(file):
        return take_large_table(workspace, file, digest, actor, report)
    return _take_whole(workspace, file, digest, beside, actor, again=again)


def _otherwise(digest: str) -> str:
    return f"To read it otherwise, take it out first: `verism sources remove {source_id_of(digest)}`"


def _finds_customers(workspace: Workspace, file: File, digest: str, beside: Participants) -> bool:
    """Whether a file whose respondents found no customer would find some, were it read again.

    A very large one is not read to know.
    """
    if (
        file.kind not in (*WITH_NUMBERS, "interviews")
        or in_parts(file)
        or not unlinked(workspace, source_id_of(digest))
    ):
        return False
    extract = read(file, source_id_of(digest), beside, customers_in(workspace), name_ids(workspace))
    named = {person.customer_id for person in getattr(extract, "respondents", ()) if person.customer_id}
    return bool(named and customers_in(workspace)(named))


def _take_whole(
    workspace: Workspace, file: File, digest: str, beside: Participants, actor: str, *, again: bool = False
) -> Source:
    source_id = source_id_of(digest)
    extract = read(file, source_id, beside, customers_in(workspace), name_ids(workspace))
    with workspace.library.write() as connection:
        erased = SuppressionList(workspace)
        extract = erased.voices(extract) if isinstance(extract, VoiceExtract) else erased.table(extract)
        if again:
            store.remove_source(connection, source_id)
        elif store.has_source(connection, digest):
            return store.load_source(connection, source_id)
        if not isinstance(extract, VoiceExtract):
            workspace.tables.add(source_id, extract.kind, extract.frame)
            return enter(connection, file, digest, extract.report, actor=actor)
        fresh = _to_be_written(workspace, connection, extract)
        source = enter(connection, file, digest, fresh.extract.report, actor=actor)
        _write_voices(workspace, connection, source_id, fresh)
    return source


def _to_be_written(workspace: Workspace, connection: Connection, extract: VoiceExtract) -> Fresh:
    """What nobody said in an earlier export, with what the cleaning rules found in it."""
    fresh = only_new(formers(connection, extract.kind), extract)
    found_twice = with_copies(connection, fresh.extract)
    return fresh._replace(extract=left_out_by(workspace, found_twice))


def _write_voices(workspace: Workspace, connection: Connection, source_id: str, fresh: Fresh) -> None:
    write_voices(workspace, connection, source_id, fresh.extract)
    store.set_people(connection, fresh.people)
    remember_participants(connection, source_id, fresh.extract.participants)
    voices_changed(connection)
