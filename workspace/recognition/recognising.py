"""Recognising files: by their content, by the kind that is asked for, or by a mapping."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from textwrap import shorten
from typing import NamedTuple

from personas.errors import UnknownFormat, VerismError
from personas.sources import SourceKind
from personas.visible import visible
from retrieval.readers import FIELDS, VoiceFormat, mapped_voices, recognise_voices
from segments.tables import ColumnMap, TableFormat, load_column_map, mapped_format, recognise_table, sample
from segments.tables.opening.sampling import Sample
from segments.tables.opening.stacked import refuse_stacked
from workspace.recognition.damage import damage_named


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


def recognise(path: Path, *, explicit: bool, kind: SourceKind | None = None, mapping: Path | None = None) -> File:
    """What a file is; why it is nothing that can be taken in stands in its `problem`."""
    try:
        with damage_named(path):
            looked = sample(path)
            found = as_mapped(looked, load_column_map(mapping)) if mapping else _format(looked, kind, path)
    except VerismError as error:
        return File(path, explicit, problem=str(error))
    return File(path, explicit, looked, found, mapped=mapping is not None)


def first_look(path: Path) -> Sample:
    """What a first look into a file shows. Raises BadInput, also for whatever a parser trips over."""
    with damage_named(path):
        return sample(path)


def as_mapped(looked: Sample, mapping: ColumnMap) -> TableFormat | VoiceFormat:
    """The format that a mapping describes. Raises BadInput for one that does not fit the file."""
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
    if not candidates and looked.container == "text":
        refuse_stacked(path, looked)
    if not fitting:
        raise UnknownFormat(_unlike(looked, kind, path, candidates[0]) if candidates else _unknown(looked, kind, path))
    return fitting[0]


def _unlike(looked: Sample, kind: SourceKind | None, path: Path, found: TableFormat | VoiceFormat) -> str:
    """Why a file is refused that looks like something else than was asked for."""
    seen = f"{looked.name} looks like {found.name} ({found.kind}), not like {kind}."
    return f"{seen} {by_mapping(path, kind) if kind in FIELDS else ''}".strip()


def _unknown(looked: Sample, kind: SourceKind | None, path: Path) -> str:
    """Why a file is refused that looks like nothing, and what to do about it."""
    if looked.container in ("json", "jsonl"):
        return (
            f"{looked.name} is JSON of no format that Verism knows. Rows are looked for in a list at its top, or in "
            "the first list of its object: export it so, or as CSV, or see docs/formats.md."
        )
    sheets = f" {only_first_sheet(looked.unread)}" if looked.unread else ""
    if len(looked.header) < 2:
        what = "it is no table, and nobody is named as speaking in it"
        turns = "Write each turn of an interview as `Name: what they said`, or see docs/formats.md."
        return f"{looked.name} is of no format that Verism knows: {what}.{sheets or f' {turns}'}"
    header = ", ".join(shorten(name, 40, placeholder="...") for name in looked.header[:8])
    seen = f"{looked.name} is of no format that Verism knows (its columns: {header}).{sheets}"
    return f"{seen} {by_mapping(path, kind)} Or see docs/formats.md."


def by_mapping(path: Path, kind: SourceKind | None, then: str = "then ingest the file with --map MAP.yaml") -> str:
    """What to do about a table that nothing recognises, or that is taken for something else."""
    named = f" --kind {kind}" if kind else ""
    here = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    proposed = f"`verism sources propose {quote(str(here))}{named} --out MAP.yaml`"
    return f"Say which column is what: {proposed}, correct MAP.yaml, {then}."


def only_first_sheet(unread: Sequence[str]) -> str:
    """That a workbook has more sheets than the one that is read, and what to do about it."""
    named = ", ".join(repr(shorten(name, 40, placeholder="...")) for name in unread[:5])
    return f"Only the first sheet is read, not {named}: save a sheet with data as a file of its own to take it in."
