"""Of whom a share is said: customers, respondents, orders or revenue."""

from __future__ import annotations

import re

from agent.verification.lexicon import word_set
from agent.verification.text import words
from personas.evidence import Statistic

_WHOLE = re.compile(r"^\s*of (?:(?:the|all|these|those|this|their|our|its|\d[\d,]*)\s+)*(?=[a-z])", re.IGNORECASE)
_KINDS = ("customers", "respondents", "orders", "revenue")


def said_of(text: str) -> str:
    """The population of which the text after a share says it ("of 190 customers"); nothing where it says none."""
    match = _WHOLE.match(text)
    following = words(text[match.end() : match.end() + 40])[:1] if match else ()
    return next((kind for kind in _KINDS for word in following if word.lower in word_set("populations", kind)), "")


def named_in(text: str) -> frozenset[str]:
    """All populations that a stretch of text names."""
    return frozenset(kind for kind in _KINDS for word in words(text) if word.lower in word_set("populations", kind))


def fits(figure: Statistic, population: str) -> bool:
    """Whether a share of the figure's population may be said of the named one."""
    return not population or population == figure.population
