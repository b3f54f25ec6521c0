"""BM25 over folded words, kept by bm25s and memory-mapped."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from retrieval.index.words import tokens

logging.getLogger("bm25s").setLevel(logging.WARNING)

_FOLDER = "words"
_NOTHING = "\x00"
"""Stands in a text without words, so that every row is there."""


def write(folder: Path, texts: Iterable[str]) -> None:
    """Index the texts into `folder` (Robertson-Walker BM25 with Lucene's idf, k1 1.2, b 0.6: quotes are short)."""
    corpus = [tokens(text) or [_NOTHING] for text in texts]
    if corpus:
        retriever = bm25s.BM25(k1=1.2, b=0.6)
        retriever.index(corpus, show_progress=False)
        retriever.save(folder / _FOLDER, show_progress=False)


class Words:
    """Lexical scores of one generation."""

    def __init__(self, folder: Path, count: int) -> None:
        self._count = count
        self._retriever: Any = bm25s.BM25.load(folder / _FOLDER, mmap=True, show_progress=False) if count else None

    def scores(self, query: str) -> NDArray[np.float32]:
        """BM25 score of every row, zeros where nothing matches."""
        known = [] if self._retriever is None else [t for t in tokens(query) if t in self._retriever.vocab_dict]
        if not known:
            return np.zeros(self._count, dtype=np.float32)
        found: NDArray[np.float32] = self._retriever.get_scores(known)
        return found

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in any text."""
        return self._retriever is not None and word in self._retriever.vocab_dict
