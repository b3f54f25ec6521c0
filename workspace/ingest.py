"""Taking files in: recognised by content, cleaned, and written whole or not at all.

Every file is one writing transaction: a process that is killed leaves the files before it taken in and nothing of the
one it was reading, and the next run goes on from there. The same bytes twice change nothing, but that links which a
killed run had left open are made.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten
from typing import Literal, NamedTuple

from sqlalchemy import Connection

from personas.base import Record
from personas.errors import BadInput, PrerequisiteMissing, UnknownFormat, VerismError
from personas.library import evidence as store
from personas.library.events import append_event
from personas.library.meta import voices_changed
from personas.sources import Source, SourceKind
from retrieval.quotes import split_all
from retrieval.readers import Participants, VoiceExtract, VoiceFormat, participants_among, recognise_voices
from segments.public_data import write_public_data as write_public_files
from segments.quality import LedgerQuality
from segments.quality import ledger_quality as examine_ledger
from segments.tables import TableFormat, load_column_map, mapped_format, recognise_table, sample
from segments.tables.sampling import Sample
from workspace import erasing, leftovers
from workspace.linking import known_participants, link_voices, remember_participants
from workspace.progress import Report, part_of, silent
from workspace.reexports import Fresh, already_in, only_new
from workspace.roles import permitted
from workspace.suppressing import SuppressionList
from workspace.workspace import Workspace

_ORDER = {"customers": 0, "transactions": 1, "campaigns": 2, "events": 3, "consents": 4}
"""Tables before voices, so that voices find their customers."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+]+:/", re.IGNORECASE)
_DAMAGE = (EOFError, OSError, ValueError, LookupError, SyntaxError, RecursionError, zlib.error, zipfile.BadZipFile)
"""What parsers of gzip, zip, XML, JSON, Parquet and CSV raise on files that are cut off or garbled."""


class Taken(Record):
    """What became of one file."""

    name: str
    outcome: Literal["taken", "known", "refused"]
    message: str
    source: Source | None = None
    explicit: bool = False
    """Named by the person, and not found in a folder."""


