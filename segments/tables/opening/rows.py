"""Reading all rows of a table as text."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet
from pyarrow import csv as arrow_csv

from personas.errors import BadInput
from segments.tables.opening.containers import open_content, open_text
from segments.tables.opening.objects import iterate_objects
from segments.tables.opening.sampling import Sample
from segments.tables.opening.separators import WHITE_SPACE
from segments.tables.opening.stacked import one_table, refuse_stacked
from segments.tables.opening.workbooks import iterate_sheet
from segments.tables.values.cells import cell_text

Progress = Callable[[str, float], None]
"""Called with what is going on and how far it is, 0..1."""


def read_rows(
    path: Path, sample: Sample, *, header: int = 0, skip: int = 1, columns: Iterable[str] | None = None
) -> pd.DataFrame:
    """All rows as text; "" for an empty cell; duplicate column names made unique (`name`, `name.2`).

    `header` is the row that names the columns, `skip` the number of rows before the data (blank rows and what stands
    above the table not counted);
    `columns` keeps only these. `frame.attrs["ragged"]` says how many rows had more cells than the header.
    Raises BadInput for a document without rows, and for two tables one below the other.
    """
    wanted = None if columns is None else set(columns)
    match sample.container:
        case "text":
            refuse_stacked(path, sample)
            return _read_text(path, sample, header, skip, wanted)
        case "xlsx":
            return _narrow(
                _frame(one_table(iterate_sheet(path), sample), header + sample.above, skip + sample.above), wanted
            )
        case "parquet":
            return _read_parquet(path, wanted)
        case "json" | "jsonl":
            return _narrow(flat(iterate_objects(path, sample)), wanted)
        case _:
            raise BadInput(f"{sample.name!r} is a document without rows. Ingest it as interviews, or export a table.")


def unique_names(names: Iterable[str]) -> list[str]:
    """Column names, trimmed, each once: a second `total` becomes `total.2`; an empty one `column 3`."""
    seen: dict[str, int] = {}
    result = []
    for place, name in enumerate(names, start=1):
        name = name.strip("\ufeff \t\r\n") or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return result


def _read_text(path: Path, sample: Sample, header: int, skip: int, wanted: set[str] | None) -> pd.DataFrame:
    names = unique_names(sample.head[header])
    if sample.separator not in (WHITE_SPACE, ""):
        try:
            return _read_fast(path, sample, names, skip + sample.above, wanted)
        except (arrow.ArrowException, UnicodeDecodeError):
            pass
    return _narrow(_frame(text_rows(path, sample), header + sample.above, skip + sample.above), wanted)


def _read_fast(path: Path, sample: Sample, names: list[str], skip: int, wanted: set[str] | None) -> pd.DataFrame:
    """Rows through Arrow, in blocks; a row of another width is an error, and then the patient reader takes over."""
    kept = names if wanted is None else [name for name in names if name in wanted]
    with open_content(path) as file:
        table = arrow_reader(arrow_csv.read_csv, file, sample, names, skip, kept=kept)
    frame: pd.DataFrame = table.to_pandas().astype("str")
    frame.attrs["ragged"] = 0
    return frame


def arrow_reader(
    read: Callable[..., Any],
    file: BinaryIO,
    sample: Sample,
    names: list[str],
    skip: int,
    *,
    kept: list[str] | None = None,
    block: int | None = None,
) -> Any:
    """Arrow's way of reading (`read_csv`, `open_csv`) set for a file: every cell text, `skip` rows before the data."""
    encoding = "utf-8" if sample.encoding == "utf-8-sig" else sample.encoding
    return read(
        file,
        read_options=arrow_csv.ReadOptions(
            column_names=names, skip_rows=_lines_before_data(sample, skip), encoding=encoding, block_size=block
        ),
        parse_options=arrow_csv.ParseOptions(delimiter=sample.separator, newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, arrow.string()), strings_can_be_null=False, include_columns=kept or names
        ),
    )


def _lines_before_data(sample: Sample, skip: int) -> int:
    """Physical lines before the data: header cells may hold line breaks, blank lines may precede them."""
    if sample.separator in (WHITE_SPACE, ""):
        return skip
    reader = csv.reader(sample.text.splitlines(keepends=True), delimiter=sample.separator)
    found = 0
    for row in reader:
        found += any(cell.strip() for cell in row)
        if found == skip:
            break
    return reader.line_num


def text_rows(path: Path, sample: Sample) -> Iterator[list[str]]:
    """The cells of each line of a text."""
    with open_text(path, sample.encoding) as text:
        lines = (line.replace("\0", "") for line in text)
        if sample.separator == WHITE_SPACE:
            yield from (line.split() for line in lines)
        else:
            yield from csv.reader(lines, delimiter=sample.separator or "\x1f")


def _frame(rows: Iterable[list[str]], header: int, skip: int) -> pd.DataFrame:
    full = [row for row in rows if any(cell.strip() for cell in row)]
    names = unique_names(full[header])
    width, body = len(names), full[skip:]
    frame = pd.DataFrame(padded(body, width), columns=names, dtype=str)
    frame.attrs["ragged"] = ragged(body, width)
    return frame


def ragged(rows: Iterable[list[str]], width: int) -> int:
    """How many rows have something beyond so many cells."""
    return sum(any(cell.strip() for cell in row[width:]) for row in rows)


def padded(rows: Iterable[list[str]], width: int) -> list[list[str]]:
    """Rows of that many cells: more are cut off, missing ones empty."""
    return [row[:width] + [""] * (width - len(row)) for row in rows]


def flat(objects: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """A row an object, objects inside it spread over columns, every cell text."""
    frame = pd.json_normalize(list(objects), sep="_")
    text = {name: [cell_text(value) for value in frame[name]] for name in frame.columns}
    return pd.DataFrame(text, dtype=str)


def _read_parquet(path: Path, wanted: set[str] | None) -> pd.DataFrame:
    with open_content(path) as file:
        table = parquet.ParquetFile(file)
        return text_of(table.read([name for name in table.schema_arrow.names if wanted is None or name in wanted]))


def text_of(table: arrow.Table | arrow.RecordBatch) -> pd.DataFrame:
    """Arrow's columns with every cell as text."""
    names = table.schema.names
    text = {name: [cell_text(value) for value in table.column(name).to_pylist()] for name in names}
    return pd.DataFrame(text, dtype=str)


def _narrow(frame: pd.DataFrame, wanted: set[str] | None) -> pd.DataFrame:
    return frame if wanted is None else frame[[name for name in frame.columns if name in wanted]]
