"""Which of two things comes first: in time, as the cause of the other, or in what somebody prefers."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from agent.verification.contradictions.turned import Pair, pairs_said, turned_round
from agent.verification.evidence_text import content_stems
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import sentence_patterns
from agent.verification.text import plain

_FILE: Final = "ordering"
TASTE: Final = "taste"
"""The sort of an order by what somebody prefers."""
_ENDS: Final = ("first", "second")
_BUT: Final = re.compile(r"\bbut\b", re.IGNORECASE)
_KEYS: Final = {
    "time": ("opening_first", "opening_second", "middle_first", "middle_second"),
    TASTE: ("preferred",),
}


def reversed_order(inquiry: Inquiry) -> str:
    """The claim's sentence that puts second what its voices put first, as words; nothing where none does."""
    return turned_round(inquiry, orders_in, _crossed, _straight)


def told_in_order(inquiry: Inquiry, sentence: tuple[int, int]) -> bool:
    """Whether a sentence of the claim puts two things in the order in which a cited voice puts them."""
    told = orders_in(inquiry.text[slice(*sentence)])
    said = pairs_said(inquiry, orders_in) if told else ()
    return any(one.sort == other.sort and _straight(one, other) for one in told for other in said)


@lru_cache(maxsize=8192)
def orders_in(sentence: str) -> tuple[Pair, ...]:
    """The orders that one sentence states, of time or of taste, of sides with content words."""
    text = plain(sentence).strip().rstrip(".!?")
    found = []
    for sort, pattern in _patterns():
        match = pattern.search(text)
        if match is None:
            continue
        first, second = (content_stems(_side(match, one, other)) for one, other in (_ENDS, _ENDS[::-1]))
        if first - second and second - first:
            found.append(Pair(sort, first - second, second - first, text))
    return tuple(found)


def _side(match: re.Match[str], side: str, other: str) -> str:
    """One side of an order, as far as the "but" that parts it from something else."""
    parts = _BUT.split(match[side])
    return parts[0] if match.start(side) > match.start(other) else parts[-1]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (sort, pattern) for sort, keys in _KEYS.items() for key in keys for pattern in sentence_patterns(_FILE, key)
    )


def _crossed(told: Pair, said: Pair) -> bool:
    """Whether both sides share more with the other's other side than with its own; of taste, one side alone."""
    crossed = len(told.first & said.second), len(told.second & said.first)
    straight = len(told.first & said.first) + len(told.second & said.second)
    return (min(crossed) > 0 or told.sort == TASTE) and sum(crossed) > straight


def _straight(told: Pair, said: Pair) -> bool:
    return bool(told.first & said.first and told.second & said.second) and not _crossed(told, said)
