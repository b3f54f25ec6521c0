"""Whether a text mentions a term: the word, its family, a synonym, or a close static word vector."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from retrieval.answering.terms import Term
from retrieval.answering.words import narrower_than, related_to, stem, synonyms_of
from retrieval.embeddings import Embedder
from retrieval.index.words import words

EXACT, SYNONYM, NEAR, NARROWER, RELATED = 1.0, 0.9, 0.8, 0.75, 0.6
CLOSE = 0.62
"""Cosine of two words' vectors from which one stands for the other (tuned: tests/retrieval/answering)."""
_ALIKE = 0.2
"""Share of letter pairs in common beyond which a likeness of vectors may come from the spelling alone."""


class Likeness:
    """Knows for each term of a question which words of the texts at hand stand for it."""

    def __init__(self, terms: Iterable[Term], vocabulary: Collection[str], embedder: Embedder) -> None:
        self._terms = tuple(terms)
        self._named = frozenset(term.stems for term in self._terms)
        self._particular: dict[Term, frozenset[tuple[str, ...]]] = {}
        self._near: dict[Term, frozenset[str]] = {}
        known = sorted({word for word in vocabulary if len(word) > 2 and word.isalpha()})
        single = [term for term in self._terms if len(term.stems) == 1 and term.said.isalpha()]
        if known and single:
            likeness = embedder.encode([term.said for term in single]) @ embedder.encode(known).T
            for term, row in zip(single, likeness, strict=True):
                close = [known[place] for place in np.flatnonzero(row >= CLOSE)]
                self._near[term] = frozenset(stem(word) for word in close if _spelt_apart(term.said, word))

    def of(self, term: Term, found: Sequence[str]) -> float:
        """How well a text's stems, in order, speak of a term: 0 to 1.

        A word that the question names itself stands for no other of its terms: "battery" is not that it is charged.
        """
        if holds(found, term.stems):
            return EXACT
        if term.proper:
            return 0.0
        if any(holds(found, expression) for expression in synonyms_of(term.stems)):
            return SYNONYM
        if not self._near.get(term, frozenset()).isdisjoint(found):
            return NEAR
        said = set(found)
        if any(expression[-1] in said and holds(found, expression) for expression in self._narrower(term)):
            return NARROWER
        beside = related_to(term.stems) - self._named
        return RELATED if any(holds(found, expression) for expression in beside) else 0.0

    def _narrower(self, term: Term) -> frozenset[tuple[str, ...]]:
        """The expressions for something particular that stand for a term, without those that the question names."""
        if term not in self._particular:
            self._particular[term] = narrower_than(term.stems) - self._named
        return self._particular[term]

    def _loosely(self, term: Term, found: Sequence[str]) -> set[str]:
        """The single words of a text that stand for a term by what they mean."""
        particular = {one[0] for one in narrower_than(term.stems) if len(one) == 1}
        return (particular | self._near.get(term, frozenset())).intersection(found)

    def of_each(self, terms: Sequence[Term], found: Sequence[str]) -> tuple[float, ...]:
        """The same for several terms; what is only near one is not it where it is another."""
        scores = [self.of(term, found) for term in terms]
        for place, term in enumerate(terms):
            if scores[place] == NEAR:
                heard = self._near[term].intersection(found)
                others = [
                    one for other, one in enumerate(terms) if other != place and scores[other] in (NEAR, NARROWER)
                ]
                if any(heard <= self._loosely(one, found) for one in others):
                    scores[place] = 0.0
        return tuple(scores)


def holds(found: Sequence[str], parts: tuple[str, ...]) -> bool:
    """Whether the stems stand in the text next to one another, or written as one word."""
    if len(parts) == 1:
        return parts[0] in found
    if "".join(parts) in found:
        return True
    width = len(parts)
    return any(tuple(found[place : place + width]) == parts for place in range(len(found) - width + 1))


def vocabulary_of(texts: Iterable[str]) -> set[str]:
    """The words of some texts."""
    return {word for text in texts for word in words(text)}


def _spelt_apart(left: str, right: str) -> bool:
    one, other = _pairs(left), _pairs(right)
    return 2 * len(one & other) <= _ALIKE * (len(one) + len(other))


def _pairs(word: str) -> set[str]:
    return {word[place : place + 2] for place in range(len(word) - 1)}
