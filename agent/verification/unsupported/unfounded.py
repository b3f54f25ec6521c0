"""What may only be said where the evidence says it itself: a change, a time, what somebody is, and what they feel."""

from __future__ import annotations

from collections.abc import Sequence

from agent.verification.contradictions.dated import named_times
from agent.verification.evidence_text import attribute_text, cited_texts, stems_of
from agent.verification.inquiry import Inquiry, once
from agent.verification.lexicon import bounded_pattern, bounded_patterns, stop_words
from agent.verification.modality import is_guess
from agent.verification.text import plain, words
from personas.normalising import comparable

TREND = "trend:"
"""How the metric of a figure begins that measures a change."""
RATED = "top2:"
"""How the metric of a figure begins that counts who gives one of the two best answers of a scale."""
_GENDERS = (
    ("he", "him", "his", "himself", "man", "men", "male", "boy", "husband", "father", "brother", "son"),
    ("she", "her", "hers", "herself", "woman", "women", "female", "girl", "wife", "mother", "sister", "daughter"),
)
"""Pronouns of one gender, four, and words which tell it."""


def change(inquiry: Inquiry) -> str:
    """Words of a change over time that no cited figure measures and no cited voice says; or nothing."""
    if any(figure.metric.startswith(TREND) for figure in inquiry.statistics):
        return ""
    return _unfounded(inquiry, "change", cited_texts(inquiry))


def kind_of_person(inquiry: Inquiry) -> str:
    """Words for what somebody is (family, work, age, means, home) that nothing cited says; or nothing."""
    return _unfounded(inquiry, "people", _known_of_people(inquiry)) or _gendered(inquiry)


def _gendered(inquiry: Inquiry) -> str:
    """A "he" or "she" of whom nothing cited says which; or nothing."""
    known = {word.lower.split("'")[0] for text in _known_of_people(inquiry) for word in words(text)}
    for told in _GENDERS:
        said = next((word.text for word in inquiry.own_words if word.lower in told[:4]), "")
        if said and known.isdisjoint(told):
            return said
    return ""


def time(inquiry: Inquiry) -> str:
    """Words for when something happens that nothing cited says; or nothing. Advice and a reviewer may set a time."""
    if _free_to_say(inquiry):
        return ""
    return _unfounded(inquiry, "times", _known_of_people(inquiry)) or _another_day(inquiry)


def _another_day(inquiry: Inquiry) -> str:
    """A day, month or time of day that nobody cited names, where what is cited names another; or nothing."""
    known = [when for text in _known_of_people(inquiry) for when in named_times(text)]
    found = (word.text for word in inquiry.own_words if word.stem in named_times(word.text))
    return next((text for text in found if known and not named_times(text) & frozenset(known)), "")


def feeling(inquiry: Inquiry) -> str:
    """Words for what people feel or think where only figures are cited, none of which says so; or nothing."""
    if inquiry.quotes or inquiry.themes or _free_to_say(inquiry):
        return ""
    rated = any(figure.metric.startswith(RATED) for figure in inquiry.statistics)
    said = _unfounded(inquiry, "feelings", [*cited_texts(inquiry), inquiry.segment.name])
    return "" if rated and bounded_pattern("emotions", "favourable").fullmatch(said) else said


def _free_to_say(inquiry: Inquiry) -> bool:
    """Whether a reviewer answers for the words, or they are advice or a possibility and tell nothing."""
    return inquiry.claim.typed_by == "reviewer" or any(is_guess(inquiry, span) for span in inquiry.sentences)


@once
def _known_of_people(inquiry: Inquiry) -> tuple[str, ...]:
    """The texts in which the evidence may say what people are and when they do things."""
    return (*cited_texts(inquiry), *map(attribute_text, inquiry.quotes), inquiry.segment.name, inquiry.segment.rule)


def _unfounded(inquiry: Inquiry, file: str, known: Sequence[str]) -> str:
    text = plain(inquiry.text)
    for pattern in bounded_patterns(file).values():
        for match in pattern.finditer(text):
            if not inquiry.masked(*match.span()) and not any(_says(one, match[0]) for one in known):
                return match[0]
    return ""


def _says(text: str, expression: str) -> bool:
    """Whether a text holds an expression as it stands, or all its content words in some form."""
    if comparable(expression).casefold() in comparable(text).casefold():
        return True
    telling = {word.stem for word in words(expression) if word.lower not in stop_words()}
    return bool(telling) and telling <= stems_of(text)
