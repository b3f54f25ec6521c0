"""Which words of a text are said and which are denied, and whether it speaks well or ill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from agent.verification.evidence_text import sentences_of
from agent.verification.lexicon import axes, moves, stem_set, stop_words, word_set
from agent.verification.negation import is_negation
from agent.verification.text import Word, linked_clauses, plain, words

_UNABLE = frozenset({"can't", "cant", "cannot", "couldn't"})
"""With "wait" behind them, these say how much somebody looks forward."""
_WITHIN = frozenset({"from", "for"})
"""Words behind which a negation that opens a clause still reaches: "not once has a lamp from here failed"."""
_DISPLACES = frozenset({("rather", "than"), ("instead", "of")})
_FAIL = "fail"
"""Denies what follows with a "to" behind it; else something failed."""
_CONTINUES = re.compile(
    r"(?:(?:and )?not |and (?:an?|the|my|our|your|their|some|any)\b"
    r"(?!.*(?:n't|\b(?:is|are|was|were|has|have|had|can|will|would|do|does|did)\b)))",
    re.IGNORECASE,
)
"""How a clause begins that only goes on with the one before."""
REACH = 6
"""How many words a negation reaches."""


class Polar(NamedTuple):
    """A word and whether it is said or denied."""

    stem: str
    denied: bool
    text: str


@lru_cache(maxsize=8192)
def polar_clauses(text: str) -> tuple[tuple[Polar, ...], ...]:
    """The clauses of a text, each as its words with what is denied marked.

    ", not X" belongs to the one before, and so does what "and" joins to it without a verb: "and a plan on a napkin".
    """
    found: list[tuple[Polar, ...]] = []
    for sentence in sentences_of(text):
        every = words(sentence)
        for start, end in linked_clauses(sentence):
            polar = polarised([word for word in every if start <= word.start and word.end <= end])
            if polar and found and start and _CONTINUES.match(plain(sentence[start:end])):
                found[-1] += polar
            elif polar:
                found.append(polar)
    return tuple(found)


def colour_of_stars(rating: float | None) -> frozenset[int]:
    """The colour that a rating out of 5 gives its review: 1 from 4 stars on, -1 up to 2; without one, none."""
    if rating is None:
        return frozenset()
    return frozenset({1} if rating >= 4 else {-1} if rating <= 2 else ())


@lru_cache(maxsize=8192)
def colours_of(text: str) -> frozenset[int]:
    """1 when a text holds a favourable word, -1 an unfavourable one: an end of an axis, denials turned round.

    "Too" before a word makes it unfavourable, whatever it is.
    """
    found = {
        -sign if word.denied else sign
        for clause in polar_clauses(text)
        for word in clause
        for axis, sign in axes().get(word.stem, ())
        if axis in word_set("direction", "evaluative")
    }
    return frozenset(found | ({-1} if any(word.lower == "too" for word in words(text)) else set()))


def polarised(found: Sequence[Word], *, sure: bool = False) -> tuple[Polar, ...]:
    """The content words, each with whether an odd number of negations reaches it.

    "Rarely" and "hardly" deny too; with `sure`, words that only they reach are left out, being neither said nor denied,
    as what is "less" so always is.
    """
    polar: list[Polar] = []
    reaching: list[int] = []
    for position, word in enumerate(found):
        if _accustomed(found, position):
            reaching = []
            continue
        if _likens(found, position) or (position and found[position - 1].lower == "less"):
            continue
        if polar and _object_of(found, position) == polar[-1].text:
            polar[-1] = polar[-1]._replace(denied=not polar[-1].denied)
        if displaces(found, position):
            reaching.append(position)
            continue
        if _ends(found, reaching, position):
            reaching = []
        elif _denies(found, position):
            reaching.append(position)
            continue
        if word.lower in word_set("direction", "breaks") | stop_words() and not moves(found, position):
            reaching = [] if word.stem in stem_set("direction", "factive") else reaching
            continue
        near = [negation for negation in reaching if negation == 0 or position - negation <= REACH]
        if sure and any(found[negation].lower in word_set("direction", "soft") for negation in near):
            continue
        if word.stem in stem_set("direction", "factive"):
            reaching = []
        polar.append(Polar(word.stem, len(near) % 2 == 1, word.text))
    return tuple(polar)


def _denies(found: Sequence[Word], position: int) -> bool:
    word = found[position]
    before = found[position - 1].lower if position else ""
    after = found[position + 1].lower if position + 1 < len(found) else ""
    if word.lower == "not" and after in ("only", "just", "merely"):
        return False
    if word.stem == _FAIL and after != "to":
        return False
    if word.lower in _UNABLE and after == "wait":
        return False
    if word.lower == "stopped" and (after == "by" or before in ("nearly", "almost")):
        return False
    return is_negation(word)


def displaces(found: Sequence[Word], position: int) -> bool:
    """Whether what follows is not so, but something else: "here rather than there", "chose the blue over the red"."""
    if found[position].lower == "over":
        return any(word.stem in stem_set("direction", "choosing") for word in found[:position])
    return position > 0 and (found[position - 1].lower, found[position].lower) in _DISPLACES


def _ends(found: Sequence[Word], reaching: Sequence[int], position: int) -> bool:
    """Whether what a negation denies ends before a word."""
    if not reaching:
        return False
    breaks = found[position].lower in word_set("direction", "breaks") and position - 1 != reaching[-1]
    opening = reaching == [0] and found[position].lower in _WITHIN
    return (breaks and not opening) or _likened_to(found, reaching[-1], position)


def _likened_to(found: Sequence[Word], negation: int, position: int) -> bool:
    """Whether this is the second "as" behind a negation, which denies the first: "not as chilly as they look"."""
    return found[position].lower == "as" and any(word.lower in ("as", "so") for word in found[negation:position])


def _accustomed(found: Sequence[Word], position: int) -> bool:
    """Whether "used" is said with "to": who is not used to a thing neither uses nor denies it."""
    return found[position].lower == "used" and [word.lower for word in found[position + 1 : position + 2]] == ["to"]


def _likens(found: Sequence[Word], position: int) -> bool:
    """Whether a "like" only compares: "looks like a visitor" likes nothing."""
    before = found[position - 1].lower if position else ""
    return found[position].lower == "like" and before in word_set("direction", "likened")


def _object_of(found: Sequence[Word], position: int) -> str:
    """The word right before a negation that is its object: "means nothing" denies "means"; else nothing."""
    after = found[position + 1].lower if position + 1 < len(found) else ""
    denies = found[position].lower in word_set("direction", "objects")
    if not denies or position == 0 or after in word_set("direction", "exceptive"):
        return ""
    return found[position - 1].text
