"""Reading a large table block by block, with one block in memory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet
from pyarrow import csv as arrow_csv

from personas.batches import batches
from personas.errors import BadInput
from segments.tables.opening.containers import open_content
from segments.tables.opening.objects import iterate_objects
from segments.tables.opening.rows import arrow_reader, flat, padded, ragged, text_of, text_rows, unique_names
from segments.tables.opening.sampling import Sample
from segments.tables.opening.separators import WHITE_SPACE
from segments.tables.opening.stacked import one_table, refuse_stacked
from segments.tables.opening.workbooks import iterate_sheet

_BYTES = 1 << 20
"""Of text that Arrow parses at a time; it reads some thirty times as many ahead. Longer rows are read otherwise."""


class Block(NamedTuple):
    """Some rows of a table, one after the other."""

    frame: pd.DataFrame
    share: float
    """How much of the file was read, 0..1; of a compressed one a guess."""


def iterate_rows(path: Path, sample: Sample, *, rows: int) -> Iterator[Block]:
    """The rows that `rows.read_rows` reads, at most `rows` at a time; every block has the columns of the first.

    Raises BadInput for a document without rows, and for two tables one below the other.
    """
    if sample.container == "text":
        refuse_stacked(path, sample)
    match sample.container:
        case "text" if sample.separator not in (WHITE_SPACE, "") and _is_regular(path, sample):
            yield from _of_arrow(path, sample, rows)
        case "text":
            yield from _of_cells(text_rows(path, sample), sample, rows)
        case "xlsx":
            yield from _of_cells(one_table(iterate_sheet(path), sample), sample, rows)
        case "parquet":
            yield from _of_parquet(path, rows)
        case "json" | "jsonl":
            yield from _of_objects(path, sample, rows)
        case _:
            raise BadInput(f"{sample.name!r} is a document without rows. Ingest it as interviews, or export a table.")


def _is_regular(path: Path, sample: Sample) -> bool:
    """Whether Arrow reads the file to its end: every row as wide as the header, everything decodable."""
    try:
        with open_content(path) as file:
            for _ in _batches(file, sample):
                pass
    except (arrow.ArrowException, UnicodeDecodeError):
        return False
    return True


def _batches(file: BinaryIO, sample: Sample) -> arrow_csv.CSVStreamingReader:
    return arrow_reader(arrow_csv.open_csv, file, sample, unique_names(sample.header), 1 + sample.above, block=_BYTES)


def _cut_off(kept: list[arrow.RecordBatch], rows: int) -> pd.DataFrame:
    """The first rows of some batches; what is left of them stays, and nobody holds the others while they are read."""
    table = arrow.Table.from_batches(kept)
    kept[:] = table.slice(rows).to_batches()
    return _frame(table.slice(0, rows))


def _of_arrow(path: Path, sample: Sample, rows: int) -> Iterator[Block]:
    with open_content(path) as file:
        kept: list[arrow.RecordBatch] = []
        for batch in _batches(file, sample):
            kept.append(batch)
            del batch
            while sum(one.num_rows for one in kept) >= rows:
                yield Block(_cut_off(kept, rows), min(file.tell() / sample.size, 0.99))
        if sum(one.num_rows for one in kept):
            yield Block(_frame(arrow.Table.from_batches(kept)), 1.0)


def _frame(table: arrow.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas().astype("str")
    return frame


def _of_cells(cells: Iterable[list[str]], sample: Sample, rows: int) -> Iterator[Block]:
    full = (row for row in cells if any(cell.strip() for cell in row))
    names = unique_names(next(islice(full, sample.above, None)))
    for number, some in enumerate(batches(full, rows), start=1):
        frame = pd.DataFrame(padded(some, len(names)), columns=names, dtype=str)
        frame.attrs["ragged"] = ragged(some, len(names))
        yield Block(frame, number / (number + 1))


def _of_parquet(path: Path, rows: int) -> Iterator[Block]:
    with open_content(path) as file:
        table, done = parquet.ParquetFile(file), 0
        for batch in table.iter_batches(batch_size=rows):
            done += batch.num_rows
            yield Block(text_of(batch), done / table.metadata.num_rows)


def _of_objects(path: Path, sample: Sample, rows: int) -> Iterator[Block]:
    names: pd.Index[str] | None = None
    for number, some in enumerate(batches(iterate_objects(path, sample), rows), start=1):
        frame = flat(some)
        names = frame.columns if names is None else names
        yield Block(frame.reindex(columns=names, fill_value=""), number / (number + 1))
