"""Slips of the fingers in a question: "warrenty", "timetabel", "delivry"."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

from retrieval.answering.words import list_of
from retrieval.data import load
from retrieval.index.words import fold

_SHORTEST = 6
"""Letters from which a word that nobody knows is taken for a slip and not for a name or a thing."""
_LONGEST = 30
"""Letters from which on it is no word at all."""
_VOWELS = "aeiou"
_WORD = re.compile(r"[a-z]+")


def corrected(text: str, spoken: Callable[[str], bool]) -> str:
    """A question with its slips mended: words that no list and, by `spoken`, nobody knows, and one known is near.

    Near is one letter doubled, left out, added, or exchanged with its neighbour, or one vowel for another (Damerau,
    1964, without other exchanges: "printer" is not "painter"). Words with a capital are names and stay.
    """

    def mended(found: re.Match[str]) -> str:
        word = found[0]
        if not _SHORTEST <= len(word) < _LONGEST or fold(word) in _folded() or spoken(word):
            return word
        near = {one for one in _slips(word) if one in _known()}
        return near.pop() if len(near) == 1 else word

    return re.sub(r"(?<![\w'’-])[a-z]+(?![\w'’-])", mended, text)


def _slips(word: str) -> Iterator[str]:
    """Every way to write a word otherwise by one slip after its first letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + one + right for left, right in cuts for one in letters)
    yield from (left + one + right[1:] for left, right in cuts if right and right[0] in _VOWELS for one in _VOWELS)


@cache
def _folded() -> frozenset[str]:
    return frozenset(map(fold, _known()))


@cache
def _known() -> frozenset[str]:
    """The words of the lists by which questions are read."""
    lines = chain(load("synonyms"), load("related"), *load("narrower").items())
    lists = chain.from_iterable(list_of(name) for name in ("framing", "light", "whole", "life", "roles", "measures"))
    return frozenset(chain(lists, *(_WORD.findall(line) for line in lines)))
