"""Where a text says how many, how often, or how unlike others: words that checks of their own judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent.numbers import Number
from agent.verification.lexicon import (
    Quantifier,
    difference_patterns,
    quantifier_of,
    quantifier_pattern,
    word_set,
)
from agent.verification.text import Word, plain

_OF_A_FIGURE = re.compile(r"(?:\d|\d ?%|half|third|quarter|percent|quarters|thirds) of (?:the )?$", re.IGNORECASE)


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
    """The words of prevalence, without idioms and without the "all" that belongs to a figure ("41 % of all")."""
    straight, found = plain(text), []
    for match in quantifier_pattern().finditer(straight):
        if match["idiom"] or masked(*match.span()):
            continue
        said = " ".join(match["quantifier"].lower().split())
        if said == "all" and _OF_A_FIGURE.search(straight[max(0, match.start() - 16) : match.start()]):
            continue
        found.append(Amount(match.start(), match.end(), said, quantifier_of(said)))
    return tuple(found)


def contrasts_in(text: str, masked: Masked) -> tuple[Contrast, ...]:
    """The words that set the group apart, one finding for a place."""
    found: list[Contrast] = []
    straight = plain(text)
    for sign, pattern in difference_patterns():
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
    spans = [(amount.start, amount.end) for amount in amounts if amount.quantifier.role != "often"]
    spans += [(number.start, number.end) for number in numbers]
    return frozenset(
        word
        for word in found
        if any(start <= word.start and word.end <= end for start, end in spans)
        or (word.lower in comparing and any(c.start <= word.start and word.end <= c.end for c in contrasts))
    )
