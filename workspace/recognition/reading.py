"""Finding and reading files."""

import re
from collections.abc import Iterable
from pathlib import Path

from personas.errors import BadInput, UnknownFormat
from retrieval.readers import KnownCustomers, Participants, VoiceExtract, nobody
from segments.tables import (
    ColumnMap,
    HideName,
    TableExtract,
    TableFormat,
    hashed_name,
    load_column_map,
    mapped_format,
    recognise_table,
)
from segments.tables.opening.sampling import Sample
from segments.tables.values.names import CUSTOMER, EMAIL, find_columns
from workspace.intake.nameless import nameless
from workspace.recognition.damage import damage_named
from workspace.recognition.recognising import File, as_mapped, by_mapping, first_look

_ADDRESS = re.compile(r"[a-z][a-z0-9+]+:/", re.IGNORECASE)


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
    found = as_mapped(looked, load_column_map(mapping)) if mapping else recognise_table(looked) or _ids_alone(looked)
    if not isinstance(found, TableFormat):
        several = len(looked.header) > 1
        advice = by_mapping(path, None, "give it with --map MAP.yaml") if several else "Head ids with customer_id."
        raise UnknownFormat(f"{looked.name} is no table of purchases or customers. {advice}".strip())
    with damage_named(path):
        return found.read(path, looked, hide=hide)


def _ids_alone(looked: Sample) -> TableFormat | None:
    """The format of a table with one column, which says which customers."""
    named = find_columns(looked.header, {"customer_id": CUSTOMER, "email": EMAIL}) if len(looked.header) == 1 else {}
    return mapped_format(looked, ColumnMap(kind="customers", columns=named)) if named else None
