"""What a voice says of one day or season and the claim of another that the voice names too: "Monday" for "Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from agent.verification.evidence_text import clauses_of
from agent.verification.inquiry import Inquiry
from agent.verification.text import clauses, plain, words

_WHEN: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?-i:May)|january|february|march|april|june|july|august|september|october|"
    r"november|december|spring|summer|autumn|winter|morning|noon|lunch|afternoon|evening|night|midnight|weekend|weekday)s?\b",
    re.IGNORECASE,
)

_THAT: Final = re.compile(r"\bthat\b", re.IGNORECASE)
_PLAIN: Final = frozenset("the a an and but on in at it was is be by of to for".split())
Said = tuple[frozenset[str], frozenset[str]]
"""The times of a clause and all its other words, as stems: "there" and "gone" count."""


def at_another_time(inquiry: Inquiry) -> str:
    """A time of the claim with words that each voice with it says of another time, as a clause; or nothing."""
    voices = [said for quote in inquiry.quotes if len(said := _times_in(quote.text)) > 1]
    if not voices or len(voices) < len(inquiry.quotes):
        return ""
    for start, end in (span for sentence in inquiry.sentences for span in clauses(inquiry.text, *sentence)):
        for part in _THAT.split(plain(inquiry.text[start:end])):
            if any(all(_of_another(times, told, said) for said in voices) for times, told in _times_in(part)):
                return part.strip(" .;:,")
    return ""


@lru_cache(maxsize=8192)
def named_times(text: str) -> frozenset[str]:
    """The stems of the days, months, seasons and times of day that a text names."""
    return frozenset(word.stem for word in words(plain(text)) if _WHEN.fullmatch(word.text))


def _of_another(times: frozenset[str], told: frozenset[str], said: tuple[Said, ...]) -> bool:
    here = frozenset[str]().union(*(others for when, others in said if when & times))
    elsewhere = [others for when, others in said if not when & times]
    return (
        any(when & times for when, _ in said) and any(told & others - here for others in elsewhere) and not told & here
    )


@lru_cache(maxsize=4096)
def _times_in(text: str) -> tuple[Said, ...]:
    return tuple(_in_clauses(plain(text)))


def _in_clauses(text: str) -> Iterator[Said]:
    for part in clauses_of(text):
        if times := named_times(part):
            yield times, frozenset(word.stem for word in words(part)) - times - _PLAIN
