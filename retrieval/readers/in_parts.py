"""Reading a large table of voices in parts: what all kinds of table share."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from retrieval.readers.formats import Part, Request, VoiceExtract
from retrieval.readers.grouping import grouped_blocks
from retrieval.readers.tables import ANY_TABLE, Layout
from segments.tables import Block, iterate_rows

PART = 50_000
"""Rows of a part: near copies, bursts and boilerplate are looked for among so many texts at a time."""

_HASHED = 5_000
"""Rows that are hashed at a time: for that every cell becomes an object of its own."""


class Reading(Protocol):
    """One table while it is read: what its columns hold is told by the first part."""

    def pass_over(self, frame: pd.DataFrame) -> None:
        """Remember rows that were read before."""
        ...

    def part(self, frame: pd.DataFrame, dropped: Mapping[str, int]) -> VoiceExtract:
        """What some rows say; `dropped` counts the rows around them that are no answers, by why."""
        ...


def parts_of(
    request: Request, begin: Callable[[pd.DataFrame], Reading], *, after: int = 0, layout: Layout = ANY_TABLE
) -> Iterator[Part]:
    """A table's parts, without the first `after`; `begin` is given the rows of the first part.

    Nothing here holds a part, or the rows that it was made of, while the next is read.
    """
    reading: Reading | None = None

    def part_of(number: int, block: Block) -> Part | None:
        nonlocal reading
        frame, dropped = layout.answers(block.frame)
        reading = reading or begin(frame)
        if number < after:
            reading.pass_over(frame)
            return None
        return Part(reading.part(frame, dropped), block.share)

    return filter(None, map(part_of, count(), _blocks(request, layout)))


def _blocks(request: Request, layout: Layout) -> Iterator[Block]:
    """The rows below the header, those that belong together in one block."""
    numbered = partial(_numbered, request, layout.headers(request.sample) - 1)
    names = request.sample.header or next((list(map(str, block.frame.columns)) for block in numbered()), [])
    column = layout.together(names)
    return grouped_blocks(numbered, column, rows=PART) if column else numbered()


def _numbered(request: Request, more_headers: int) -> Iterator[Block]:
    """Rows with their places in the file, the first below the header 0."""
    place = -more_headers

    def numbered(block: Block) -> Block:
        nonlocal place
        rows, first = block.frame, place
        place += len(rows)
        rows.index = pd.RangeIndex(first, place)
        return block if first >= 0 else block._replace(frame=rows[rows.index >= 0])

    return map(numbered, iterate_rows(request.path, request.sample, rows=PART))


class Seen:
    """Rows that were read before, remembered by eight bytes each."""

    def __init__(self) -> None:
        self._hashes = np.array([], dtype=np.uint64)

    def again(self, cells: pd.DataFrame) -> NDArray[np.bool_]:
        """Which rows stood before, here or in an earlier part, with the same columns; from now on all of these did."""
        some = (cells[start : start + _HASHED] for start in range(0, max(len(cells), 1), _HASHED))
        hashed = [np.asarray(pd.util.hash_pandas_object(rows, index=False), dtype=np.uint64) for rows in some]
        hashes = np.concatenate(hashed) ^ np.uint64(cells.shape[1])
        before = np.isin(hashes, self._hashes) | pd.Series(hashes).duplicated().to_numpy()
        self._hashes = np.union1d(self._hashes, hashes)
        return before
