"""Whether the text identifies a person."""

from __future__ import annotations

from itertools import pairwise

from agent.verification.finding import Finding, failed, passed
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import expressions, stem_set, word_set
from agent.verification.text import words

NAME = "personal data"


def personal_data(inquiry: Inquiry) -> Finding:
    """No address, number or name by which a person could be found."""
    for kind, pattern in expressions("personal_data", "kinds").items():
        if any(not inquiry.spoken.covers(*match.span()) for match in pattern.finditer(inquiry.text)):
            return failed(NAME, f"The text holds {kind}.")
    if name := _speaker_named(inquiry):
        return failed(NAME, f"The text names '{name}' as the person who says it.")
    return passed(NAME, "Nothing in the text identifies a person.")


def _speaker_named(inquiry: Inquiry) -> str:
    allowed = {word.lower for word in words(inquiry.persona_name)}
    if match := expressions("personal_data", "named")["speaker"].search(inquiry.text):
        if match[1].lower() not in allowed and match[1].lower() in word_set("common_words", "first_names"):
            return match[1]
    own = inquiry.own_words
    for word, following in pairwise(own):
        called = word.text[:1].isupper() and word.lower in word_set("common_words", "first_names")
        if called and word.lower not in allowed and following.stem in stem_set("function_words", "report"):
            return word.text
    return ""
