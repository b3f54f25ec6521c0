"""What a claim tells of voices in words that are hardly theirs: nobody who is cited can have said it."""

from __future__ import annotations

from typing import Final

from agent.verification.evidence_text import attribute_text, cited_texts, stems_of
from agent.verification.inquiry import Inquiry, Span
from agent.verification.modality import is_guess, states_fact
from agent.verification.novelty import holds
from agent.verification.statements import statements, tells_of_one
from personas.draft import ADVICE

RETOLD, LIVED = 0.7, 0.5
"""The least share of the words which tell what one person said, or did, that a cited person must have said."""
TOLD, LEAST_TOLD = 1 / 3, 3
"""A fact of at least so many words is refused where no more than this share of them stands in what it cites."""
_SAYING: Final = frozenset(
    "say says said tell tells told write writes wrote report reports reported recalls recalled".split()
)


def retold_wrongly(inquiry: Inquiry) -> bool:
    """Whether a sentence tells of one person without quoting, in words of which nobody cited said enough."""
    return any(_retold_wrongly(inquiry, sentence) for sentence in inquiry.sentences)


def told_in_new_words(inquiry: Inquiry) -> str:
    """A plain fact that rests on voices alone and has hardly a word of theirs; or nothing."""
    if inquiry.themes or inquiry.statistics:
        return ""
    known = frozenset[str]().union(*(stems_of(f"{quote.text} {attribute_text(quote)}") for quote in inquiry.quotes))
    for sentence in inquiry.sentences:
        told = inquiry.content_words_within(*sentence)
        few = len(told) < LEAST_TOLD or sum(holds(word, known) for word in told) > TOLD * len(told)
        if not (few or _quotes(inquiry, sentence) or _advises(inquiry, sentence)) and states_fact(inquiry, sentence):
            return inquiry.text[slice(*sentence)].strip(" .")
    return ""


def _advises(inquiry: Inquiry, sentence: Span) -> bool:
    """Whether a sentence says what a team may do, and nothing of customers: "Reserve sizes while an order is open"."""
    of_people = any(sentence.start <= found.start < sentence.end for found in statements(inquiry))
    return inquiry.claim.section in ADVICE and not of_people and not tells_of_one(inquiry, *sentence)


def _quotes(inquiry: Inquiry, sentence: Span) -> bool:
    return any(q.start < sentence.end and sentence.start < q.end for q in inquiry.quotations.found)


def _retold_wrongly(inquiry: Inquiry, sentence: Span) -> bool:
    if _quotes(inquiry, sentence):
        return False
    told = [word for word in inquiry.content_words_within(*sentence) if word.stem not in inquiry.trades]
    if not told or is_guess(inquiry, sentence) or not tells_of_one(inquiry, *sentence):
        return False
    saying = any(word.lower in _SAYING for word in inquiry.own_words_within(*sentence))
    said = [stems_of(text) for text in cited_texts(inquiry)]
    least, known = (RETOLD, said) if saying else (LIVED, [frozenset[str]().union(*said)])
    return all(sum(word.stem in stems for word in told) < least * len(told) for stems in known)
