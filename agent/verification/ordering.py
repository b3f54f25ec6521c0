"""Which of two things comes first: in time, as the cause of the other, or in what somebody prefers."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import sentence_patterns
from agent.verification.material import cited_texts, matter_of, sentences_of
from agent.verification.text import plain

_FILE: Final = "ordering"
_COURSE: Final = ("opening_first", "opening_second", "middle_first", "middle_second")
_TASTE: Final = ("preferred",)


class Order(NamedTuple):
    """What a sentence puts first and what second, as the stems of either side, and the words as they stand."""

    taste: bool
    """Whether it is preferred, not earlier."""
    first: frozenset[str]
    second: frozenset[str]
    words: str


def reversed_order(inquiry: Inquiry) -> str:
    """The claim's sentence that puts second what its voices put first, as words; nothing where none does."""
    said = [order for text in cited_texts(inquiry) for part in sentences_of(text) for order in orders_in(part)]
    if not said:
        return ""
    for start, end in inquiry.sentences:
        if inquiry.masked(start, end):
            continue
        for told in orders_in(inquiry.text[start:end]):
            like = [order for order in said if order.taste == told.taste]
            if any(_crossed(told, order) for order in like) and not any(_straight(told, order) for order in like):
                return told.words
    return ""


@lru_cache(maxsize=8192)
def orders_in(sentence: str) -> tuple[Order, ...]:
    """The orders that one sentence states, of sides that carry matter."""
    text = plain(sentence).strip().rstrip(".!?")
    found = []
    for taste, pattern in _patterns():
        match = pattern.search(text)
        if match is None:
            continue
        first, second = matter_of(match["first"]), matter_of(match["second"])
        if first - second and second - first:
            found.append(Order(taste, first - second, second - first, text))
    return tuple(found)


@cache
def _patterns() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    return tuple(
        (keys is _TASTE, pattern)
        for keys in (_COURSE, _TASTE)
        for key in keys
        for pattern in sentence_patterns(_FILE, key)
    )


def _crossed(told: Order, said: Order) -> bool:
    """Whether both sides share more with the other's other side than with its own."""
    crossed = len(told.first & said.second), len(told.second & said.first)
    straight = len(told.first & said.first) + len(told.second & said.second)
    return min(crossed) > 0 and sum(crossed) > straight


def _straight(told: Order, said: Order) -> bool:
    return bool(told.first & said.first and told.second & said.second) and not _crossed(told, said)