class _File(NamedTuple):
    path: Path
    explicit: bool
    looked: Sample | None = None
    format: TableFormat | VoiceFormat | None = None
    problem: str = ""


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

    Every file is recognised before the first is written. Raises BadInput or UnknownFormat when a single file is named
    that cannot be taken in; among several, such a file is reported as refused and the others are taken.
    """
    erasing.finish(workspace, actor=actor)
    files = [_recognise(path, explicit, kind, mapping) for path, explicit in _listed(paths)]
    if len(paths) == 1 and len(files) == 1 and files[0].problem:
        raise UnknownFormat(files[0].problem)
    files.sort(key=lambda file: (_ORDER.get(_kind(file), 9), file.path.name))
    leftovers.clear(workspace)
    beside = _participants(workspace, files)
    taken = []
    for number, file in enumerate(files):
        step = part_of(report, 0.9 * number / len(files), 0.9 * (number + 1) / len(files))
        step(f"reading {file.path.name}", 0)
        taken.append(_take(workspace, file, beside, actor))
    if any(one.outcome != "refused" for one in taken):
        report("linking voices to customers", 0.92)
        link_voices(workspace)
    report("taken in", 1.0)
    return taken


@permitted("look")
def sources(workspace: Workspace) -> list[Source]:
    """Everything that was taken in, the oldest first."""
    with workspace.library.read() as connection:
        return store.list_sources(connection)


@permitted("look")
def source(workspace: Workspace, source_id: str) -> Source:
    """One source. Raises NotFound."""
    with workspace.library.read() as connection:
        return store.load_source(connection, source_id)


@permitted("gather")
def remove(workspace: Workspace, source_id: str, *, actor: str) -> list[Source]:
    """Take a source out with everything cut from it. Raises NotFound.

    Gives the sources from which voices were left out because this one had brought them in: they are to be removed and
    taken in again by whoever wants those voices back.
    """
    with workspace.library.write() as connection:
        gone = store.load_source(connection, source_id)
        store.remove_source(connection, source_id)
        voices_changed(connection)
        append_event(connection, actor=actor, action="remove", subject=source_id)
        left = store.list_sources(connection)
    workspace.tables.remove(source_id)
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


def _listed(paths: Iterable[Path]) -> list[tuple[Path, bool]]:
    """The files to read, once each, and whether the person named them one by one."""
    found: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            inside = [file for file in sorted(path.rglob("*")) if file.is_file()]
            visible = [file for file in inside if not any(p.startswith(".") for p in file.relative_to(path).parts)]
            if not visible:
                raise BadInput(f"{path} is an empty folder: there is nothing to take in.")
            found.update({file.resolve(): False for file in visible if file.resolve() not in found})
        elif path.exists():
            found[path.resolve()] = True
        elif _ADDRESS.match(str(path)):
            raise BadInput(f"{path} is a web address. Download what it points to and ingest that.")
        else:
            raise BadInput(f"There is no file {path}.")
    return list(found.items())


def _recognise(path: Path, explicit: bool, kind: SourceKind | None, mapping: Path | None) -> _File:
    try:
        with _damage_named(path):
            looked = sample(path)
            found = mapped_format(looked, load_column_map(mapping)) if mapping else _format(looked, kind)
    except VerismError as error:
        return _File(path, explicit, problem=str(error))
    return _File(path, explicit, looked, found)


def _format(looked: Sample, kind: SourceKind | None) -> TableFormat | VoiceFormat:
    """What a file is: a ledger of purchases, campaigns or events before voices, and any list of people after them."""
    table, voices = recognise_table(looked), recognise_voices(looked)
    order = (voices, table) if table is not None and table.kind == "customers" else (table, voices)
    candidates = [found for found in order if found is not None]
    fitting = [found for found in candidates if kind in (None, found.kind)]
    if fitting:
        return fitting[0]
    if candidates:
        raise UnknownFormat(f"{looked.name} looks like {candidates[0].name} ({candidates[0].kind}), not like {kind}.")
    header = ", ".join(shorten(name, 40, placeholder="...") for name in looked.header[:8])
    raise UnknownFormat(
        f"{looked.name} is of no format that Verism knows{f' (its columns: {header})' if header else ''}. "
        "Say which column is what with --map MAP.yaml, or see docs/formats.md."
    )


def _kind(file: _File) -> str:
    return file.format.kind if file.format is not None else ""


def _participants(workspace: Workspace, files: Sequence[_File]) -> Participants:
    interviews = [file.path for file in files if _kind(file) == "interviews"]
    return known_participants(workspace).merged(participants_among(interviews))


def _take(workspace: Workspace, file: _File, beside: Participants, actor: str) -> Taken:
    answer = {"name": file.path.name, "explicit": file.explicit}
    if file.format is None or file.looked is None:
        return Taken(**answer, outcome="refused", message=file.problem)
    digest = _sha256(file.path)
    with workspace.library.read() as connection:
        if store.has_source(connection, digest):
            return Taken(**answer, outcome="known", message="was taken in before; nothing changed")
    try:
        source = _read_and_write(workspace, file.path, file.looked, file.format, digest, beside, actor)
    except VerismError as error:
        if file.explicit or isinstance(error, PrerequisiteMissing):
            raise
        return Taken(**answer, outcome="refused", message=str(error))
    message = f"taken in as {source.kind}: {source.format}"
    return Taken(**answer, outcome="taken", message=message, source=source)


def _read_and_write(
    workspace: Workspace, path: Path, looked: Sample, found: TableFormat | VoiceFormat, digest: str,
    beside: Participants, actor: str,
) -> Source:  # fmt: skip
    source_id = f"src-{digest[:10]}"
    with _damage_named(path):
        extract = (
            found.read(path, looked)
            if isinstance(found, TableFormat)
            else found.read(path, looked, source_id=source_id, participants=beside)
        )
    listed = SuppressionList(workspace)
    extract = listed.voices(extract) if isinstance(extract, VoiceExtract) else listed.table(extract)
    with workspace.library.write() as connection:
        if store.has_source(connection, digest):
            return store.load_source(connection, source_id)
        fresh = only_new(connection, extract) if isinstance(extract, VoiceExtract) else None
        source = Source(
            id=source_id, name=path.name, kind=found.kind, format=found.name, sha256=digest,
            ingested_at=datetime.now(UTC), report=(fresh.extract if fresh else extract).report,
        )  # fmt: skip
        store.add_source(connection, source)
        if fresh is not None:
            _write_voices(workspace, connection, source_id, fresh)
        elif not isinstance(extract, VoiceExtract):
            workspace.tables.add(source_id, extract.kind, extract.frame)
        append_event(
            connection, actor=actor, action="ingest", subject=source_id, kind=source.kind, format=source.format
        )
    return source


def _write_voices(workspace: Workspace, connection: Connection, source_id: str, fresh: Fresh) -> None:
    extract = fresh.extract
    if extract.answers is not None and len(extract.answers):
        workspace.tables.add(source_id, "answers", extract.answers)
    store.add_voices(connection, extract.respondents, extract.documents, split_all(extract.documents))
    store.set_people(connection, fresh.people)
    remember_participants(connection, source_id, extract.participants)
    voices_changed(connection)


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    """Whatever a parser raises on a damaged file becomes BadInput with the file's name."""
    try:
        yield
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        what = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'it ends too early'}"
        raise BadInput(f"{path.name!r} is damaged or not what it seems ({what}). Export it again.") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
