"""Finds what stands in quotation marks, of every kind."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAIRS = {
    "“": "”",
    "„": "”“",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "❝": "❞",
    "❛": "❜",
    "‚": "’‘",
    '"': '"',
    "＂": "＂",
    "″": "″",
    "``": "''",
}
_CLOSERS = frozenset("”«»›‹」』》〉〞〟❞❜")
_SINGLE = frozenset("'‘’‛`´＇′")
_ELISIONS = re.compile(
    r"(?:em|til|tis|twas|cause|cos|bout|round|n|nuff|kay|ere|ave|appen|alf|cuz|un|uns|er|im|is|ow|ave|\d\ds?)\b",
    re.IGNORECASE,
)

_INCHES = re.compile(r"""\d['’′]\s?\d{1,2}(?:[.,]\d)?["”″]\Z""")
"""Feet and inches up to their last mark, which quotes nothing: 5'3"."""
_AND = re.compile(r"['‘’]n['‘’](?=\s)", re.IGNORECASE)


class Quotation(NamedTuple):
    """Words in quotation marks; the offsets are those of the words, without the marks."""

    start: int
    end: int
    text: str


class Quotations(NamedTuple):
    """The quotations of a text, and the first mark that has no partner."""

    found: tuple[Quotation, ...]
    unbalanced: str
    """The mark without a partner and the words beside it; empty when there is none."""

    def covers(self, start: int, end: int) -> bool:
        """Whether a span lies within one quotation."""
        return any(quotation.start <= start and end <= quotation.end for quotation in self.found)


def quotations(text: str) -> Quotations:
    """Everything in quotation marks, outermost marks first; marks within quoted words belong to them.

    An apostrophe is no mark; a single mark opens before a word and closes after one, and a closing
    one after a final s with nothing open is a possessive.
    """
    found: list[Quotation] = []
    unbalanced, position = "", 0
    while position < len(text):
        mark = text[position]
        end = _closing(text, position)
        if end == 0:
            if mark in _CLOSERS or (mark in _SINGLE and _stray(text, position)):
                unbalanced = unbalanced or _beside(text, position)
            position += 1
        elif end < 0:
            return Quotations(tuple(found), unbalanced or _beside(text, position))
        else:
            found.append(Quotation(position + 1, end, text[position + 1 : end]))
            position = end + 1
    return Quotations(tuple(found), unbalanced)


def _closing(text: str, start: int) -> int:
    """Where the quotation that opens here closes; 0 when none opens, -1 when it never closes."""
    mark = text[start]
    if mark in _SINGLE:
        return _single_closing(text, start)
    if mark not in _PAIRS or (mark in "»›" and not _opens(text, start)) or _INCHES.search(text, 0, start + 1):
        return 0
    closers, depth = _PAIRS[mark], 1
    for position in range(start + 1, len(text)):
        character = text[position]
        if character in closers:
            depth -= 1
            if depth == 0:
                return position
        elif character == mark:
            depth += 1
    return -1


def _single_closing(text: str, start: int) -> int:
    if not _opens(text, start) or _AND.match(text, start):
        return 0
    for position in range(start + 1, len(text)):
        if text[position] in _SINGLE and _closes(text, position):
            return position
    return 0 if _ELISIONS.match(text, start + 1) else -1


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1 : position + 2]
    return (before.isspace() or before in '([{—–-/,:;“"«') and bool(after) and not after.isspace()


def _closes(text: str, position: int) -> bool:
    after = text[position + 1] if position + 1 < len(text) else " "
    return not text[position - 1].isspace() and not after.isalnum()


def _stray(text: str, position: int) -> bool:
    """Whether a single mark closes what nothing opened; a possessive and a dropped g are no such marks."""
    before = text[position - 1 : position].lower() if position else ""
    if not _closes(text, position) or position == 0 or not before:
        return False
    if text[position] in "`´":
        return True
    return before not in "sxzn" and not before.isdigit()


def _beside(text: str, position: int) -> str:
    return text[max(0, position - 12) : position + 13].strip()
