"""Cleaning a text before it is stored: encoding, markup, normalisation, personal data."""

import html
import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

import ftfy

from personas.normalising import clean_text
from retrieval.data import word_list
from retrieval.injection import is_injection
from retrieval.privacy import redact

_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|a|ul|ol|li|h[1-6]|font|table|tr|td|img|script|style)\b[^>]*>", re.I
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]*>", re.I)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?:|www\.|mailto:|/)[^)\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~|`)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_HEADING = re.compile(r"^(?:#{1,6}|>)\s+", re.M)
_NIL = re.compile(
    r"\W*(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\W*") for phrase in word_list("nil_answers")) + r")?\W*"
)
_LONGEST_NIL = 60
_NOES = frozenset(word_list("noes"))


class Prepared(NamedTuple):
    """A text as it will be stored."""

    text: str
    redacted: dict[str, int]
    instruction: bool
    """Whether it tries to give orders to a language model; it stays what it is, data."""


def prepare(raw: str, *, names: Collection[str] = (), protected: Collection[str] = ()) -> Prepared:
    """Repaired encoding, no markup, one normalisation, no personal data.

    Doing it twice changes nothing. `names` and `protected` are those of `privacy.redact`.
    """
    repaired = raw if raw.isascii() else ftfy.fix_text(raw, uncurl_quotes=False)
    text = clean_text(plain_text(repaired))
    redaction = redact(text, names=names, protected=protected)
    kept = clean_text(redaction.text) if redaction.counts else text
    return Prepared(kept, redaction.counts, is_injection(text))


def plain_text(text: str) -> str:
    """Text without HTML and Markdown: a link keeps its words, a picture nothing but them, entities are read."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", text)))
    if "&" in text:
        text = html.unescape(text)
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    if any(mark in text for mark in "*_`~"):
        text = _EMPHASIS.sub(r"\2", text)
    return _HEADING.sub("", text)


def is_nil(text: str) -> bool:
    """Whether an answer says nothing: blank, "nil", "n/a", "-", "no comment" and their like."""
    return len(text) < _LONGEST_NIL and _is_nil(text)


def is_unanswered(cell: str) -> bool:
    """Whether a closed question was left blank: "no", which says nothing in an open one, is an answer there."""
    return is_nil(cell) and cell.strip().casefold() not in _NOES


@lru_cache(maxsize=10_000)
def _is_nil(text: str) -> bool:
    return _NIL.fullmatch(text.strip().casefold()) is not None


class Tally:
    """Counts for the quality report of one file."""

    def __init__(self) -> None:
        self.read = 0
        self.kept = 0
        self.duplicates = 0
        self.instructions = 0
        self.dropped: Counter[str] = Counter()
        self.redacted: Counter[str] = Counter()
        self.missing: dict[str, float] = {}
        self.notes: list[str] = []
