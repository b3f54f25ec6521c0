"""What a claim takes for granted: that a thing is there which is only asked for, or that somebody was asked of it."""

from __future__ import annotations

from agent.verification.evidence_text import content_words, own_text, sentences_of, stems_of
from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern
from agent.verification.modality import asks
from agent.verification.text import plain, words
from agent.verification.unsupported.qualified import supposed
from personas.evidence import Statistic, Theme


def presumed(inquiry: Inquiry) -> str:
    """The advice that presumes what its voices only ask for or suppose ("promote the new sizes"), as words; or nothing.

    A figure or a theme's label that speaks of it shows that it is there.
    """
    for sentence in inquiry.sentences:
        opening = bounded_pattern("modality", "presuming").search(plain(inquiry.text[slice(*sentence)]))
        if opening and _only_wanted(inquiry, Span(sentence.start + opening.end(), sentence.end)):
            return inquiry.text[slice(*sentence)].strip(" .")
    return ""


def _only_wanted(inquiry: Inquiry, span: Span) -> bool:
    stems = {word.stem for word in inquiry.content_words_within(*span)}
    figures: list[Statistic | Theme] = [*inquiry.statistics, *inquiry.themes]
    if any(stems & stems_of(own_text(figure)) for figure in figures):
        return False
    every = ((part, str(q.attributes.get("question", ""))) for q in inquiry.quotes for part in sentences_of(q.text))
    said = [(part, question) for part, question in every if stems & stems_of(part)]
    return bool(said) and all(asks(part, question) or supposed(part) for part, question in said)


def asked_otherwise(inquiry: Inquiry) -> str:
    """What a quotation is said to answer, where neither its question nor its words speak of it; or nothing."""
    for match in bounded_pattern("modality", "asked_about").finditer(plain(inquiry.text)):
        topic = {word.stem for word in content_words(words(match["topic"]))}
        asked = [f"{quote.attributes.get('question', '')} {quote.text}" for quote in inquiry.quotes]
        known = [*asked, *(f"{theme.question} {theme.label}" for theme in inquiry.themes)]
        if topic and not inquiry.masked(*match.span()) and not any(topic & stems_of(text) for text in known):
            return match["topic"].strip()
    return ""
