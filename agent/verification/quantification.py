"""Where a text says how many, how often, or how unlike others: words that checks of their own judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent.numbers import Number, read_numbers
from agent.verification.lexicon import (
    Quantifier,
    any_difference,
    difference_patterns,
    quantifier_of,
    quantifier_pattern,
    word_set,
)
from agent.verification.text import Word, plain, stem

_OF_A_FIGURE = re.compile(r"(?:\d|\d ?%|half|third|quarter|percent|quarters|thirds) of (?:the )?$", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:than|against|versus|vs\.?|relative to|compared (?:to|with)) (?:(?:among|in|with|for|of|across) )?$",
    re.IGNORECASE,
)

Masked = Callable[[int, int], bool]
"""Whether a span is spoken by the system or stands in quotation marks."""


class Amount(NamedTuple):
    """A word of prevalence in the writer's own voice."""

    start: int
    end: int
    words: str
    """In lower case, with single spaces."""
    quantifier: Quantifier


class Contrast(NamedTuple):
    """Words that set the group apart, and their direction: 1 up, -1 down, 0 none."""

    start: int
    end: int
    words: str
    sign: int


def amounts_in(text: str, masked: Masked) -> tuple[Amount, ...]:
    """The words of prevalence, without idioms and without a base's "all" ("41 % of all", "than among all")."""
    straight, found = plain(text), []
    for match in quantifier_pattern().finditer(straight):
        if match["idiom"] or masked(*match.span()):
            continue
        said = " ".join(match["quantifier"].lower().split())
        before = straight[max(0, match.start() - 24) : match.start()]
        if said == "all" and (_OF_A_FIGURE.search(before) or _COMPARED.search(before)):
            continue
        found.append(Amount(match.start(), match.end(), said, quantifier_of(said)))
    return tuple(found)


def contrasts_in(text: str, masked: Masked) -> tuple[Contrast, ...]:
    """The words that set the group apart, one finding for a place."""
    found: list[Contrast] = []
    straight = plain(text)
    for sign, pattern in difference_patterns() if any_difference().search(straight) else ():
        for match in pattern.finditer(straight):
            taken = any(other.start <= match.start() < other.end for other in found)
            if not taken and not masked(*match.span()):
                found.append(Contrast(*match.span(), match[0], sign))
    return tuple(sorted(found))


def judged_in(
    found: Sequence[Word],
    amounts: Sequence[Amount],
    contrasts: Sequence[Contrast],
    numbers: Sequence[Number],
) -> frozenset[Word]:
    """The words that say how many or how unlike others, which support need not find in the evidence."""
    comparing = word_set("difference", "comparing")
    counting = [(amount.start, amount.end) for amount in amounts if amount.quantifier.role != "often"]
    return frozenset(
        word
        for word in found
        if any(start <= word.start and word.end <= end for start, end in counting)
        or (word.lower in comparing and any(c.start <= word.start and word.end <= c.end for c in contrasts))
        or any(n.start <= word.start and word.end <= n.end and _numeral(word, n) for n in numbers)
    )


def _numeral(word: Word, number: Number) -> bool:
    """Whether a word within a number is a part of it, not one that was slipped in between its parts."""
    if any(character.isdigit() for character in word.text) or word.stem == stem(number.measure or ""):
        return True
    return word.lower in word_set("function_words", "figures") or bool(read_numbers(word.text))
