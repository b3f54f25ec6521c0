"""Writing the files of one generation; the next batch is embedded while Chroma inserts the last."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from retrieval.embeddings import Embedder
from retrieval.index import lexical
from retrieval.index.chroma import FOLDER, Chroma
from retrieval.index.generation import Entry, Generation, Progress, create_vectors
from retrieval.index.inserting import Place, batch_size, copy, inserting

_AT_ONCE = 20_000
"""Vectors copied at a time: no more of them stand in memory."""


class Build:
    """Words, vectors and neighbours of one generation, while they are written."""

    def __init__(self, place: Place, rows: Sequence[Entry], embedder: Embedder, known: Generation | None) -> None:
        """Begin with the vectors of a `known` generation of the same embedder, where there is one."""
        self._place, self._rows, self._embedder, self._known = place, rows, embedder, known
        self._former = np.array([known.rows.get(row.quote_id, -1) if known else -1 for row in rows], dtype=np.int64)
        """The row of each quote in the known generation; -1 where it is new."""
        self._vectors = create_vectors(place.folder, len(rows), embedder.dimensions)

    def run(self, report: Progress) -> None:
        """Write all of it: while Chroma takes in one batch of vectors, the next is made.

        What a batch meets (a full disk, a server that is silent, Ctrl-C here) ends the build after the one under way.
        """
        places = self._to_insert()
        with inserting(self._place, len(places)) as put, ThreadPoolExecutor(1) as beside:
            under_way = beside.submit(lexical.write, self._place.folder, (row.text for row in self._rows))
            for batch, done in _stretches(places, batch_size(len(places))):
                report("vectors of quotes and their neighbours", done)
                self._fill(batch)
                under_way.result()
                ids = [self._rows[row].quote_id for row in batch]
                under_way = beside.submit(put, ids, self._vectors[batch])
            under_way.result()

    def _to_insert(self) -> NDArray[np.int64]:
        """The rows that Chroma does not hold: the new ones, where all of the known generation is kept."""
        fresh, kept = np.flatnonzero(self._former < 0), np.flatnonzero(self._former >= 0)
        if self._known is None or not _grows(self._known, len(kept), self._place.chroma):
            return np.arange(len(self._rows))
        copy(self._known.folder, self._place.folder)
        for stretch, _ in _stretches(kept, _AT_ONCE):
            self._fill(stretch)
        return fresh

    def _fill(self, rows: NDArray[np.int64]) -> None:
        """Put the vectors of some rows into their file: those of the known generation, and new ones."""
        former = self._former[rows]
        old, new = rows[former >= 0], rows[former < 0]
        if self._known is not None:
            self._vectors[old] = self._known.vectors[former[former >= 0]]
        if len(new):
            self._vectors[new] = self._embedder.encode([self._rows[row].text for row in new])


def _grows(known: Generation, kept: int, chroma: Chroma) -> bool:
    """Whether all of the known generation is kept, and its collection lies in its folder."""
    return not chroma.url and kept == known.manifest.count and (known.folder / FOLDER).is_dir()


def _stretches(rows: NDArray[np.int64], size: int) -> Iterator[tuple[NDArray[np.int64], float]]:
    """At most `size` rows after the other, and the share that was before them, 0..1."""
    return ((rows[start : start + size], start / len(rows)) for start in range(0, len(rows), size))
