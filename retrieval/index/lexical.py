"""BM25 over folded words, computed here, stored by bm25s and memory-mapped."""

import logging
from array import array
from collections.abc import Iterable
from functools import cached_property
from heapq import nlargest
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import bm25s
import numpy as np
from numpy.typing import NDArray

from retrieval.index.words import tokens

logging.getLogger("bm25s").setLevel(logging.WARNING)

_FOLDER = "words"
_K1, _B = 1.2, 0.6
_NONE = ""
"""The word of no text, which bm25s wants in a vocabulary."""


def write(folder: Path, texts: Iterable[str]) -> None:
    """Index the texts into `folder` (Robertson-Walker BM25 with Lucene's idf, k1 1.2, b 0.6: quotes are short)."""
    counted = _count(texts)
    if len(counted.lengths):
        retriever = bm25s.BM25(k1=_K1, b=_B)
        retriever.scores, retriever.vocab_dict = _scores(counted), counted.vocabulary
        retriever.nonoccurrence_array = None
        retriever.save(folder / _FOLDER, show_progress=False)


_COMMONEST = 2_000
"""Words that are known as frequent: more than there are words that tell nothing."""


class _Counted(NamedTuple):
    """All words of all texts, one after the other, as numbers."""

    vocabulary: dict[str, int]
    words: NDArray[np.int32]
    lengths: NDArray[np.int32]
    """How many words each text has."""


def _count(texts: Iterable[str]) -> _Counted:
    vocabulary: dict[str, int] = {_NONE: 0}
    words, lengths = array("i"), array("i")
    for text in texts:
        said = tokens(text)
        words.extend(vocabulary.setdefault(word, len(vocabulary)) for word in said)
        lengths.append(len(said))
    return _Counted(vocabulary, np.frombuffer(words, dtype=np.int32), np.frombuffer(lengths, dtype=np.int32))


def _scores(counted: _Counted) -> dict[str, Any]:
    """The score of every word in every text that holds it, by word and then by text: what bm25s keeps.

    All at once: bm25s itself goes from text to text, which takes five times as long.
    """
    count, size = len(counted.lengths), len(counted.vocabulary)
    places = counted.words.astype(np.int64) * count + np.repeat(np.arange(count), counted.lengths)
    pairs, times = np.unique(places, return_counts=True)
    word, text = pairs // count, pairs % count
    holding = np.bincount(word, minlength=size)
    rarity = np.log(1 + (count - holding + 0.5) / (holding + 0.5))
    lengths = counted.lengths / max(counted.lengths.mean(), 1)
    damping = _K1 * (1 - _B + _B * lengths)
    return {
        "data": (rarity[word] * times / (times + damping[text])).astype(np.float32),
        "indices": text.astype(np.int32),
        "indptr": np.concatenate([[0], np.cumsum(holding)]),
        "num_docs": count,
    }


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

    @cached_property
    def commonest(self) -> list[tuple[str, int]]:
        """The folded words that stand in the most texts, with how many, the most frequent first."""
        if self._retriever is None:
            return []
        counts = np.diff(self._retriever.scores["indptr"])
        held = ((word, int(counts[at])) for word, at in self._retriever.vocab_dict.items() if at < len(counts))
        return nlargest(_COMMONEST, held, key=itemgetter(1))
