"""What a claim denies ("the trousers do not fit") where nobody who is cited denies, blames or asks for anything."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from agent.verification.evidence_text import cited_texts, sentences_of
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import bounded_pattern
from agent.verification.modality import asks, is_guess
from agent.verification.negation import is_negation
from agent.verification.polarity import colours_of
from agent.verification.text import plain, words

_NOT_DENYING: Final = frozenset({"only", "just", "merely", "least"})
"""Behind a "not" these deny nothing."""


def undenied(inquiry: Inquiry) -> str:
    """A denial of the claim and what it denies, where no cited voice has a "no" of any kind; or nothing.

    What a figure counts may be what people do not do, so that only voices are looked at.
    """
    if not inquiry.quotes or inquiry.statistics or any(map(_has_a_no, cited_texts(inquiry))):
        return ""
    for sentence in inquiry.sentences:
        own = inquiry.own_words_within(*sentence) if not is_guess(inquiry, sentence) else []
        for at, word in enumerate(own[:-1]):
            if is_negation(word) and own[at + 1].lower not in _NOT_DENYING:
                return f"{word.text} {own[at + 1].text}"
    return ""


@lru_cache(maxsize=8192)
def _has_a_no(text: str) -> bool:
    """Whether a text denies, blames, limits or asks: what it says may be told as what is not so."""
    if any(map(is_negation, words(text))) or -1 in colours_of(text):
        return True
    return bool(bounded_pattern("absolutes", "denied_said").search(plain(text))) or any(map(asks, sentences_of(text)))
