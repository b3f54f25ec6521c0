"""Partitioning a large file on disk, so that rows which belong together are read together."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self, cast

import numpy as np
import pandas as pd
import pyarrow as arrow

_PLACE, _RUN = "\0place", "\0run"
_COMPRESSED = arrow.ipc.IpcWriteOptions(compression="lz4")


class Share(NamedTuple):
    """Some rows of a file, in its order, with all that belong to them."""

    frame: pd.DataFrame
    """Their index is their place in the file, from 0."""
    runs: pd.Series
    """Numbers what belongs together and stands side by side in the file."""
    share: float
    """How much of the file was given out with them, 0..1."""


class Shares:
    """Rows on the disk, in files that have no name and are gone with the process, however it ends.

    Used as a context; rows are added, then read back.
    """

    def __init__(self, count: int, folder: Path) -> None:
        self._count, self._folder = count, folder
        self._rows, self._runs, self._last = 0, 0, np.zeros(0, dtype=np.uint64)
        self._files: list[BinaryIO] = []
        self._writers: list[arrow.ipc.RecordBatchStreamWriter] = []
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, frame: pd.DataFrame, together: pd.Series) -> None:
        """The next rows of the file; rows of the same value of `together` come back together."""
        if frame.empty:
            return
        keys = np.asarray(pd.util.hash_pandas_object(together, index=False), dtype=np.uint64)
        placed = frame.assign(**{_PLACE: np.arange(self._rows, self._rows + len(frame)), _RUN: self._run_of(keys)})
        table = arrow.Table.from_pandas(placed, preserve_index=False)
        self._begin(table.schema)
        shares = (keys % np.uint64(self._count)).astype(np.int64)
        table = table.take(np.argsort(shares, kind="stable"))
        ends = np.cumsum(np.bincount(shares, minlength=self._count))
        for number, (end, rows) in enumerate(zip(ends, np.diff(ends, prepend=0), strict=True)):
            if rows:
                self._writers[number].write_table(table.slice(int(end - rows), int(rows)))
        self._rows += len(frame)

    def read(self, rows: int) -> Iterator[Share]:
        """Everything that was added, at least so many rows at a time but for the last."""
        for writer in self._writers:
            writer.close()
        waiting: list[arrow.Table] = []
        given = 0
        for number, file in enumerate(self._files):
            file.seek(0)
            waiting.append(arrow.ipc.open_stream(file).read_all())
            file.truncate(0)
            if (held := sum(map(len, waiting))) >= rows or (held and number == self._count - 1):
                given += held
                yield _share(arrow.concat_tables(waiting), given / self._rows)
                waiting = []

    def _begin(self, schema: arrow.Schema) -> None:
        if self._files:
            return
        for _ in range(self._count):
            file = cast(BinaryIO, self._open.enter_context(tempfile.TemporaryFile(dir=self._folder)))
            self._files.append(file)
            self._writers.append(arrow.ipc.new_stream(file, schema, options=_COMPRESSED))

    def _run_of(self, keys: np.ndarray) -> np.ndarray:
        """The number of each row's run; the first goes on with the last of the rows before."""
        begins = np.diff(keys, prepend=self._last[-1:] if len(self._last) else ~keys[:1]) != 0
        runs = self._runs + np.cumsum(begins)
        self._runs, self._last = int(runs[-1]), keys[-1:]
        return runs


def _share(table: arrow.Table, given: float) -> Share:
    frame: pd.DataFrame = table.to_pandas().sort_values(_PLACE).set_index(_PLACE)
    return Share(frame.drop(columns=_RUN).rename_axis(None), frame[_RUN], given)
