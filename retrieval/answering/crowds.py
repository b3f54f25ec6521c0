"""People whom a question asks about by what is known of them: "women", "customers over 60", "people in Scotland"."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from retrieval.answering.expressions import roles
from retrieval.answering.question import read_question
from retrieval.answering.traits import Known, Trait, of_age, of_gender, of_value
from retrieval.data import load
from segments.statistics.wording import is_demographic

_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")
_GENDERS = "(?:(?P<women>women|ladies|females)|(?P<men>men|gentlemen|males))"
_ELSEWHERE = ("age", "gender")
"""Attributes that are asked about in words of their own."""


class Crowd(NamedTuple):
    """The people asked about, among those of whom it is known whether they are meant."""

    words: str
    """Who they are, and how many of how many: "women (41 of the 82 of whom it is known)"."""
    asked: str
    """The question, put about everybody."""
    people: frozenset[str]
    """Their ids; none where nobody is meant."""


class _Named(NamedTuple):
    """A part of a question that says whom it is about, and what stands for it in one about everybody."""

    words: str
    trait: Trait
    span: tuple[int, int]
    instead: str


def crowd_of(question: str, people: Callable[[], Mapping[str, Known]]) -> Crowd | None:
    """The people whom a question about opinions, reasons or doings is about, by what is known of each.

    `people` gives everybody's attributes by id; it is called where a question may be about some of them. None where it
    is about everybody, about an amount, or sets groups against one another, and where nothing is known that tells
    people apart: then what it names is matter like any other.
    """
    if read_question(question).kind not in ("opinion", "fact"):
        return None
    asked, traits = question.replace("’", "'"), list[_Named]()
    for find in (_ages, _genders, lambda text: _places(text, people)):
        named = [*find(asked)]
        if len(named) > 1:
            return None
        for one in named:
            asked = f"{asked[: one.span[0]]}{one.instead}{asked[one.span[1] :]}"
        traits += named
    against = _pattern(load("crowds")["against"]).search(asked)
    return _met(asked, traits, people()) if traits and not against else None


def _met(asked: str, traits: Sequence[_Named], people: Mapping[str, Known]) -> Crowd | None:
    """Those who have all the traits; None where all of whom it is known have them, or nobody's are known."""
    told = [{key: holds for key, one in people.items() if (holds := trait.trait(one)) is not None} for trait in traits]
    known = set.intersection(*(set(one) for one in told))
    meant = frozenset(key for key in known if all(one[key] for one in told))
    if len(meant) == len(known):
        return None
    words = ", ".join(trait.words for trait in traits)
    return Crowd(f"{words} ({len(meant):,} of the {len(known):,} of whom it is known)", asked, meant)


def _ages(plain: str) -> Iterator[_Named]:
    """The ages that a question names; where two expressions overlap, the first of them."""
    taken: set[int] = set()
    for row in load("crowds")["ages"]:
        for found in _pattern(row["says"]).finditer(plain):
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                low, below = _bounds(row | {name: value for name, value in found.groupdict().items() if value})
                who = found.groupdict().get("who") or "customers"
                yield _Named(_age_words(low, below), of_age(low, below), found.span(), who)


def _bounds(named: Mapping[str, str | int]) -> tuple[float, float]:
    """The years that are meant: from the first, below the second."""
    if "tens" in named:
        tens = str(named["tens"]).lower()
        low = 10 * (_TENS.index(tens) + 2) if tens in _TENS else int(tens[:2])
        return low, low + 10
    below = int(named["high"]) + 1 if "high" in named else float(named.get("below", math.inf))
    return float(named.get("low", 0)), below


def _age_words(low: float, below: float) -> str:
    if math.isinf(below):
        return f"people of {low:.0f} and over"
    return f"people of {low:.0f} to {below - 1:.0f}" if low else f"people under {below:.0f}"


def _genders(plain: str) -> Iterator[_Named]:
    spans: set[tuple[int, int]] = set()
    for says in load("crowds")["genders"]:
        for found in _pattern(says).finditer(plain):
            if found.span("whole") not in spans:
                spans.add(found.span("whole"))
                gender = "women" if found["women"] else "men"
                yield _Named(gender, of_gender(gender), found.span("whole"), "customers")


def _places(plain: str, people: Callable[[], Mapping[str, Known]]) -> Iterator[_Named]:
    """The region, the sector or another thing known of people that a question says they are in or from."""
    found = _pattern(load("crowds")["places"]).search(plain)
    if found is None:
        return
    known = {(name, value) for one in people().values() for name, value in one.items() if isinstance(value, str)}
    for name, value in sorted(known, key=lambda pair: (-len(pair[1]), pair)):
        here = re.compile(rf"{re.escape(value.strip())}\b", re.IGNORECASE).match(plain, found.end())
        if here and is_demographic(name) and name not in _ELSEWHERE:
            yield _Named(f"people in {here[0]}", of_value(name, value), (found.start(), here.end()), found["who"])
            return


@cache
def _pattern(says: str) -> re.Pattern[str]:
    people = "|".join(sorted(load("crowds")["people"].split(), key=len, reverse=True))
    who = rf"\b(?P<who>{people}|{roles()})\b"
    return re.compile(says.replace("WHO", who).replace("WOMEN", _GENDERS), re.IGNORECASE)
