"""What a voice denies outright ("I don't blame them"), told as so beside other words of the same sentence."""

from __future__ import annotations

from functools import lru_cache

from agent.verification.evidence_text import sentences_of, stems_of
from agent.verification.inquiry import Inquiry
from agent.verification.modality import is_guess
from agent.verification.negation import is_negation
from agent.verification.polarity import displaces, polarised
from agent.verification.text import Word, clauses, words


def denied_deed(inquiry: Inquiry) -> str:
    """A word told as so that the voices say right behind a negation only, beside half of the rest; or nothing."""
    parts = [part for quote in inquiry.quotes for part in sentences_of(quote.text)]
    for sentence in inquiry.sentences:
        own = inquiry.own_words_within(*sentence)
        denies = any(is_negation(one) or one.lower == "less" or displaces(own, at) for at, one in enumerate(own))
        if denies or is_guess(inquiry, sentence) or len(inquiry.respondents) != 1:
            continue
        told = {word.stem for word in inquiry.content_words_within(*sentence)} - inquiry.trades
        for word in inquiry.content_words_within(*sentence):
            holding = [part for part in parts if word.stem in stems_of(part)]
            if holding and all(word.stem in _denied_in(part) for part in holding):
                rest = told - {word.stem}
                if rest and any(2 * len(rest & stems_of(part)) >= len(rest) for part in holding):
                    return word.text
    return ""


@lru_cache(maxsize=4096)
def _denied_in(part: str) -> frozenset[str]:
    """The stems of the first content words behind each negation of a sentence."""
    found = words(part)
    spans = clauses(part, 0, len(part))
    heads = (_head([w for w in found if start <= w.start and w.end <= end]) for start, end in spans)
    return frozenset().union(*heads)


def _head(found: list[Word]) -> frozenset[str]:
    at = next((place for place, word in enumerate(found) if is_negation(word)), None)
    if at is None:
        return frozenset()
    first = next(iter(polarised(found[at:])), None)
    return frozenset({first.stem}) if first is not None and first.denied else frozenset()
