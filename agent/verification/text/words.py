"""Words, sentences and clauses, with offsets in the text they come from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from agent.verification.text.stems import stem

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]”’»]*\s+(?=[\"'(\[“‘«]?[^\W_])|\s*\n\s*")
_CLAUSE_END = re.compile(
    r"[;:—–]|,\s|\s-\s|\s(?=(?:but|although|though|however|whereas|while|because|so(?!\s(?:much|many|far)\b)|which|unless|yet|and)\s)",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"(?:(?:and|but|so) )?(?:it|they|that|this|which)"
    r"(?:'s|'re| (?:is|was|are|were|feels?|felt|seems?|seemed|looks?|looked))\b",
    re.IGNORECASE,
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "‛": "'", "＇": "'"})
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "st", "no", "vs", "etc", "approx", "e.g", "i.e", "eg", "ie"})


class Word(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    text: str
    """As written."""
    lower: str
    """In lower case, with straight apostrophes."""
    stem: str


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text with straight apostrophes, of the same length."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; a contraction is one word, a hyphen divides."""
    straight = plain(text)
    found = []
    for match in _WORD.finditer(straight):
        lower = match[0].lower()
        found.append(Word(match.start(), match.end(), text[match.start() : match.end()], lower, stem(lower)))
    return tuple(found)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of a text, without the white space between them."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if _abbreviated(text, match.start()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return tuple(span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1])


def clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of the clauses of a sentence: it divides at ; : , dashes and joining words."""
    spans, begin = [], start
    for match in _CLAUSE_END.finditer(text, start, end):
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, end))
    return tuple(span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1])


def clause_at(text: str, position: int) -> str:
    """The clause of a text in which a position stands; the whole text where it stands in none."""
    return next((text[start:end] for start, end in clauses(text, 0, len(text)) if start <= position < end), text)


def linked_clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The clauses of a text; one that only says how the thing before it is goes with that one: "and it was cheap"."""
    spans: list[tuple[int, int]] = []
    for start, end in clauses(text, 0, len(text)):
        if spans and _LINKED.match(plain(text[start:end])):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def _abbreviated(text: str, end: int) -> bool:
    before = text[max(0, end - 8) : end].lower().split()
    return bool(before) and text[end : end + 1] == "." and before[-1].strip("(\"'") in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
