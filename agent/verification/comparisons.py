"""A comparison turned round: what a voice puts below another thing, told as above it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from agent.verification.comparing import is_comparative
from agent.verification.inquiry import Inquiry
from agent.verification.material import cited_texts, matter_of, sentences_of
from agent.verification.text import plain, words

_NEAR: Final = 6
"""How many words may stand between a comparative and its "than"."""
_VERB: Final = re.compile(
    r"(?:'s|\b(?:is|are|was|were|has|have|had|costs?|lasts?|lasted|means?|meant|matters?|mattered|counts?|counted|takes?|took|"
    r"feels?|felt|seems?|looks?|works?|worked|fits?|holds?|held|goes|went|comes?|came|runs?|ran|would|could|can|will))\b",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[,;:.!?(–—]|\b(?:but|and|because|so|while|although|which)\b", re.IGNORECASE)


class Comparison(NamedTuple):
    """What stands above and what below, as stems, and the comparative between them."""

    subject: frozenset[str]
    word: str
    measure: frozenset[str]
    """What it is compared with, behind "than"."""
    text: str


def reversed_comparison(inquiry: Inquiry) -> str:
    """The claim's sentence that compares the other way round than its voices do, as words; or nothing."""
    said = [found for text in cited_texts(inquiry) for part in sentences_of(text) for found in comparisons_in(part)]
    for start, end in inquiry.sentences:
        if said and not inquiry.masked(start, end):
            for told in comparisons_in(inquiry.text[start:end]):
                like = [found for found in said if found.word == told.word]
                if any(_crossed(told, one) for one in like) and not any(_straight(told, one) for one in like):
                    return told.text
    return ""


@lru_cache(maxsize=8192)
def comparisons_in(sentence: str) -> tuple[Comparison, ...]:
    """The comparisons that a sentence makes with "than"."""
    text = plain(sentence)
    every = words(text)
    found = []
    for place, than in enumerate(every):
        before = every[max(0, place - _NEAR) : place]
        compared = next((word for word in reversed(before) if than.lower == "than" and is_comparative(word)), None)
        if compared:
            led = _STOP.split(text[: compared.start])[-1]
            measure = _STOP.split(text[than.end :])[0]
            found.append(Comparison(matter_of(_VERB.split(led)[0]), compared.lower, matter_of(measure), text))
    return tuple(found)


def _crossed(told: Comparison, said: Comparison) -> bool:
    shared = len(told.subject & said.measure) + len(told.measure & said.subject)
    return shared > len(told.subject & said.subject) + len(told.measure & said.measure)


def _straight(told: Comparison, said: Comparison) -> bool:
    return bool(told.subject & said.subject or told.measure & said.measure) and not _crossed(told, said)
