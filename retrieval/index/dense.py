"""Nearest vectors: Chroma for the whole collection, an exact scan of the memory map for a part of it."""

import shutil
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.embeddings import Vectors
from retrieval.index.chroma import FOLDER, Chroma, release

_BATCH = 5_000
"""Rows written at a time; Chroma refuses more than 5,461."""
_SCATTERED = 6
"""Fetching a scattered row costs as much as scanning this many in a line."""
_GRAPH = {"space": "cosine", "max_neighbors": 12, "ef_construction": 64, "ef_search": 160, "num_threads": 2}


class Place(NamedTuple):
    """Where the vectors of one generation go."""

    folder: Path
    generation: str
    embedder: str
    chroma: Chroma


@contextmanager
def filling(place: Place) -> Iterator[Callable[[Sequence[str], Vectors], None]]:
    """What puts ids and their vectors into a generation's Chroma collection (cosine; the embedder in its metadata).

    At most `batch_size` rows at a time, from any thread. What stands there already stays: rows of a copied collection,
    or those that a killed build had sent to a server.
    """
    client = place.chroma.client(place.folder)
    try:
        with place.chroma.explained():
            collection = client.get_or_create_collection(
                place.chroma.collection(place.generation),
                embedding_function=None,
                metadata={"embedder": place.embedder},
                configuration={"hnsw": dict(_GRAPH)},
            )

        def put(ids: Sequence[str], vectors: Vectors) -> None:
            with place.chroma.explained():
                collection.upsert(ids=list(ids), embeddings=np.asarray(vectors))

        yield put
    finally:
        release(client)


def copy(source: Path, folder: Path) -> None:
    """Begin a generation's collection with another's. Raises OSError, for a full disk too."""
    try:
        shutil.copytree(source / FOLDER, folder / FOLDER)
    except shutil.Error as error:
        raise OSError(f"The vectors cannot be copied: {error.args[0][0][-1]}") from error


def batch_size(count: int) -> int:
    """How many of `count` rows to write at a time.

    A size of which two fill Chroma's log and hardly a row stays in it: what stays is indexed again at every open.
    """
    pairs = -(-count // (2 * _BATCH))
    return max(count // (2 * max(pairs, 1)), 500)


class Neighbours:
    """Dense scores of one generation."""

    def __init__(
        self, folder: Path, name: str, rows: dict[str, int], vectors: Vectors, chroma: Chroma | None = None
    ) -> None:
        self._folder, self._name, self._rows, self._vectors = folder, name, rows, vectors
        self._chroma = chroma or Chroma()

    @cached_property
    def _client(self) -> Any:
        client = self._chroma.client(self._folder)
        weakref.finalize(self, release, client)
        return client

    @cached_property
    def _collection(self) -> Any:
        return self._client.get_collection(self._chroma.collection(self._name), embedding_function=None)

    def close(self) -> None:
        """Let go of Chroma's files."""
        if "_client" in self.__dict__:
            release(self._client)

    def nearest(self, query: Vectors, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows and cosines of about the `limit` nearest of the whole collection.

        Raises BadInput when Chroma does not hold it, PrerequisiteMissing when its server does not answer.
        """
        with self._chroma.explained():
            found = self._collection.query(
                query_embeddings=query[None, :], n_results=min(limit, len(self._rows)), include=["distances"]
            )
        rows = np.array([self._rows[quote_id] for quote_id in found["ids"][0]], dtype=np.int64)
        return rows, 1.0 - np.array(found["distances"][0], dtype=np.float32)

    def exact(self, query: Vectors, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The cosine of each of these rows."""
        if len(rows) * _SCATTERED > len(self._vectors):
            return rows, np.asarray((self._vectors @ query)[rows], dtype=np.float32)
        return rows, np.asarray(self._vectors[rows] @ query, dtype=np.float32)
