"""Quotes that say the same in nearly the same words: one is shown, and how many people say it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.index.words import tokens

_LIKE, _FEWEST = 0.8, 5
"""Share of all their words that two texts have in common to be the same, and the fewest words for which that tells."""
_DENIES = re.compile(r"\b(?:no|not|never|nobody|nothing|none|without|hardly)\b|n['’]t\b", re.IGNORECASE)


class Repeats(NamedTuple):
    """Quotes without those that repeat an earlier one."""

    quotes: tuple[Quote, ...]
    """In their order, the first of each that are alike."""
    people: dict[str, int]
    """Quote id -> how many people say it, where that is more than one."""


class _Said(NamedTuple):
    """What two texts must have in common to be the same."""

    words: frozenset[str]
    denials: int


def without_repeats(quotes: Iterable[Quote]) -> Repeats:
    """Leave out what was said before in nearly the same words: one "not" more makes another text."""
    kept: dict[str, tuple[Quote, _Said]] = {}
    speakers: dict[str, set[str]] = {}
    for quote in quotes:
        said = _Said(frozenset(tokens(quote.text, stopwords=frozenset())), len(_DENIES.findall(quote.text)))
        first = next((one.id for one, before in kept.values() if _same(said, before)), quote.id)
        kept.setdefault(first, (quote, said))
        speakers.setdefault(first, set()).add(quote.respondent_id)
    people = {one: len(several) for one, several in speakers.items() if len(several) > 1}
    return Repeats(tuple(quote for quote, _ in kept.values()), people)


def _same(one: _Said, other: _Said) -> bool:
    if one.denials != other.denials or not one.words:
        return False
    shared, either = len(one.words & other.words), len(one.words | other.words)
    return shared == either or (min(len(one.words), len(other.words)) >= _FEWEST and shared >= _LIKE * either)
