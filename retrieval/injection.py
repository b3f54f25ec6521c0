"""Prompt injection: texts that give orders to a model or a reader, or carry active markup."""

import re
import unicodedata
from functools import cache, lru_cache

from retrieval.data import load

_APOSTROPHES = str.maketrans("‘’‛ʼ", "''''")


def is_injection(text: str) -> bool:
    """Whether a text addresses a model or a reviewer with an order, rather than people."""
    return bool(injected_instruction(text))


@lru_cache(maxsize=8192)
def unfit_to_show(text: str) -> bool:
    """Whether a text gives orders or carries links or markup: it is kept as data, and nobody rests a claim on it."""
    return bool(injected_instruction(text) or markup_in(text))


@lru_cache(maxsize=8192)
def injected_instruction(text: str) -> str:
    """The words that give an order; empty when none do. A word that every order holds is looked for first.

    Of plain ASCII the lower-case letters are searched: the expressions are in lower case, and case ignored letter by
    letter takes three times as long.
    """
    seen = _visible(text)
    lowered = seen.lower()
    if not any(hint in lowered for hint in load("injection")["hints"]):
        return ""
    match = _in_lower_case("instructions").search(lowered) if seen.isascii() else _pattern("instructions").search(seen)
    return seen[slice(*match.span())] if match else ""


def markup_in(text: str) -> str:
    """The link or markup; empty when there is none."""
    match = _pattern("markup").search(_visible(text))
    return match[0] if match else ""


def _visible(text: str) -> str:
    """The text as a model may read it: compatibility forms resolved, hidden characters gone."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_joined(name), re.IGNORECASE)


@cache
def _in_lower_case(name: str) -> re.Pattern[str]:
    return re.compile(_joined(name))


def _joined(name: str) -> str:
    return "|".join(f"(?:{expression})" for expression in load("injection")[name])
