"""A first look into a file: container, encoding, separator, first rows."""

import json
import re
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from personas.base import Record
from personas.errors import BadInput
from segments.tables.opening.containers import Container, container_of, open_content, open_text, reading
from segments.tables.opening.encodings import encoding_of
from segments.tables.opening.refusals import refuse_changed_columns, refuse_pivot, refuse_what_is_no_data
from segments.tables.opening.separators import separator_of, split_rows
from segments.tables.opening.titles import rows_above_header
from segments.tables.opening.workbooks import iterate_sheet, top_of
from segments.tables.values.cells import cell_text

SAMPLE_CHARACTERS = 65_536
HEAD_ROWS = 50


class Sample(Record):
    """What a first look into a file shows."""

    name: str
    size: int
    """Bytes on disk."""
    container: Container
    encoding: str = ""
    separator: str = ""
    """`,` `;` tab `|`, a blank for runs of white space, "" where there are no cells."""
    head: list[list[str]] = []
    """The first rows, cell by cell, the header among them; empty for documents."""
    above: int = 0
    """Rows of titles and notes above the header, blank ones not counted; they are not in `head`."""
    unread: list[str] = []
    """The names of a workbook's further sheets that hold something: only its first is read."""
    text: str = ""
    """The first 64 thousand characters, decoded; empty for xlsx, parquet, docx and pdf."""

    @property
    def header(self) -> list[str]:
        """The first row."""
        return self.head[0] if self.head else []


def sample(path: Path) -> Sample:
    """Look into a file; its content decides what it is, never its name.

    Raises BadInput for an empty file, a folder, no permission, binary nonsense, a bare URL or path, a pivot table.
    """
    with reading(path):
        with open_content(path) as file:
            first = file.read(4096)
        container = container_of(path, first)
        if container == "binary":
            raise BadInput(f"{path.name!r} {_unknown(first)}")
        looked = _look(path, container)
    refuse_pivot(looked.name, looked.head)
    above = rows_above_header(looked.head) if looked.container in ("text", "xlsx") and looked.head else 0
    return looked.model_copy(update={"head": looked.head[above:], "above": above}) if above else looked


def _unknown(first: bytes) -> str:
    left = first.replace(b"\x00", b"")
    if left.isascii() and left.decode("ascii").replace("\r", "").replace("\n", "").replace("\t", "").isprintable():
        return "is text with NUL bytes in it, as damaged copies have. Export it again as UTF-8."
    return "is binary data that no reader knows. Export CSV, .xlsx, JSON or Parquet."


def _look(path: Path, container: Container) -> Sample:
    facts: dict[str, Any] = {"name": path.name, "size": path.stat().st_size, "container": container}
    match container:
        case "xlsx":
            return Sample(**facts, **_workbook_head(path))
        case "parquet":
            return Sample(**facts, head=_parquet_head(path))
        case "docx" | "pdf":
            return Sample(**facts)
        case _:
            return _look_into_text(path, facts)


def _look_into_text(path: Path, facts: dict[str, Any]) -> Sample:
    with open_content(path) as file:
        encoding = encoding_of(file)
    with open_text(path, encoding) as file:
        text = file.read(SAMPLE_CHARACTERS)
    if not text.strip("\ufeff \r\n\t\x00"):
        raise BadInput(f"{path.name!r} holds nothing but blanks. Export it again.")
    refuse_what_is_no_data(path, text)
    facts.update(encoding=encoding, text=text, container=_json_kind(text) or "text")
    if facts["container"] != "text":
        return Sample(**facts)
    separator = separator_of(whole_lines(text))
    if not separator:
        refuse_changed_columns(path, whole_lines(text))
    return Sample(**facts, separator=separator, head=split_rows(whole_lines(text), separator, HEAD_ROWS))


def whole_lines(text: str) -> str:
    """A sample's text without a last line that was cut off."""
    if len(text) < SAMPLE_CHARACTERS:
        return text
    return text[: text.rfind("\n") + 1] or text


def _json_kind(text: str) -> Container | None:
    stripped = text.lstrip("\ufeff \r\n\t")
    if stripped[:1] not in ("{", "["):
        return None
    lines = [line for line in whole_lines(stripped).splitlines() if line.strip()]
    objects = sum(_is_object(line) for line in lines[:20])
    if objects and objects >= min(len(lines), 20) * 0.8 and (len(lines) > 1 or stripped[:1] == "{"):
        return "jsonl" if len(lines) > 1 else "json"
    return "json" if re.match(r'\{\s*["}]|\[\s*["{\[\]]', stripped) else None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _workbook_head(path: Path) -> dict[str, Any]:
    rows, unread = top_of(path, HEAD_ROWS)
    if not all(any(cells) for cells in zip(*rows[1:], strict=False)):
        _refuse_unsaved(path, rows)
    return {"head": [row for row in rows if any(row)], "unread": unread}


def _refuse_unsaved(path: Path, rows: list[list[str]]) -> None:
    """A program that writes workbooks without computing them leaves formulas without results: cells that are blank."""
    computed = list(islice(iterate_sheet(path, formulas=True), HEAD_ROWS))
    pairs = [pair for row, formulas in zip(rows, computed, strict=False) for pair in zip(row, formulas, strict=False)]
    lost = sum(not cell and formula.startswith("=") for cell, formula in pairs)
    if lost > len(rows) / 2:
        raise BadInput(
            f"{path.name!r} holds formulas whose results are not saved in it. Open it in a spreadsheet program, save "
            "it and ingest it again."
        )


def _parquet_head(path: Path) -> list[list[str]]:
    with open_content(path) as file:
        table = parquet.ParquetFile(file)
        batch = next(table.iter_batches(batch_size=HEAD_ROWS), None)
        rows = [] if batch is None else [list(map(cell_text, row.values())) for row in batch.to_pylist()]
        return [list(table.schema_arrow.names), *rows]
