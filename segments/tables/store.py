"""The canonical tables of a workspace: one Parquet file a source, read together by Ibis on DuckDB."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import ibis
import numpy as np
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from personas.errors import BadInput
from personas.files import whole
from segments.tables.formats import TableKind


class Tables:
    """A folder of Parquet files, `<kind>/<source id>.parquet`; every row also says its source."""

    def __init__(self, folder: Path, *, currency: str = "") -> None:
        self.folder = folder
        self.currency = currency
        """What amounts are in whose ledger names none; "" where nobody said."""
        self._connection: Any = None

    @property
    def connection(self) -> Any:
        """One in-memory DuckDB through Ibis, made at first use. Not to be shared between threads."""
        if self._connection is None:
            self._connection = ibis.duckdb.connect()
            self._connection.raw_sql("SET TimeZone = 'UTC'")
        return self._connection

    def add(self, source_id: str, kind: TableKind, frame: pd.DataFrame) -> None:
        """Write a source's rows, whole or not at all; a former file of that source and kind is replaced."""
        with whole(self._file(source_id, kind)) as temporary:
            _typed(frame).assign(source_id=source_id).to_parquet(temporary, index=False, compression="zstd")

    def remove(self, source_id: str) -> None:
        """Forget everything that came from a source; nothing happens when there is none of it."""
        for kind in get_args(TableKind):
            self._file(source_id, kind).unlink(missing_ok=True)

    def with_any(self, people: Mapping[str, Collection[str]]) -> dict[Path, int]:
        """The files with rows of these people, members of segments included, and how many rows.

        `people` gives the values of `customer_id`, `respondent_id` and `email_sha256` that are theirs.
        """
        files = sorted(self.folder.glob("*/[!.]*.parquet"))
        counted = {path: sum(int(_theirs(batch, people).sum()) for batch in _batches(path, people)) for path in files}
        return {path: rows for path, rows in counted.items() if rows}

    def remove_people(self, people: Mapping[str, Collection[str]]) -> None:
        """Write the files that hold rows of these people again without them; each is there whole at every moment."""
        for path in self.with_any(people):
            with whole(path) as aside, parquet.ParquetFile(path) as old:
                with parquet.ParquetWriter(aside, old.schema_arrow, compression="zstd") as new:
                    for batch in old.iter_batches():
                        new.write_batch(batch.filter(arrow.array(~_theirs(batch, people))))

    def kinds(self) -> list[TableKind]:
        """The kinds of which there are rows, in a fixed order."""
        return [kind for kind in get_args(TableKind) if self.files(kind)]

    def files(self, kind: TableKind) -> list[Path]:
        """The Parquet files of a kind, by source id."""
        return sorted((self.folder / kind).glob("[!.]*.parquet"))

    def sources(self, kind: TableKind) -> int:
        """How many sources have rows of a kind."""
        return len(self.files(kind))

    def read(self, kind: TableKind) -> Any | None:
        """All rows of a kind as an Ibis table, or None when there are none."""
        files = self.files(kind)
        if not files:
            return None
        return self.connection.read_parquet([str(file) for file in files], table_name=kind, union_by_name=True)

    def close(self) -> None:
        """Give DuckDB's memory back."""
        if self._connection is not None:
            self._connection.disconnect()
            self._connection = None

    def _file(self, source_id: str, kind: TableKind) -> Path:
        if not re.fullmatch(r"[\w.-]+", source_id):
            raise BadInput(f"{source_id!r} cannot name a source's table.")
        return self.folder / kind / f"{source_id}.parquet"


def _batches(path: Path, people: Mapping[str, Collection[str]]) -> Iterator[arrow.RecordBatch]:
    with parquet.ParquetFile(path) as file:
        there = [name for name in people if name in file.schema_arrow.names]
        if there:
            yield from file.iter_batches(columns=there)


def _theirs(batch: arrow.RecordBatch, people: Mapping[str, Collection[str]]) -> NDArray[np.bool_]:
    """Which rows are of these people."""
    theirs = np.zeros(batch.num_rows, dtype=bool)
    for name, values in people.items():
        if name in batch.schema.names and values:
            theirs |= batch.column(name).to_pandas().isin(list(values)).to_numpy(dtype=bool)
    return theirs


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns without a single value are text, so that files of one kind can be read together."""
    empty = [name for name in frame.columns if frame[name].dtype == object and frame[name].isna().all()]
    return frame.astype(dict.fromkeys(empty, "str"))
