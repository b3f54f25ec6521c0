"""A comparison turned round: what a voice puts below another thing, told as above it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from agent.verification.comparing import is_comparative
from agent.verification.inquiry import Inquiry
from agent.verification.material import matter_of
from agent.verification.text import plain, words
from agent.verification.turned import Pair, turned_round

_NEAR: Final = 6
"""How many words may stand between a comparative and its "than"."""
_VERB: Final = re.compile(
    r"(?:'s|\b(?:is|are|was|were|has|have|had|costs?|lasts?|lasted|means?|meant|matters?|mattered|counts?|counted|takes?|took|"
    r"feels?|felt|seems?|looks?|works?|worked|fits?|holds?|held|goes|went|comes?|came|runs?|ran|would|could|can|will))\b",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[,;:.!?(–—]|\b(?:but|and|because|so|while|although|which)\b", re.IGNORECASE)


def reversed_comparison(inquiry: Inquiry) -> str:
    """The claim's sentence that compares the other way round than its voices do, as words; or nothing."""
    return turned_round(inquiry, comparisons_in, _crossed, _straight)


@lru_cache(maxsize=8192)
def comparisons_in(sentence: str) -> tuple[Pair, ...]:
    """The comparisons that a sentence makes with "than": the comparative, its subject and what it is held against."""
    text = plain(sentence)
    every = words(text)
    found = []
    for place, than in enumerate(every):
        before = every[max(0, place - _NEAR) : place]
        compared = next((word for word in reversed(before) if than.lower == "than" and is_comparative(word)), None)
        if compared:
            led = _STOP.split(text[: compared.start])[-1]
            measure = _STOP.split(text[than.end :])[0]
            found.append(Pair(compared.lower, matter_of(_VERB.split(led)[0]), matter_of(measure), text))
    return tuple(found)


def _crossed(told: Pair, said: Pair) -> bool:
    shared = len(told.first & said.second) + len(told.second & said.first)
    return shared > len(told.first & said.first) + len(told.second & said.second)


def _straight(told: Pair, said: Pair) -> bool:
    return bool(told.first & said.first or told.second & said.second) and not _crossed(told, said)
