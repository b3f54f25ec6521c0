"""Whether the claim says the opposite of the words that it cites, as far as negations and opposite words show it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from agent.verification.finding import Finding, failed, nothing_to_check, passed
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import axes, silent_words, stem_set, word_set
from agent.verification.material import sentences_of
from agent.verification.negation import is_negation
from agent.verification.text import Word, clauses, words

NAME = "direction"
REACH = 6
"""How many words a negation reaches."""


class Polar(NamedTuple):
    """A word and whether it is said or denied."""

    stem: str
    denied: bool


def direction(inquiry: Inquiry) -> Finding:
    """No word of the claim is said where all that is cited denies it or says its opposite."""
    evidence = _evidence(inquiry)
    claimed = _claimed(inquiry)
    if not evidence or not claimed:
        return nothing_to_check(NAME, "There are no words to compare.")
    for clause in claimed:
        if reason := _turned(clause, evidence):
            return failed(NAME, reason, opposite=True)
    return passed(NAME, "Nothing in the text says the opposite of what it cites.")


def _claimed(inquiry: Inquiry) -> list[tuple[Polar, ...]]:
    found = []
    for sentence in inquiry.sentences:
        for start, end in clauses(inquiry.text, *sentence):
            polar = _polarised(tuple(inquiry.own_words_within(start, end)))
            if polar:
                found.append(polar)
    return found


def _evidence(inquiry: Inquiry) -> list[tuple[Polar, ...]]:
    texts = [quote.text for quote in inquiry.quotes]
    for theme in inquiry.themes:
        texts += [theme.label, *(quote.text for quote in inquiry.quotes_of(theme))]
    texts += [figure.predicate for figure in inquiry.statistics]
    return [clause for text in texts for clause in polar_clauses(text)]


@lru_cache(maxsize=8192)
def polar_clauses(text: str) -> tuple[tuple[Polar, ...], ...]:
    """The clauses of a text, each as its words with what is denied marked."""
    found = []
    for sentence in sentences_of(text):
        every = words(sentence)
        for start, end in clauses(sentence, 0, len(sentence)):
            polar = _polarised(tuple(word for word in every if start <= word.start and word.end <= end))
            if polar:
                found.append(polar)
    return tuple(found)


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


def _polarised(found: tuple[Word, ...]) -> tuple[Polar, ...]:
    """The words that carry matter, each with whether an odd number of negations reaches it."""
    polar: list[Polar] = []
    reaching: list[int] = []
    for position, word in enumerate(found):
        if word.lower in word_set("direction", "breaks"):
            reaching = []
        elif _denies(word, found[position + 1 : position + 2]):
            reaching.append(position)
            continue
        if word.lower in silent_words():
            reaching = [] if word.stem in stem_set("direction", "factive") else reaching
            continue
        near = [negation for negation in reaching if position - negation <= REACH]
        if word.stem in stem_set("direction", "factive"):
            reaching = []
        polar.append(Polar(word.stem, len(near) % 2 == 1))
    return tuple(polar)


def _denies(word: Word, following: tuple[Word, ...]) -> bool:
    if word.lower == "not" and following and following[0].lower in ("only", "just", "merely"):
        return False
    return is_negation(word)


def _turned(clause: tuple[Polar, ...], evidence: list[tuple[Polar, ...]]) -> str:
    stems = {word.stem for word in clause}
    for word in clause:
        rest = stems - {word.stem}
        agreeing = max((_overlap(rest, other) for other in evidence if _says(word, other) > 0), default=-1)
        against = [(_overlap(rest, other), other) for other in evidence if _says(word, other) < 0]
        most, turned = max(against, key=lambda found: found[0], default=(-1, ()))
        if most > agreeing and most * 2 >= len(rest):
            found = next(other for other in turned if _relation(word, other) < 0)
            return (
                f"'{word.stem}' is {'denied' if word.denied else 'said'} here, and what it cites "
                f"{'denies' if found.denied else 'says'} '{found.stem}'."
            )
    return ""


def _overlap(rest: set[str], other: tuple[Polar, ...]) -> int:
    """How many of the claim's other words the clause of the evidence shares."""
    return len(rest & {word.stem for word in other})


def _says(word: Polar, other: tuple[Polar, ...]) -> int:
    """1 when a clause says the same as a word, -1 when it says the opposite and nowhere the same, 0 for neither."""
    relations = {_relation(word, candidate) for candidate in other}
    return 1 if 1 in relations else min(relations)


def _relation(word: Polar, other: Polar) -> int:
    """1 when both say the same, -1 when one says the opposite of the other, 0 when they are unrelated."""
    same = 1 if word.denied == other.denied else -1
    if word.stem == other.stem:
        return same
    ends, opposite_ends = axes().get(word.stem, ()), axes().get(other.stem, ())
    for axis, sign in ends:
        for other_axis, other_sign in opposite_ends:
            if axis == other_axis:
                return same * sign * other_sign
    return -same if _prefixed(word.stem, other.stem) else 0


@lru_cache(maxsize=8192)
def _prefixed(one: str, two: str) -> bool:
    """Whether one word is the other with un-, in-, dis- or the like before it."""
    short, long = sorted((one, two), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in word_set("direction", "prefixes"))
