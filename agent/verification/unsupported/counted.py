"""What an inference says in one sentence with a figure: a count is no reading, and bears its own words only."""

from __future__ import annotations

from typing import Final

from agent.verification.checks.support import LOW, score_of
from agent.verification.doubts import attitude
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import word_set
from agent.verification.modality import is_guess
from agent.verification.text import clauses
from personas.evidence import Statistic

_JOINS: Final = frozenset({"so", "and", "then", "therefore"})
_LEAST: Final = 2
"""From how many words on what is said beside a figure of its own can be told from a lead-in."""


def beside_a_count(inquiry: Inquiry) -> str:
    """The sentence of an inference that states beside a spoken figure what that figure does not bear; or nothing.

    A reading of it stands in a sentence of its own, or says that it may be so.
    """
    if inquiry.claim.kind != "inference" or not inquiry.spoken.figures or inquiry.claim.typed_by == "reviewer":
        return ""
    for sentence in inquiry.sentences:
        figures = inquiry.spoken.within(*sentence)
        if not figures or is_guess(inquiry, sentence):
            continue
        kind = "statistic" if all(isinstance(figure.source, Statistic) for figure in figures) else "theme"
        claim = inquiry.claim.model_copy(update={"kind": kind})
        told = Inquiry(claim, inquiry.pack, inquiry.segment, persona_name=inquiry.persona_name)
        counted = _before_advice(told, sentence)
        score = score_of(told, counted)
        loose = len(score.missing) >= _LEAST and score.value < LOW
        doubted = kind == "theme" and counted == sentence and attitude(told)
        if loose or doubted:
            return inquiry.text[slice(*sentence)].strip(" .")
    return ""


def _before_advice(inquiry: Inquiry, sentence: Span) -> Span:
    """A sentence up to where it goes on with what to do about it: ", so put the offer in the app"."""
    for start, end in clauses(inquiry.text, *sentence):
        own = [word for word in inquiry.own_words_within(start, end) if word.lower not in _JOINS]
        if start > sentence.start and own and own[0].lower in word_set("modality", "told"):
            return Span(sentence.start, start)
    return sentence
