"""Grouping the rows of a large file by a key, so that each group arrives in one block."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segments.tables import Block

_WAITING = 4
"""Blocks of rows that may wait for the last of those that they belong to."""


def grouped_blocks(blocks: Callable[[], Iterator[Block]], column: str, *, rows: int) -> Iterator[Block]:
    """The rows of all blocks, numbered from 0, in blocks of some `rows`; equal values of a column stand in one block.

    The column is read first, to know where each of its values stands last; what that takes in memory is 32 bytes a row.
    Rows wait until the last of theirs has come. Where too many would wait at once, as in a file that was shuffled, the
    values are shared out among several passes over the file. A blank value belongs to no other.
    """
    values = _hashed(blocks(), column)
    ends = _ends(values)
    passes = -(-_most_waiting(ends) // (_WAITING * rows)) or 1
    for number in range(passes):
        mine = values % np.uint64(passes) == number
        yield from map(partial(_in_pass, number, passes), _once(blocks(), mine, ends, rows))


def _in_pass(number: int, passes: int, block: Block) -> Block:
    return block._replace(share=(number + block.share) / passes)


def _once(blocks: Iterator[Block], mine: NDArray[np.bool_], ends: NDArray[np.int64], rows: int) -> Iterator[Block]:
    """Those rows of a file that are `mine`, each when the last of its value was read; nothing given out is held here.

    What is ready is given out from half of `rows` on, so that no more than `rows` and what waited come together.
    """
    waiting, ready, share = list[pd.DataFrame](), list[pd.DataFrame](), 1.0

    def sort_out(block: Block) -> float:
        frame, share = block
        last, own = frame.index[-1] if len(frame) else -1, mine[frame.index]
        complete = ends[frame.index] <= last
        ready.extend([*(rows[ends[rows.index] <= last] for rows in waiting), frame[own & complete]])
        still = [*(rows[ends[rows.index] > last] for rows in waiting), frame[own & ~complete]]
        waiting[:] = [pd.concat(still)]
        return share

    for share in map(sort_out, blocks):
        if sum(map(len, ready)) > rows // 2:
            yield Block(_taken(ready), share)
    if sum(map(len, ready)):
        yield Block(_taken(ready), share)


def _taken(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """All rows in their order, taken out of the list."""
    together = pd.concat(frames)
    frames.clear()
    return together.sort_index()


def _hashed(blocks: Iterator[Block], column: str) -> NDArray[np.uint64]:
    """Each row's value in eight bytes; a blank one becomes the row's own."""
    hashes: list[NDArray[np.uint64]] = [np.zeros(0, dtype=np.uint64)]
    for frame, _ in blocks:
        said = frame[column].str.strip()
        blank = pd.Series([f"\0{place}" for place in frame.index], index=frame.index, dtype="str")
        own = pd.util.hash_pandas_object(said.where(said.ne(""), blank), index=False)
        hashes.append(np.asarray(own, dtype=np.uint64))
    return np.concatenate(hashes)


def _ends(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """For each row the place of the last one with its value."""
    found, which = np.unique(values, return_inverse=True)
    last = np.zeros(len(found), dtype=np.int64)
    last[which] = np.arange(len(values))
    return last[which]


def _most_waiting(ends: NDArray[np.int64]) -> int:
    """The most rows that wait at one time for the last of theirs."""
    come = np.arange(1, len(ends) + 1)
    gone = np.cumsum(np.bincount(ends, minlength=len(ends)))
    return int((come - gone).max(initial=0))
