"""The canonical tables of a workspace: one Parquet file a source, read together by Ibis on DuckDB."""

import re
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args
from uuid import uuid4

import ibis
import numpy as np
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from personas.errors import BadInput
from personas.files import whole
from segments.tables.aside import Aside, arrow_table
from segments.tables.fetching import scalar
from segments.tables.formats import TableKind
from segments.tables.warehouse import Warehouse

Engine = Literal["duckdb", "spark"]
MOST_MEMORY = "3GB"
"""What DuckDB holds in memory."""
Barred = Callable[[Collection[str]], set[str]]
"""Those of some customers who were erased."""


def source_of(path: Path) -> str:
    """The source whose rows a table's file holds."""
    return path.stem.partition(".")[0]


class Tables:
    """A folder of Parquet files, `<kind>/<source id>.parquet`; every row also says its source.

    What was read part by part lies in `<source id>.<part>.parquet`.
    """

    def __init__(
        self, folder: Path, *, currency: str = "", warehouse: str | None = None, barred: Barred | None = None,
        engine: Engine = "duckdb",
    ) -> None:  # fmt: skip
        self.folder = folder
        self.engine = engine
        """What computes the order table and the customer table."""
        self._warehouse = Warehouse(warehouse, folder.parent) if warehouse else None
        self._barred = barred
        self.currency = currency
        """What amounts are in whose ledger names none; "" where nobody said."""
        self._of_thread = threading.local()

    @property
    def connection(self) -> Any:
        """An in-memory DuckDB through Ibis, one for each thread, made at its first use and gone with it.

        Threads that shared one would fetch each other's rows, and put their own tables in each other's place. What is
        more than `MOST_MEMORY` waits on the disk, in a folder of its own that goes when the connection is closed.
        """
        known = getattr(self._of_thread, "connection", None)
        if known is None:
            waiting = str(self.folder.absolute() / f".waiting-{uuid4().hex}")
            known = self._of_thread.connection = ibis.duckdb.connect(memory_limit=MOST_MEMORY, temp_directory=waiting)
            known.raw_sql("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        return known

    def add(self, source_id: str, kind: TableKind, frame: pd.DataFrame, *, part: int = 0) -> None:
        """Write a source's rows, whole or not at all; a former file of that source, kind and part is replaced."""
        with whole(self._file(source_id, kind, part)) as temporary:
            parquet.write_table(arrow_table(frame, source_id), temporary, compression="zstd")

    def add_aside(self, source_id: str, kind: TableKind, rows: Aside) -> None:
        """Write a source's rows that wait aside, whole or not at all."""
        with whole(self._file(source_id, kind, 0)) as temporary:
            rows.copy_to(temporary)

    def remove(self, source_id: str) -> None:
        """Forget everything that came from a source; nothing happens when there is none of it."""
        for kind in get_args(TableKind):
            for path in self.files_of(source_id, kind).values():
                path.unlink(missing_ok=True)

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
        return [kind for kind in get_args(TableKind) if self.sources(kind)]

    def files(self, kind: TableKind) -> list[Path]:
        """The Parquet files of a kind, by source id."""
        return sorted((self.folder / kind).glob("[!.]*.parquet"))

    def files_of(self, source_id: str, kind: TableKind) -> dict[int, Path]:
        """Part -> the file of a source's rows of a kind; a source that was read whole has the part 0."""
        found = (path for path in self.files(kind) if source_of(path) == source_id)
        return {int(path.stem.partition(".")[2] or 0): path for path in found}

    def sources(self, kind: TableKind) -> int:
        """How many sources have rows of a kind; each part of one counts."""
        return len(self.files(kind)) + int(self._elsewhere(kind) is not None)

    def read(self, kind: TableKind) -> Any | None:
        """All rows of a kind as an Ibis table, or None when there are none."""
        files, elsewhere = [str(file) for file in self.files(kind)], self._elsewhere(kind)
        if elsewhere is None:
            if not files:
                return None
            return self.connection.read_parquet(files, table_name=kind, union_by_name=True)
        if files:
            own = self.connection.read_parquet(files, table_name=f"{kind}_in_files", union_by_name=True)
            elsewhere = _together(own, elsewhere)
        self.connection.raw_sql(f"CREATE OR REPLACE TEMP VIEW {kind} AS {self.connection.compile(elsewhere)}")
        return self.connection.table(kind)

    def elsewhere(self) -> str:
        """What tells one state of the warehouse from another: its tables' rows; "" without one."""
        if self._warehouse is None:
            return ""
        found = {kind: self._elsewhere(kind) for kind in get_args(TableKind)}
        return str({kind: scalar(table.count()) for kind, table in found.items() if table is not None})

    def in_warehouse(self, kind: TableKind) -> Any | None:
        """A kind's table as the company's warehouse has it: an Ibis schema; None where it has none."""
        return None if self._warehouse is None else self._warehouse.columns(self.connection, kind)

    def _elsewhere(self, kind: TableKind) -> Any | None:
        """What the warehouse has of a kind, without erased people."""
        if self._warehouse is None:
            return None
        found = self._warehouse.read(self.connection, kind)
        if found is None or self._barred is None:
            return found
        gone = self._barred(found.select("customer_id").distinct().to_pyarrow()["customer_id"].to_pylist())
        return found.filter(~found.customer_id.isin(sorted(gone))) if gone else found

    def close(self) -> None:
        """Give the memory of this thread's DuckDB back."""
        known = self._of_thread.__dict__.pop("connection", None)
        if known is not None:
            known.disconnect()

    def _file(self, source_id: str, kind: TableKind, part: int) -> Path:
        if not re.fullmatch(r"[\w-]+", source_id):
            raise BadInput(f"{source_id!r} cannot name a source's table.")
        return self.folder / kind / (f"{source_id}.{part}.parquet" if part else f"{source_id}.parquet")


def _together(own: Any, elsewhere: Any) -> Any:
    """Both as one table; a column that only one of them has is missing in the other's rows."""
    kinds = {**elsewhere.schema(), **own.schema()}
    first, second = (
        table.select(**{name: table[name].cast(kind) if name in table.columns else ibis.null(kind)
                        for name, kind in kinds.items()})
        for table in (own, elsewhere)
    )  # fmt: skip
    return ibis.union(first, second)


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
