"""A comparison turned round: what a voice puts below another thing, told as above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from agent.verification.contradictions.scales import Degree, compared_in, degree_of, of_stem
from agent.verification.contradictions.turned import Pair, turned_round
from agent.verification.evidence_text import content_stems, content_words
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import axes
from agent.verification.text import plain, stem, words

_NEAR: Final = 6
"""How many words may stand between a comparative and its "than"."""
_VERB: Final = re.compile(
    r"(?:'s|\b(?:is|are|was|were|has|have|had|costs?|lasts?|lasted|means?|meant|matters?|mattered|counts?|counted|takes?|took|"
    r"feels?|felt|seems?|looks?|works?|worked|fits?|holds?|held|goes|went|comes?|came|runs?|ran|would|could|can|will))\b",
    re.IGNORECASE,
)
_NOT_AS: Final = re.compile(r"(?:\bnot|n't) (?:\w+ ){0,2}?(?:as|so) (?P<told>\w+) as\b", re.IGNORECASE)
_COMPARED: Final = re.compile(r"\b(?:compared|in comparison) (?:to|with)\b", re.IGNORECASE)
_EXPECTED: Final = re.compile(
    r"\b(?:expected|thought|feared|hoped|imagined|assumed|believed|supposed|(?:had|have) said)\b", re.IGNORECASE
)
_IN_PERSON: Final = re.compile(r"\bin (?:person|real life|the flesh)\b", re.IGNORECASE)
_STOP: Final = re.compile(r"[,;:.!?(–—]|\b(?:but|and|because|so|while|although|which)\b", re.IGNORECASE)


def reversed_comparison(inquiry: Inquiry) -> str:
    """The claim's sentence that compares the other way round than its voices do, as words; or nothing."""
    return turned_round(inquiry, comparisons_in, _crossed, _straight)


@lru_cache(maxsize=8192)
def comparisons_in(sentence: str) -> tuple[Pair, ...]:
    """The comparisons that a sentence makes: the scale, what stands higher on it and what lower."""
    text = plain(sentence)
    return tuple(
        pair for pair in (*_with_than(text), *_as_much_as(text), *_compared_to(text)) if pair.first | pair.second
    )


def _with_than(text: str) -> Iterator[Pair]:
    """Comparatives with "than": cheaper here than there."""
    every = words(text)
    for place, than in enumerate(every):
        compared = compared_in(every[max(0, place - _NEAR) : place]) if than.lower == "than" else None
        if compared is None:
            continue
        led, beside = _STOP.split(text[: compared.start])[-1], text[compared.end : than.start]
        degree = degree_of(compared, content_words(words(beside)), words(led))
        yield _pair(degree, _side(_VERB.split(led)[0]) | _side(beside), _measure(text[than.end :]), text)


def _as_much_as(text: str) -> Iterator[Pair]:
    """What is denied to be as much as something else: that one stands higher."""
    for match in _NOT_AS.finditer(text):
        led = _STOP.split(text[: match.start()])[-1]
        yield _pair(of_stem(stem(match["told"])), _measure(text[match.end() :]), _side(_VERB.split(led)[0]), text)


def _compared_to(text: str) -> Iterator[Pair]:
    """A word of degree that is said "compared to" something."""
    for match in _COMPARED.finditer(text):
        told = [word for word in words(_STOP.split(text[: match.start()])[-1]) if word.stem in axes()][-1:]
        for word in told:
            led = _STOP.split(text[: word.start])[-1]
            yield _pair(of_stem(word.stem), _side(_VERB.split(led)[0]), _measure(text[match.end() :]), text)


def _pair(degree: Degree, higher: frozenset[str], lower: frozenset[str], text: str) -> Pair:
    first, second = (higher, lower) if degree.end > 0 else (lower, higher)
    return Pair(degree.scale, first, second, text)


def _measure(behind: str) -> frozenset[str]:
    """What something is held against: its content words, or that it is what was expected."""
    text = _STOP.split(behind)[0]
    return _side(text) | ({"expected"} if _EXPECTED.search(text) else frozenset())


def _side(text: str) -> frozenset[str]:
    """The content words of one side, "in person" included, which speaks of nobody."""
    return content_stems(text) | ({"in person"} if _IN_PERSON.search(text) else frozenset())


def _crossed(told: Pair, said: Pair) -> bool:
    shared = len(told.first & said.second) + len(told.second & said.first)
    return shared > len(told.first & said.first) + len(told.second & said.second)


def _straight(told: Pair, said: Pair) -> bool:
    return bool(told.first & said.first or told.second & said.second) and not _crossed(told, said)
