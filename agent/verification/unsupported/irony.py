"""Praise that a voice means the other way: a review of one or two stars, or words that mock."""

from __future__ import annotations

from typing import Final

from agent.verification.evidence_text import sentences_of, stems_of
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import bounded_pattern, stem_set
from agent.verification.polarity import colours_of
from agent.verification.text import plain
from personas.evidence import Quote

_FILE: Final = "irony"
_LOW: Final = 2
"""Stars up to which warm praise is likelier mockery."""


def taken_at_its_word(inquiry: Inquiry) -> str:
    """A word of warm praise in the writer's own voice that stands in mocking words only; or nothing.

    A sentence that says something unfavourable beside it has understood the voice.
    """
    for sentence in inquiry.sentences:
        warm = [w for w in inquiry.own_words_within(*sentence) if w.stem in stem_set(_FILE, "warm")]
        if not warm or -1 in colours_of(inquiry.text[sentence.start : sentence.end]):
            continue
        for word in warm:
            holding = [quote for quote in inquiry.quotes if word.stem in stems_of(quote.text)]
            if holding and all(mocks(quote, word.stem) for quote in holding):
                return word.text
    return ""


def mocks(quote: Quote, stem: str) -> bool:
    """Whether a quote praises in mockery: it says so in a way of its own, or its stars deny what the sentence says."""
    if bounded_pattern(_FILE, "mocking").search(plain(quote.text)):
        return True
    low = quote.rating is not None and quote.rating <= _LOW
    return low and any(stem in stems_of(part) and -1 not in colours_of(part) for part in sentences_of(quote.text))
