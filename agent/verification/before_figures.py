"""What stands right before a figure that the system speaks, and makes it say something else."""

from __future__ import annotations

import re

from agent.verification.finding import named
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import silent_words, word_set
from agent.verification.material import own_text, stems_of
from agent.verification.negation import is_negation
from agent.verification.spoken import Figure
from agent.verification.text import words

_MODIFIERS = re.compile(
    r"\b(?:over|under|above|below|about|around|nearly|almost|approximately|roughly|circa|some|up to|at least|at most|"
    r"more than|less than|fewer than|no more than|no fewer than|not|never|hardly|barely|all but|except|excluding|"
    r"besides|minus|plus|than|just over|just under|well over|close to|far from|beyond|another|other than|"
    r"(?:it is|it's|is|are|was) (?:false|untrue|wrong|a myth|not true)(?: that)?)\s*[\"'(]?$",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"^\W*(?:of|among|amongst) (?:the |all |our |these |those )?((?:[\w'’-]+ ){0,3}[\w'’-]+),\s*$", re.IGNORECASE
)


def modified(inquiry: Inquiry) -> str:
    """The reason when words before a figure change, deny or narrow it; else nothing."""
    for figure in inquiry.spoken.figures:
        before = inquiry.text[inquiry.sentence_of(figure.start).start : figure.start]
        if match := _MODIFIERS.search(before):
            return f"'{match[0].strip()}' before the figure of {named(figure.source)} changes what it says."
        if narrowed := _narrowed(inquiry, figure):
            return f"'{narrowed}' before the figure of {named(figure.source)} says it of others than it counts."
        if denial := _denial(inquiry, figure.start):
            return f"'{denial}' before the figure of {named(figure.source)} denies it."
    return ""


def _narrowed(inquiry: Inquiry, figure: Figure) -> str:
    """A group that opens the sentence before a figure which does not count it: "of the young, 62 % of customers"."""
    match = _OF_WHOM.search(inquiry.text[inquiry.sentence_of(figure.start).start : figure.start])
    if match is None:
        return ""
    counted = stems_of(f"{own_text(figure.source)} {inquiry.segment.name}")
    aside = silent_words() | word_set("prevalence", "anybody")
    return match[0].strip() if any(w.lower not in aside and w.stem not in counted for w in words(match[1])) else ""


def _denial(inquiry: Inquiry, end: int) -> str:
    """A negation before a position in its sentence."""
    before = inquiry.own_words_within(inquiry.sentence_of(end).start, end)
    for position, word in enumerate(before):
        only = before[position + 1 : position + 2]
        if is_negation(word) and not (only and only[0].lower == "only"):
            return word.text
    return ""
