"""What is said to put somebody off, and a voice prefers it: a dearer but longer visit "would put them off"."""

from __future__ import annotations

from agent.verification.contradictions.ordering import TASTE, orders_in
from agent.verification.evidence_text import sentences_of
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import bounded_pattern
from agent.verification.text import plain, words


def turned_aversion(inquiry: Inquiry) -> str:
    """The claim's sentence, a guess included, that has somebody put off by what a voice prefers; or nothing."""
    said = [pair for quote in inquiry.quotes for part in sentences_of(quote.text) for pair in orders_in(part)]
    for sentence in inquiry.sentences:
        text = inquiry.text[slice(*sentence)]
        averse = bounded_pattern("modality", "averse").search(plain(text))
        if averse is None:
            continue
        aside = {word.stem for word in words(averse[0])}
        told = {word.stem for word in inquiry.content_words_within(*sentence)} - aside
        if any(pair.sort == TASTE and 2 * len(told & pair.first) >= len(told) > 0 for pair in said):
            return text
    return ""
