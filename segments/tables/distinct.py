"""Counting distinct values of very many, without holding them."""

import tempfile
import weakref
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_WAITING = 100_000
_HELD = 1 << 20
"""Hashes that are held in memory; more of them wait on the disk."""
_RANGE_BITS = 8
"""The first bits of a hash, by which what waits is parted so that it is counted a part at a time."""


class DistinctCounter:
    """Counts the different values of all that pass by, remembering each by eight bytes.

    Some megabytes of them are in memory, the others in a file of `folder` without a name, which goes with the counter;
    without a folder, in that of the system for temporary files.
    """

    def __init__(self, folder: Path | None = None, *, held: int = _HELD) -> None:
        self._folder, self._held = folder, held
        self._known: Hashes = np.array([], dtype=np.uint64)
        self._new: list[Hashes] = []
        self._waiting: _Waiting | None = None
        self._count: int | None = None
        """Of all that was seen; None since something was seen that is not counted."""

    def see(self, values: pd.Series) -> None:
        """Some more values; missing ones are none."""
        hashes = pd.util.hash_pandas_object(pd.Series(values.dropna().unique()), index=False)
        self._new.append(np.asarray(hashes, dtype=np.uint64))
        self._count = None
        if sum(map(len, self._new)) > max(min(_WAITING, self._held), len(self._known)):
            self._settle()

    def __len__(self) -> int:
        if self._count is None:
            self._settle()
            self._count = len(self._known) if self._waiting is None else self._waiting.count(self._known)
        return self._count

    def _settle(self) -> None:
        if self._new:
            self._known, self._new = np.unique(np.concatenate([self._known, *self._new])), []
        if len(self._known) > self._held:
            self._waiting = self._waiting or _Waiting(self._folder)
            self._waiting.add(self._known)
            self._known = self._known[:0].copy()


class _Waiting:
    """Hashes on the disk: runs of sorted ones, of which some stand in several."""

    def __init__(self, folder: Path | None) -> None:
        self._file = cast(BinaryIO, tempfile.TemporaryFile(dir=folder))
        self._ends: list[NDArray[np.int64]] = []
        """For each run where each range of hashes begins in the file, and after them its end; in hashes."""
        weakref.finalize(self, self._file.close)

    def add(self, run: Hashes) -> None:
        """One more run, sorted."""
        begin = self._file.seek(0, 2) // run.itemsize
        self._file.write(run.tobytes())
        self._ends.append(begin + _ends(run))

    def count(self, besides: Hashes) -> int:
        """How many different hashes there are, together with a sorted run that is in memory."""
        ends = _ends(besides)
        return sum(
            len(np.unique(np.concatenate([besides[ends[place] : ends[place + 1]], *self._range(place)])))
            for place in range(1 << _RANGE_BITS)
        )

    def _range(self, place: int) -> list[Hashes]:
        """What each run has of a range."""
        return [self._read(int(run[place]), int(run[place + 1])) for run in self._ends]

    def _read(self, begin: int, end: int) -> Hashes:
        size = np.dtype(np.uint64).itemsize
        self._file.seek(begin * size)
        return np.frombuffer(self._file.read((end - begin) * size), dtype=np.uint64)


def _ends(run: Hashes) -> NDArray[np.int64]:
    """Where each range begins in a sorted run, and after them its end."""
    first = np.arange(1 << _RANGE_BITS, dtype=np.uint64) << np.uint64(64 - _RANGE_BITS)
    return np.append(np.searchsorted(run, first), len(run)).astype(np.int64)
