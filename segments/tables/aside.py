"""Staging canonical rows in a temporary file before they are ingested."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Self, cast

import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet


class Aside:
    """Parquet on the disk in a file without a name, gone with the process, however it ends; more can be written to it.

    Used as a context.
    """

    def __init__(self, folder: Path, source_id: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = cast(BinaryIO, tempfile.TemporaryFile(dir=folder))
        self._source_id = source_id
        self._writer: parquet.ParquetWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._file:
            if self._writer is not None:
                self._writer.close()

    def write(self, frame: pd.DataFrame) -> None:
        """Some more rows; the first decide the columns' types."""
        if self._writer is None:
            first = arrow_table(frame, self._source_id)
            self._writer = parquet.ParquetWriter(self._file, first.schema, compression="zstd")
            self._writer.write_table(first)
        elif len(frame):
            self._writer.write_table(arrow_table(frame, self._source_id, self._writer.schema))

    def copy_to(self, path: Path) -> None:
        """Write everything to a file."""
        self._finish()
        with path.open("wb") as target:
            shutil.copyfileobj(self._file, target, 1 << 20)

    def frames(self) -> Iterator[pd.DataFrame]:
        """The rows as they were written, some at a time."""
        self._finish()
        rows = parquet.ParquetFile(self._file)
        for group in range(rows.num_row_groups):
            yield rows.read_row_group(group).to_pandas()

    def _finish(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._file.seek(0)


def arrow_table(frame: pd.DataFrame, source_id: str, schema: arrow.Schema | None = None) -> arrow.Table:
    """Rows as they are kept: each says its source; a column without a single value is text unless `schema` knows."""
    empty = [name for name in frame.columns if frame[name].dtype == object and frame[name].isna().all()]
    typed = frame.astype(dict.fromkeys(empty, "str")).assign(source_id=source_id)
    return arrow.Table.from_pandas(typed, schema=schema, preserve_index=False)
