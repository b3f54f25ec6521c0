"""People whom a question asks about by what is known of them: "women", "customers over 60", "roofers in Scotland"."""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from retrieval.answering.expressions import roles
from retrieval.answering.question import read_question
from retrieval.answering.ruling import rule_of_age, rule_of_gender, rule_of_value
from retrieval.answering.traits import Known, Population, Trait, of_age, of_gender, of_value
from retrieval.data import load
from retrieval.index.words import words

_TOLD = ("opinion", "fact")
"""Kinds of question that words answer."""
_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")
_GENDERS = "(?:(?P<women>women|ladies|females)|(?P<men>men|gentlemen|males))"
_ENDINGS = ((r"man$", "men"), (r"([^aeiou])y$", r"\1ies"), (r"([sxz]|ch|sh)$", r"\1es"), (r"$", "s"))
"""How a word for one person ends, and for several."""


class Crowd(NamedTuple):
    """The people asked about, among those of whom it is known whether they are meant."""

    words: str
    """Who they are, and how many of how many: "women (41 of the 82 of whom it is known)"."""
    asked: str
    """The question, put about everybody."""
    people: frozenset[str]
    """Their ids; none where nobody is meant."""


class Uncounted(NamedTuple):
    """Some people of whom an amount is asked."""

    words: str
    """Who they are: "women"."""
    called: str
    """The same as the question puts it ("over-60s"), by which it finds a segment of that name."""
    rule: str
    """A rule that makes a segment of them; empty where no attribute can."""
    asked: str
    """The question, put about everybody."""


class _Named(NamedTuple):
    """A part of a question that says whom it is about, by one attribute, and what stands for it about everybody."""

    about: str
    words: str
    trait: Trait
    span: tuple[int, int]
    instead: str
    said: str
    """How the question puts it."""
    rule: str
    """A rule for the same people."""


def crowd_of(question: str, people: Population) -> Crowd | None:
    """The people whom a question about opinions, reasons or doings is about, by what is known of each.

    None where it is about everybody, about an amount, or sets groups against one another, and where nothing is known
    that tells people apart: then what it names is matter like any other.
    """
    asked, traits = _put_about_all(question.replace("’", "'"), people)
    several = len({one.about for one in traits}) < len(traits)
    if not traits or several or _compares(asked) or read_question(question).kind not in _TOLD:
        return None
    return _met(asked, traits, people.known)


def amount_of_some(question: str, people: Population, ignore: Collection[str] = ()) -> Uncounted | None:
    """Of whom alone a question asks an amount, or sets it against that of others: "women"; figures are of all.

    None where it is about everybody, and where it only asks how many they are. `ignore` are names of segments, whose
    own figures answer.
    """
    read = read_question(question, ignore)
    asked, traits = _put_about_all(read.plain, people)
    if not traits or (read.kind in _TOLD and not _compares(asked)):
        return None
    size = frozenset(f"{load('crowds')['people']} {load('crowds')['size']}".split())
    if size.issuperset(words(asked)):
        return None
    several = len({one.about for one in traits}) < len(traits)
    rules = [] if several or not all(one.rule for one in traits) else [one.rule for one in traits]
    both = " and ".join
    return Uncounted(
        both(dict.fromkeys(one.words for one in traits)), both(one.said for one in traits), both(rules), asked
    )


def _put_about_all(asked: str, people: Population) -> tuple[str, list[_Named]]:
    """A question put about everybody, and whom it was about."""
    traits: list[_Named] = []
    while (named := _first(asked, people)) is not None:
        traits.append(named)
        asked = f"{asked[: named.span[0]]}{named.instead}{asked[named.span[1] :]}"
    return asked, traits


def _compares(asked: str) -> bool:
    return _pattern(load("crowds")["against"]).search(asked) is not None


def _first(asked: str, people: Population) -> _Named | None:
    for find in (_ages, _genders):
        if (named := next(find(asked, people), None)) is not None:
            return named
    return next(_values(asked, people), None)


def _met(asked: str, traits: Sequence[_Named], people: Mapping[str, Known]) -> Crowd | None:
    """Those who have all the traits; None where all of whom it is known have them, or nobody's are known."""
    told = [{key: holds for key, one in people.items() if (holds := trait.trait(one)) is not None} for trait in traits]
    known = set.intersection(*(set(one) for one in told))
    meant = frozenset(key for key in known if all(one[key] for one in told))
    if len(meant) == len(known):
        return None
    named = ", ".join(trait.words for trait in traits)
    return Crowd(f"{named} ({len(meant):,} of the {len(known):,} of whom it is known)", asked, meant)


def _ages(plain: str, people: Population) -> Iterator[_Named]:
    for row in load("crowds")["ages"]:
        for found in _pattern(row["says"]).finditer(plain):
            low, below = _bounds(row | {name: value for name, value in found.groupdict().items() if value})
            who = found.groupdict().get("who") or "customers"
            rule = rule_of_age(people, low, below)
            yield _Named("age", _age_words(low, below), of_age(low, below), found.span(), who, found[0].strip(), rule)


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


def _genders(plain: str, people: Population) -> Iterator[_Named]:
    for says in load("crowds")["genders"]:
        for found in _pattern(says, _GENDERS).finditer(plain):
            gender = "women" if found["women"] else "men"
            rule = rule_of_gender(people, gender)
            yield _Named("gender", gender, of_gender(gender), found.span("whole"), "customers", gender, rule)


def _values(plain: str, people: Population) -> Iterator[_Named]:
    """What else is known of people and named: the region that they are in or from, their sector, their trade."""
    said = [(name, value) for name, value in people.values if value[:-2].casefold() in plain.casefold()]
    for name, value in said:
        for says in load("crowds")["values"]:
            for found in _pattern(says, _in_words(value)).finditer(plain):
                if found["whole"].casefold() in load("crowds")["people"].split():
                    continue
                who = found.groupdict().get("who") or "customers"
                named = _placed(re.sub(rf"^{who}\b", "people", found["whole"]), value)
                rule = rule_of_value(name, value)
                yield _Named(name, named, of_value(name, value), found.span("whole"), who, named, rule)


def _placed(named: str, value: str) -> str:
    """People in a place, its name written as the source writes it."""
    place = rf"(?:(?<=\bin )|(?<=\bfrom )|(?<=\bthe )){re.escape(value)}$"
    return re.sub(place, lambda _: value, named, flags=re.IGNORECASE)


def _in_words(value: str) -> str:
    """A value as a question may write it, also of several people: "Roofer", "roofers"."""
    plurals = (re.sub(ending, plural, value) for ending, plural in _ENDINGS if re.search(ending, value))
    return f"(?:{re.escape(next(plurals))}|{re.escape(value)})"


@cache
def _pattern(says: str, named: str = "") -> re.Pattern[str]:
    people = "|".join(sorted(load("crowds")["people"].split(), key=len, reverse=True))
    who = rf"\b(?P<who>{people}|{roles()})\b"
    whole = says.replace("SUBJECT", load("crowds")["subject"]).replace("WHO", who).replace("NAMED", named)
    return re.compile(whole, re.IGNORECASE)
