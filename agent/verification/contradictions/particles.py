"""A verb whose little word turns it round: talked out of a thing, and told as talked into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from agent.verification.evidence_text import cited_texts
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import word_list, word_set
from agent.verification.text import Word, words

_NEAR: Final = 3
"""Within how many words behind a verb its little word stands: "switch the phones off"."""


def turned_particle(inquiry: Inquiry) -> str:
    """A verb with its little word, where all that is cited has the verb with the opposite one only; or nothing."""
    if found := _turned_place(inquiry):
        return found
    for verb, particle in _pairs(inquiry.own_words, 1):
        said = frozenset[tuple[str, str]]().union(*map(_verbs_in, cited_texts(inquiry)))
        turned = {(verb.stem, other) for other in _opposites()[particle.lower]}
        if (verb.stem, particle.lower) not in said and turned & said:
            return f"{verb.text} {particle.text}"
    return ""


def _turned_place(inquiry: Inquiry) -> str:
    """A noun with the word before it, where all that is cited has it behind the opposite one only; or nothing."""
    for before, noun in _places(inquiry.own_words):
        said = frozenset[tuple[str, str]]().union(*map(_places_in, cited_texts(inquiry)))
        turned = {(other, noun.stem) for other in _turns()[before.lower]}
        if (before.lower, noun.stem) not in said and turned & said:
            return f"{before.text} {noun.text}"
    return ""


@lru_cache(maxsize=8192)
def _places_in(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((before.lower, noun.stem) for before, noun in _places(words(text)))


def _places(found: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """The words that place what follows them, each with the first word behind it that is no function word."""
    for at, before in enumerate(found):
        following = (word for word in found[at + 1 : at + 1 + _NEAR] if word.lower not in _function())
        noun = next(following, None)
        if before.lower in _turns() and noun is not None:
            yield before, noun


@lru_cache(maxsize=8192)
def _verbs_in(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((verb.stem, particle.lower) for verb, particle in _pairs(words(text), _NEAR))


def _pairs(found: Sequence[Word], near: int) -> Iterator[tuple[Word, Word]]:
    """The words that are no function words, each with the little words that stand near behind it."""
    for at, verb in enumerate(found):
        if verb.lower not in _function():
            yield from ((verb, one) for one in found[at + 1 : at + 1 + near] if one.lower in _opposites())


def _function() -> frozenset[str]:
    return word_set("function_words", "function")


@cache
def _opposites() -> dict[str, frozenset[str]]:
    return _paired("particles")


@cache
def _turns() -> dict[str, frozenset[str]]:
    return _paired("places")


def _paired(key: str) -> dict[str, frozenset[str]]:
    rows = [row.split() for row in word_list("direction", key)]
    every = {word for row in rows for word in row}
    return {word: frozenset(other for row in rows if word in row for other in row if other != word) for word in every}
