"""Representative quotes: echoed by others of the segment more than by people outside it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from personas.evidence import Quote
from retrieval.index.words import tokens
from retrieval.themes.matching import read_quotes

SAMPLE = 1_500
"""Quotes on each side that are compared at most."""
_NEAREST, _OUTSIDE, _SAID_ALREADY = 4, 0.5, 0.7
_PER_PERSON = 3
_FEWEST_WORDS = 4
"""Words of content under which a quote says too little by itself."""


class _Bags(NamedTuple):
    """Quotes as unit vectors of words weighted by how rare they are (tf-idf), one a row."""

    own: csr_matrix
    outside: csr_matrix


def even_sample(quotes: Iterable[Quote]) -> list[Quote]:
    """At most `SAMPLE` of the quotes, in the order of their lots; ids are hashes: the first of them are even."""
    return sorted(sorted(quotes, key=lambda quote: quote.id)[:SAMPLE], key=lambda quote: quote.tie_break)


def representative_quotes(own: Sequence[Quote], outside: Sequence[Quote], limit: int) -> list[str]:
    """Ids of the quotes that other people of the segment echo most and people outside it least, no two alike.

    A quote's worth is its mean likeness to the four nearest quotes of other people of the segment, less half of that
    to quotes from outside; each further one is less worth the more it repeats those chosen (maximal marginal
    relevance, Carbonell and Goldstein, 1998).
    """
    rows = [row.quote for row in read_quotes(even_sample(own))]
    quotes = [quote for quote in rows if len(_bag(quote.text)) >= _FEWEST_WORDS]
    if not quotes or limit < 1:
        return []
    bags = _bags([quote.text for quote in quotes], [quote.text for quote in outside[:SAMPLE]])
    people = [quote.respondent_id for quote in quotes]
    alike = _likeness(bags.own, bags.own)
    worth = _nearest(np.where(_same(people), 0.0, alike)) - _OUTSIDE * _nearest(_likeness(bags.own, bags.outside))
    return [quotes[place].id for place in _spread(worth, alike, people, limit)]


def _spread(worth: NDArray[np.float64], alike: NDArray[np.float64], people: Sequence[str], limit: int) -> list[int]:
    chosen: list[int] = []
    heard: Counter[str] = Counter()
    repeats = np.zeros(len(worth))
    while len(chosen) < min(limit, len(worth)):
        free = [place for place in range(len(worth)) if place not in chosen and heard[people[place]] < _PER_PERSON]
        if not free:
            break
        best = max(free, key=lambda place: (worth[place] - _SAID_ALREADY * repeats[place], -place))
        chosen.append(best)
        heard[people[best]] += 1
        repeats = np.maximum(repeats, alike[best])
    return chosen


def _bags(own: Sequence[str], outside: Sequence[str]) -> _Bags:
    bags = [_bag(text) for text in (*own, *outside)]
    spread = Counter(word for bag in bags for word in bag)
    place = {word: column for column, word in enumerate(spread)}
    weights = {word: math.log((len(bags) + 1) / (count + 0.5)) for word, count in spread.items()}
    whole = _matrix(bags, place, weights)
    return _Bags(whole[: len(own)], whole[len(own) :])


@lru_cache(maxsize=20_000)
def _bag(text: str) -> frozenset[str]:
    """The different words of a text, folded; remembered, for a batch reads the same quotes for every segment."""
    return frozenset(tokens(text))


def _matrix(bags: Sequence[frozenset[str]], place: dict[str, int], weights: dict[str, float]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, bag in enumerate(bags):
        length = math.sqrt(sum(weights[word] ** 2 for word in bag)) or 1.0
        for word in sorted(bag):
            rows.append(row)
            columns.append(place[word])
            values.append(weights[word] / length)
    return csr_matrix((values, (rows, columns)), shape=(len(bags), len(place)))


def _likeness(left: csr_matrix, right: csr_matrix) -> NDArray[np.float64]:
    """Of each row with each, to nine digits: beyond them the order of the words in the alphabet would decide."""
    return np.asarray((left @ right.T).todense(), dtype=np.float64).round(9)


def _nearest(alike: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of each row's highest values."""
    count = min(_NEAREST, alike.shape[1])
    if not count:
        return np.zeros(len(alike))
    return np.asarray(np.partition(alike, -count, axis=1)[:, -count:].mean(axis=1))


def _same(people: Iterable[str]) -> NDArray[np.bool_]:
    names = np.array(list(people))
    return np.asarray(names[:, None] == names[None, :])
