"""The words that come back in what a segment's people say."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from agent.writers.data import words
from agent.writers.polarity import tokens
from personas.evidence import Quote

_SPEAKERS = 3


class Term(NamedTuple):
    """A word or pair of words, and a quote of each respondent who uses it."""

    words: str
    quotes: tuple[Quote, ...]


def vocabulary(quotes: Iterable[Quote], most: int = 5) -> list[Term]:
    """Words and pairs that at least three respondents use, as they write them, none inside another."""
    speakers: dict[str, dict[str, Quote]] = defaultdict(dict)
    for quote in quotes:
        for term in _terms(quote.text):
            speakers[term].setdefault(quote.respondent_id, quote)
    shared = {term: found for term, found in speakers.items() if len(found) >= _SPEAKERS}
    ranked = sorted(shared, key=lambda term: (-len(shared[term]) * (2 if " " in term else 1), term))
    chosen: list[str] = []
    for term in ranked:
        if not any(set(term.split()) & set(other.split()) for other in chosen):
            chosen.append(term)
    return [_as_written(term, shared[term].values()) for term in chosen[:most]]


def _as_written(term: str, quotes: Iterable[Quote]) -> Term:
    """The term as it is spelled, small letters before capitals, and the quotes that spell it so."""
    pattern = re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE)
    spelled = {quote.id: (match.group(), quote) for quote in quotes if (match := pattern.search(quote.text))}
    counts = Counter(spelling for spelling, _ in spelled.values())
    chosen = max(counts, key=lambda spelling: (spelling.islower(), counts[spelling], spelling))
    return Term(chosen, tuple(quote for spelling, quote in spelled.values() if spelling == chosen))


def _terms(text: str) -> set[str]:
    common = words("stopwords", "stopwords")
    found = tokens(text)
    plain = [word if word not in common and len(word) > 2 and "'" not in word else "" for word in found]
    pairs = {
        f"{first} {second}"
        for first, second in pairwise(plain)
        if first and second and f"{first} {second}" in text.lower()
    }
    return {word for word in plain if len(word) > 3} | pairs
