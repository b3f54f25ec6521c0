"""Brings a text to plain digits, hyphens and spaces, and keeps the way back to its offsets."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

ISOLATED = "\x1e"
"""Stands before a numeral that does not join the digits beside it: a circled or vulgar one."""

RAISED = "\x1d"
"""Stands before each superscript digit."""

_SAME = {
    **dict.fromkeys("\u2019\u2018\u02bc\u2032\uff07\u201b", "'"),
    **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2043\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2014\u2015", "\u2014"),
    **dict.fromkeys("\u2044\u2215", "/"),
    **dict.fromkeys("\u00b7\u066b", "."),
    **dict.fromkeys("\u066c\u3001", ","),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    "\u066a": "%",
    "\u2030": "\u2030",
}


class Folded(NamedTuple):
    """A folded text and where each of its characters came from."""

    text: str
    origin: list[int] | None
    """Offsets in the original text; None when folding moved nothing."""

    foreign: str
    """The first numeral of a script that the reader does not know, or nothing."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of a span of the folded one."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold digits of every script, dashes, spaces, quotes and full-width forms; drop hidden ones.

    Hidden are format characters (soft hyphen, zero-width space, bidirectional marks) and combining
    marks, so that none of them can split a number.
    """
    if text.isascii() and ISOLATED not in text and RAISED not in text:
        return Folded(text, None, "")
    pieces = [_ascii(c) if c < "\x80" else _fold_character(c) for c in text]
    foreign = next((c for c in text if c > "\x7f" and _is_foreign(c)), "")
    folded = "".join(pieces)
    if len(folded) == len(text) and all(pieces):
        return Folded(folded, None, foreign)
    origin = [position for position, piece in enumerate(pieces) for _ in piece]
    return Folded(folded, origin, foreign)


def _ascii(character: str) -> str:
    return " " if character in (ISOLATED, RAISED) else character


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    if category in ("No", "Nl"):
        return _fold_numeral(character)
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() or category == "Sc" else character


def _fold_numeral(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
    if len(plain) > 1 and "/" in plain[1:-1]:
        return ISOLATED + plain
    if len(plain) == 1 and plain.isascii():
        return plain if "\u2080" <= character <= "\u2089" else RAISED + plain
    value = unicodedata.numeric(character, -1.0)
    return f"{ISOLATED}{int(value)}" if value >= 0 and value == int(value) else character


@lru_cache(maxsize=4096)
def _is_foreign(character: str) -> bool:
    if unicodedata.numeric(character, None) is None:
        return False
    return not any("0" <= c <= "9" for c in _fold_character(character))
