"""Reading a large table of voices part by part: what is the same for all kinds of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from retrieval.readers.formats import Part, Request, VoiceExtract
from retrieval.readers.tables import header_rows, only_answers
from segments.tables import iterate_rows

PART = 50_000
"""Rows of a part: near copies, bursts and boilerplate are looked for among so many texts at a time."""


class Reading(Protocol):
    """One table while it is read: what its columns hold is told by the first part."""

    def pass_over(self, frame: pd.DataFrame) -> None:
        """Remember rows that were read before."""
        ...

    def part(self, frame: pd.DataFrame, dropped: Mapping[str, int]) -> VoiceExtract:
        """What some rows say; `dropped` counts the rows around them that are no answers, by why."""
        ...


def parts_of(request: Request, begin: Callable[[pd.DataFrame], Reading], *, after: int = 0) -> Iterator[Part]:
    """A table's parts, without the first `after`; `begin` is given the rows of the first part."""
    reading: Reading | None = None
    more_headers = header_rows(request.sample.head) - 1
    for number, (rows, share) in enumerate(iterate_rows(request.path, request.sample, rows=PART)):
        frame, dropped = only_answers(rows if number else rows[more_headers:])
        reading = reading or begin(frame)
        if number < after:
            reading.pass_over(frame)
        else:
            yield Part(reading.part(frame, dropped), share)


class Seen:
    """Rows that were read before, remembered by eight bytes each."""

    def __init__(self) -> None:
        self._hashes = np.array([], dtype=np.uint64)

    def again(self, cells: pd.DataFrame) -> NDArray[np.bool_]:
        """Which rows stood in a part before, with the same columns; from now on all of these did."""
        hashes = pd.util.hash_pandas_object(cells, index=False).to_numpy() ^ np.uint64(cells.shape[1])
        before = np.isin(hashes, self._hashes)
        self._hashes = np.union1d(self._hashes, hashes)
        return before
