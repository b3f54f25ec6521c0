"""Finding, recognising and reading files; every damage becomes a BadInput."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from textwrap import shorten
from typing import NamedTuple

from personas.errors import BadInput, UnknownFormat, VerismError
from personas.sources import SourceKind
from personas.visible import visible
from retrieval.readers import (
    FIELDS,
    KnownCustomers,
    Participants,
    VoiceExtract,
    VoiceFormat,
    mapped_voices,
    nobody,
    recognise_voices,
)
from segments.tables import (
    ColumnMap,
    HideName,
    TableExtract,
    TableFormat,
    hashed_name,
    load_column_map,
    mapped_format,
    recognise_table,
    sample,
)
from segments.tables.names import CUSTOMER, EMAIL, find_columns
from segments.tables.sampling import Sample
from workspace.nameless import nameless

_ADDRESS = re.compile(r"[a-z][a-z0-9+]+:/", re.IGNORECASE)
_DAMAGE = (
    EOFError, OSError, ValueError, LookupError, SyntaxError, RuntimeError, ArithmeticError, AttributeError, TypeError,
    zlib.error, zipfile.BadZipFile,
)  # fmt: skip
"""What parsers of gzip, zip, XML, JSON, Parquet, PDF and CSV raise on files that are cut off or garbled.

