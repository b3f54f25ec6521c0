"""On which scale a comparative stands, and towards which end: sooner is "less time", dearer is "costs more"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from agent.verification.contradictions.comparing import is_comparative, plain_forms
from agent.verification.lexicon import axes, word_list, word_set
from agent.verification.text import Word, stem

_FILE: Final = "scales"
_OF_NOUNS: Final = frozenset("the a an my our your his her its their this that on in of for with".split())
"""Words behind which a word in -er is a noun."""


class Degree(NamedTuple):
    """A scale by its name, and the end of it that a comparative moves to: 1 or -1."""

    scale: str
    end: int


def compared_in(found: Sequence[Word]) -> Word | None:
    """The comparative among the words before a "than", the last listed one first; a noun in -er follows an article."""
    listed = next((word for word in reversed(found) if is_comparative(word)), None)
    formed = (word for before, word in pairwise(found) if before.lower not in _OF_NOUNS and _in_er(word))
    return listed or next(iter(reversed(list(formed))), None)


def _in_er(word: Word) -> bool:
    return word.lower.endswith("er") and bool(plain_forms(word.lower))


def degree_of(word: Word, between: Sequence[Word], before: Sequence[Word]) -> Degree:
    """The scale of a comparative with what stands behind it ("less time") and before it ("the price is higher")."""
    amount = _amounts().get(word.lower)
    if amount is None:
        return _of_adjective(word.lower)
    measured = next((_measures()[one.stem] for one in (*between, *reversed(before)) if one.stem in _measures()), None)
    if measured:
        return Degree(measured.scale, amount * measured.end)
    if word.lower in word_set(_FILE, "bare") and between:
        told = of_stem(between[0].stem)
        return Degree(told.scale, amount * told.end)
    return _of_adjective(word.lower)


def of_stem(told: str) -> Degree:
    """The scale of an adjective: an axis of opposites where it stands on one, else a scale of its own."""
    return next((Degree(axis, end) for axis, end in axes().get(told, ())), Degree(told, 1))


def _of_adjective(comparative: str) -> Degree:
    if comparative in _irregular():
        return _irregular()[comparative]
    forms = [stem(form) for form in plain_forms(comparative)]
    known = next((form for form in forms if form in axes()), "")
    return of_stem(known) if known else Degree(min(forms, default=comparative), 1)


@cache
def _irregular() -> dict[str, Degree]:
    """Comparatives whose form does not say of which adjective they are."""
    return _degrees("irregular")


@cache
def _amounts() -> dict[str, int]:
    """Comparatives that say more or less of whatever stands beside them."""
    return {word: end for end, key in ((1, "more"), (-1, "less")) for word in word_set(_FILE, key)}


@cache
def _measures() -> dict[str, Degree]:
    """Stems of what is measured, with the scale and the end at which more of it stands: more time is slower."""
    return {stem(word): degree for word, degree in _degrees("measures").items()}


def _degrees(key: str) -> dict[str, Degree]:
    rows = (row.split() for row in word_list(_FILE, key))
    return {word: Degree(scale, int(end)) for scale, end, *found in rows for word in found}
