"""What a question is put for, whatever its words: how it began, what stood in the way, what else was looked at.

"What stops older passengers from travelling?" and "Is there anything that keeps you from going more often?" share no
word and no vector tells that they are one. The turn of phrase of both does; what else either names must be shared.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from retrieval.answering.expressions import roles
from retrieval.answering.likeness import NEAR, Likeness
from retrieval.answering.question import Question
from retrieval.answering.terms import Term, divide
from retrieval.answering.words import list_of, stems
from retrieval.data import load

_WHO = re.compile(
    r"\b(?:(?:most|our|the|your|many|some|any|all|these|those|new|lapsed|former|regular|loyal|older|younger|young) )*"
    rf"(?:customers?|people|persons?|respondents|members|clients|they|them|somebody|someone|anybody|anyone|{roles()})\b"
)
_OF_THEIRS = re.compile(r"\b(?:with |of |on |for )?your (?:last|first|next|latest|previous|most recent) [\w-]+")
"""What people do with a company, whatever it is: "your last visit"."""
_WHOSE = re.compile(r"\btheir\b")
_WORDINGS = ("tells", "shows")
"""How people say unasked what a question is put for: as nobody else does, and as some do."""
_REPEATED, _THROUGHOUT, _SHARE = 2, 3, 0.05
"""Different questions put to people that name a thing: from how many it need not be named in a question asked now, and
from how many, and from what share of them, it is what all are about, and need not be spoken of in a reply."""


class Studied(NamedTuple):
    """What people were asked about, as stems."""

    repeated: frozenset[str]
    """What several different questions name."""
    throughout: frozenset[str]
    """What so many of them name that a reply is about it without saying so."""


def put_to_one(plain: str) -> str:
    """A question about many, in lower case, as one of them would be asked it."""
    return _WHOSE.sub("your", _WHO.sub("you", plain))


@lru_cache(maxsize=4096)
def purposes(question: str) -> frozenset[str]:
    """What a question that is put to one person is put for; none for one with a matter alone."""
    plain = _plain(question)
    return frozenset(
        name for name, (asks, other) in _purposes().items() if asks.search(plain) and not _other(other, plain)
    )


def studied(questions: Iterable[str]) -> Studied:
    """What several of the different questions that were put to people name."""
    different = set(map(_plain, questions))
    counts = Counter(stem for question in different for stem in set(_matter(question)))
    fewest = max(_THROUGHOUT, _SHARE * len(different))
    repeated = frozenset(stem for stem, count in counts.items() if count >= _REPEATED)
    return Studied(repeated, frozenset(stem for stem in repeated if counts[stem] >= fewest))


def same_purpose(asked: Question, then: str, said: str, likeness: Likeness, about: Studied) -> bool:
    """Whether somebody was asked `then` for what is asked now, and neither question is about a matter of its own.

    What the one asked now names must be `said` in the exchange, unless all the questions are `about` it.
    """
    now = put_to_one(asked.plain)
    if purposes(now).isdisjoint(purposes(then)):
        return False
    spoken = stems(f"{then} {said}")
    if any(likeness.of(term, spoken) < NEAR for term in named_beside(asked, about)):
        return False
    return {*stems(now), *about.repeated}.issuperset(_matter(then))


def told(now: str, text: str) -> bool | None:
    """Whether a text tells by its own wording what a question of many is put for; None where no wording is known."""
    known = [_wordings("tells")[name] for name in purposes(put_to_one(now)) if name in _wordings("tells")]
    return any(one.search(_written(text)) for one in known) if known else None


def volunteered(now: str, text: str) -> bool:
    """Whether a text says, unasked and by its own wording, what a question of many is put for."""
    return any(
        name in known and known[name].search(_written(text)) is not None
        for name in purposes(put_to_one(now))
        for known in map(_wordings, _WORDINGS)
    )


def apart(now: str, then: str) -> bool:
    """Whether two questions, the one asked now of many, are put for different things."""
    one, other = purposes(put_to_one(now)), purposes(then)
    return bool(one and other) and one.isdisjoint(other)


def named_beside(asked: Question, about: Studied) -> list[Term]:
    """What a question names beside its turn of phrase, and beside what all that people were asked is about.

    Nor are the people asked about a matter, nor what they do as customers, nor what a turn of phrase only means.
    """
    turn, said = _turn(put_to_one(asked.plain)) | about.throughout, set(stems(asked.plain))
    people = list_of("patronage") | list_of("roles")
    return [
        term
        for term in asked.terms
        if not turn.issuperset(term.stems) and term.said not in people and not said.isdisjoint(term.stems)
    ]


@lru_cache(maxsize=4096)
def _matter(question: str) -> tuple[str, ...]:
    """The stems of what a question names beside its turn of phrase."""
    heavy, _ = divide(_OF_THEIRS.sub(" ", _plain(question)))
    turn = _turn(question)
    return tuple(
        part for term in heavy if term.said not in list_of("patronage") for part in term.stems if part not in turn
    )


@lru_cache(maxsize=4096)
def _turn(question: str) -> frozenset[str]:
    """The stems of the turns of phrase that tell what a question is put for."""
    plain = _plain(question)
    found = (one[0] for name in purposes(question) for one in _purposes()[name][0].finditer(plain))
    return frozenset(part for text in found for part in stems(text))


def _plain(question: str) -> str:
    return _written(question).casefold()


def _written(text: str) -> str:
    """A text as it is written, capitals kept: they tell a name."""
    return " ".join(text.replace("’", "'").split())


def _other(pattern: re.Pattern[str] | None, plain: str) -> bool:
    return pattern is not None and pattern.search(plain) is not None


@cache
def _purposes() -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    return {
        name: (
            _any(row["asks"]),
            re.compile(row["not"]) if "not" in row else None,
        )
        for name, row in load("purposes").items()
    }


@cache
def _wordings(kind: str) -> dict[str, re.Pattern[str]]:
    return {name: _any(row[kind]) for name, row in load("purposes").items() if kind in row}


def _any(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in expressions), re.IGNORECASE)