RuntimeError covers nesting without end, and what a garbled header asks of a library that it does not implement.
"""


class File(NamedTuple):
    """A file and what it was taken for."""

    path: Path
    explicit: bool
    looked: Sample | None = None
    format: TableFormat | VoiceFormat | None = None
    problem: str = ""
    mapped: bool = False
    """Whether a mapping says what it is."""

    @property
    def name(self) -> str:
        """Its name as it can be stored and read: bytes that are no text, and controls, as their escapes."""
        return visible(self.path.name).replace("\n", "\\n").replace("\t", "\\t")

    @property
    def kind(self) -> str:
        """What it holds; "" when it was not recognised."""
        return self.format.kind if self.format is not None else ""


def listed(paths: Iterable[Path]) -> list[tuple[Path, bool]]:
    """The files to read, once each, and whether the person named them one by one."""
    found: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            inside = [file for file in sorted(path.rglob("*")) if file.is_file()]
            visible = [file for file in inside if not any(p.startswith(".") for p in file.relative_to(path).parts)]
            if not visible:
                raise BadInput(f"{path} is an empty folder: there is nothing to take in.")
            found.update({file.resolve(): False for file in visible if file.resolve() not in found})
        elif path.is_file():
            found[path.resolve()] = True
        elif path.exists():
            raise BadInput(f"{path} is a pipe or a device. Write what comes out of it to a file and ingest that.")
        elif _ADDRESS.match(str(path)):
            raise BadInput(f"{path} is a web address. Download what it points to and ingest that.")
        else:
            raise BadInput(f"There is no file {path}.")
    return list(found.items())


def recognise(path: Path, *, explicit: bool, kind: SourceKind | None = None, mapping: Path | None = None) -> File:
    """What a file is; why it is nothing that can be taken in stands in its `problem`."""
    try:
        with damage_named(path):
            looked = sample(path)
            found = _mapped(looked, load_column_map(mapping)) if mapping else _format(looked, kind, path)
    except VerismError as error:
        return File(path, explicit, problem=str(error))
    return File(path, explicit, looked, found, mapped=mapping is not None)


def first_look(path: Path) -> Sample:
    """What a first look into a file shows. Raises BadInput, also for whatever a parser trips over."""
    with damage_named(path):
        return sample(path)


def read(
    file: File,
    source_id: str,
    participants: Participants,
    customers: KnownCustomers = nobody,
    hide: HideName = hashed_name,
) -> TableExtract | VoiceExtract:
    """Everything that a recognised file says; `hide` gives the ids of customers who go by their names.

    Raises BadInput, also for whatever a parser trips over.
    """
    if file.format is None or file.looked is None:
        raise UnknownFormat(file.problem)
    with damage_named(file.path):
        if isinstance(file.format, TableFormat):
            return file.format.read(file.path, file.looked, hide=hide)
        found = file.format.read(
            file.path, file.looked, source_id=source_id, participants=participants, customers=customers
        )
    return nameless(found, hide)


def read_table(path: Path, mapping: Path | None = None, hide: HideName = hashed_name) -> TableExtract:
    """A table of customers or of what they did, as its header or a mapping describes it; also a mere list of ids.

    Raises UnknownFormat for what is no such table, BadInput for a mapping that does not fit and for damaged files.
    """
    looked = first_look(path)
    found = _mapped(looked, load_column_map(mapping)) if mapping else recognise_table(looked) or _ids_alone(looked)
    if not isinstance(found, TableFormat):
        several = len(looked.header) > 1
        advice = _by_mapping(path, None, "give it with --map MAP.yaml") if several else "Head ids with customer_id."
        raise UnknownFormat(f"{looked.name} is no table of purchases or customers. {advice}".strip())
    with damage_named(path):
        return found.read(path, looked, hide=hide)


def _ids_alone(looked: Sample) -> TableFormat | None:
    """The format of a table with one column, which says which customers."""
    named = find_columns(looked.header, {"customer_id": CUSTOMER, "email": EMAIL}) if len(looked.header) == 1 else {}
    return mapped_format(looked, ColumnMap(kind="customers", columns=named)) if named else None


def _mapped(looked: Sample, mapping: ColumnMap) -> TableFormat | VoiceFormat:
    if mapping.kind in ("survey", "reviews", "tickets", "posts", "interviews"):
        return mapped_voices(
            looked,
            mapping.kind,
            mapping.columns,
            interviewers=mapping.interviewers,
            questions=mapping.questions,
            header_rows=mapping.header_rows,
        )
    return mapped_format(looked, mapping)


def _format(looked: Sample, kind: SourceKind | None, path: Path) -> TableFormat | VoiceFormat:
    """What a file is: a ledger of purchases, campaigns or events before voices, and any list of people after them."""
    table, voices = recognise_table(looked), recognise_voices(looked, kind)
    order = (voices, table) if table is not None and table.kind == "customers" else (table, voices)
    candidates = [found for found in order if found is not None]
    fitting = [found for found in candidates if kind in (None, found.kind)]
    if fitting:
        return fitting[0]
    if candidates:
        seen = f"{looked.name} looks like {candidates[0].name} ({candidates[0].kind}), not like {kind}."
        raise UnknownFormat(f"{seen} {_by_mapping(path, kind) if kind in FIELDS else ''}".strip())
    if looked.container in ("json", "jsonl"):
        raise UnknownFormat(
            f"{looked.name} is JSON of no format that Verism knows. Rows are looked for in a list at its top, or in "
            "the first list of its object: export it so, or as CSV, or see docs/formats.md."
        )
    sheets = f" {only_first_sheet(looked.unread)}" if looked.unread else ""
    if len(looked.header) < 2:
        what = "it is no table, and nobody is named as speaking in it"
        turns = "Write each turn of an interview as `Name: what they said`, or see docs/formats.md."
        raise UnknownFormat(f"{looked.name} is of no format that Verism knows: {what}.{sheets or f' {turns}'}")
    header = ", ".join(shorten(name, 40, placeholder="...") for name in looked.header[:8])
    seen = f"{looked.name} is of no format that Verism knows (its columns: {header}).{sheets}"
    raise UnknownFormat(f"{seen} {_by_mapping(path, kind)} Or see docs/formats.md.")


def _by_mapping(path: Path, kind: SourceKind | None, then: str = "then ingest the file with --map MAP.yaml") -> str:
    """What to do about a table that nothing recognises, or that is taken for something else."""
    named = f" --kind {kind}" if kind else ""
    here = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    proposed = f"`verism sources propose {quote(str(here))}{named} --out MAP.yaml`"
    return f"Say which column is what: {proposed}, correct MAP.yaml, {then}."


def only_first_sheet(unread: Sequence[str]) -> str:
    """That a workbook has more sheets than the one that is read, and what to do about it."""
    named = ", ".join(repr(shorten(name, 40, placeholder="...")) for name in unread[:5])
    return f"Only the first sheet is read, not {named}: save a sheet with data as a file of its own to take it in."


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Whatever a parser raises on a damaged file becomes BadInput with the file's name."""
    try:
        yield
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        what = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'it ends too early'}"
        raise BadInput(f"{path.name!r} is damaged or not what it seems ({what}). Export it again.") from error


def sha256(path: Path) -> str:
    """The hash of a file's bytes: 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
