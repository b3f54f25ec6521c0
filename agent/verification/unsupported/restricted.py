"""A share or an absolute that a voice says of one place or time, told without it: "half of the lifts in Northport"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from agent.verification.evidence_text import clauses_of
from agent.verification.inquiry import Inquiry
from agent.verification.text import plain, words

_QUANTITY: Final = re.compile(
    r"\b(?:half|third|quarter|all|every|each|both|none|never|always|nothing|nobody|most|hardly any\w*|\w*body)\b",
    re.IGNORECASE,
)
_WHERE: Final = re.compile(
    r"\b(?:at|in|on|from|near|around|before|after|during|until) (?:the )?"
    r"(?P<place>(?-i:[A-Z])[\w']+|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|weekends?\b|weekdays?\b|mornings?\b|evenings?\b|nights?\b|"
    r"winter\b|summer\b|spring\b|autumn\b)",
    re.IGNORECASE,
)


def unrestricted(inquiry: Inquiry) -> str:
    """The quantity of a claim that every voice with it limits to a place or time that it does not name; or nothing."""
    known = {word.stem for word in inquiry.words}
    for match in _QUANTITY.finditer(plain(inquiry.text)):
        if inquiry.masked(*match.span()):
            continue
        said = match[0].lower()
        holding = [limit for quote in inquiry.quotes for quantity, limit in _limits(quote.text) if quantity == said]
        if holding and not any(limit <= known for limit in holding):
            return match[0]
    return ""


@lru_cache(maxsize=4096)
def _limits(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each quantity of a text with the stems of the places and times of its clause; without any, no stems."""
    return tuple(_in_clauses(plain(text)))


def _in_clauses(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    for part in clauses_of(text):
        limit = frozenset(word.stem for match in _WHERE.finditer(part) for word in words(match["place"]))
        yield from ((match[0].lower(), limit) for match in _QUANTITY.finditer(part))
