"""Searching one generation."""

from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.embeddings import Embedder, Vectors
from retrieval.index.chroma import Chroma
from retrieval.index.dense import Neighbours
from retrieval.index.generation import Generation
from retrieval.index.lexical import Words
from retrieval.index.search import Hit, blend, choose, weight_of

_CANDIDATES = 400

Subset = Collection[str] | NDArray[np.int64]
"""Quote ids, or rows of the generation (from `EvidenceIndex.rows_of`, to narrow many searches alike)."""


class EvidenceIndex:
    """The quotes of one generation, searchable. Reopen when the library names another generation."""

    def __init__(
        self,
        root: Path,
        name: str,
        embedder: Embedder,
        *,
        dense_weight: float | None = None,
        chroma: Chroma | None = None,
    ) -> None:
        """Open a generation. Raises BadInput when it is missing, damaged or made by another embedder.

        `dense_weight`, 0..1, is the vectors' share in a score; by default what was measured for the embedder.
        """
        self.generation = Generation(root / name)
        self.generation.require(embedder.name)
        self.name = name
        self._embedder = embedder
        self._weight = weight_of(embedder.name) if dense_weight is None else dense_weight
        self._words = Words(root / name, self.generation.manifest.count)
        self._neighbours = Neighbours(root / name, name, self.generation.rows, self.generation.vectors, chroma)

    def __len__(self) -> int:
        return self.generation.manifest.count

    def close(self) -> None:
        """Let go of the files."""
        self._neighbours.close()

    def rows_of(self, quote_ids: Collection[str]) -> NDArray[np.int64]:
        """The rows of these quotes, ascending; unknown ids are left out."""
        return self.generation.rows_of(quote_ids)

    def vectors_of(self, quote_ids: Sequence[str]) -> Vectors:
        """The vectors of these quotes in their order. Raises KeyError for an unknown id."""
        rows = np.array([self.generation.rows[quote_id] for quote_id in quote_ids], dtype=np.int64)
        return np.asarray(self.generation.vectors[rows], dtype=np.float32).reshape(
            len(rows), self.generation.manifest.dimensions
        )

    def search(
        self,
        query: str | Sequence[str],
        *,
        limit: int = 10,
        among: Subset | None = None,
        per_respondent: int | None = None,
        dense_weight: float | None = None,
    ) -> list[Hit]:
        """The quotes nearest to a query, the best first.

        Dense and lexical scores are blended. Several queries are one question asked in several ways: a quote's best
        score counts. `among` narrows to a part, which is then scored exactly; `per_respondent` caps each person's hits.
        `dense_weight`, 0..1, stands in for the embedder's own share of the blend: 0 is BM25 alone, 1 vectors alone.
        """
        queries = [query] if isinstance(query, str) else list(query)
        queries = [text for text in queries if text.strip()]
        rows = None if among is None else among if isinstance(among, np.ndarray) else self.rows_of(among)
        if not queries or not len(self) or (rows is not None and not len(rows)):
            return []
        vectors = self._embedder.encode(queries)
        lexical = np.stack([self._words.scores(text) for text in queries])
        if rows is None:
            rows = self._candidates(vectors, lexical, max(_CANDIDATES, 8 * limit))
        dense = np.stack([self._neighbours.exact(vector, rows)[1] for vector in vectors])
        lexical = lexical[:, rows]
        weight = self._weight if dense_weight is None else dense_weight
        scores = np.stack([blend(one, other, weight) for one, other in zip(dense, lexical, strict=True)]).max(axis=0)
        places = choose(scores, self.generation.people[rows], limit, per_respondent)
        return [
            Hit(self.generation.ids[rows[p]], float(scores[p]), float(dense[:, p].max()), float(lexical[:, p].max()))
            for p in places
        ]

    def mentions(self, word: str) -> int:
        """In how many quotes a word stands, endings aside."""
        return int(np.count_nonzero(self._words.scores(word)))

    def commonest(self, without: Collection[str]) -> list[tuple[str, int]]:
        """The two words that stand in the most quotes, with how many; `without` those that tell nothing."""
        told = ((word, count) for word, count in self._words.commonest if word.isalpha() and word not in without)
        return list(islice(told, 2))

    def _candidates(self, vectors: Vectors, lexical: NDArray[np.float32], size: int) -> NDArray[np.int64]:
        """Rows worth scoring exactly: Chroma's nearest and BM25's best of each query."""
        found = [self._neighbours.nearest(vector, size)[0] for vector in vectors]
        for scores in lexical:
            best = np.argpartition(-scores, min(size, len(scores) - 1))[:size]
            found.append(best[scores[best] > 0].astype(np.int64))
        return np.unique(np.concatenate(found))
