"""Nearest vectors: Chroma over the whole collection, an exact scan over a subset."""

import weakref
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.embeddings import Vectors
from retrieval.index.chroma import Chroma, release

_SCATTERED = 6
"""Fetching a scattered row costs as much as scanning this many in a line."""


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
        with self._chroma.explained(self._folder):
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
