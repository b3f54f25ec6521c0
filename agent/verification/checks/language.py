"""Whether the text can be read by the checks at all: English, in visible characters."""

from __future__ import annotations

import unicodedata

from agent.verification.finding import Finding, failed, passed, unscored
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import common_stems, foreign_words, stop_words, word_set
from agent.verification.text import Word
from personas.languages import ENGLISH, NAMES

NAME = "language"
_UNREAD = "The words are {0}, which the checks do not read: accept it only if you read {0}, beside its evidence."
_ALLOWED_MARKS = frozenset("–—―‐‑‒−…‘’‚‛“”„‟‹›«»•·†‡′″€£¥₹₩₽¢©®™°%‰×÷±½¼¾⅓⅔²³¹§¶¿¡→←≥≤≈≠")


def language(inquiry: Inquiry) -> Finding:
    """Outside quotation marks the text is English, in Latin letters, without hidden characters.

    Of a sentence that was asked for in another language, that is said, and nothing else is known of its words.
    """
    asked_for = inquiry.claim.language
    problem = _hidden(inquiry.text) or _strange(inquiry) or (_foreign(inquiry) if asked_for == ENGLISH else "")
    if problem:
        return failed(NAME, problem)
    if asked_for != ENGLISH:
        return unscored(NAME, _UNREAD.format(NAMES.get(asked_for, asked_for)))
    return passed(NAME, "The text is English in plain characters.")


def _hidden(text: str) -> str:
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn") and character not in "\n\t":
            return f"The text holds a hidden character (U+{ord(character):04X}), so it can't be checked."
    return "" if text.strip() else "There is no text."


def _strange(inquiry: Inquiry) -> str:
    for position, character in enumerate(inquiry.text):
        if character.isascii() or character in _ALLOWED_MARKS or _latin(character) or character == "\u00a0":
            continue
        if inquiry.quotations.covers(position, position + 1) or inquiry.spoken.covers(position, position + 1):
            continue
        return f"'{character}' is a sign or letter that the checks don't read."
    return ""


def _latin(character: str) -> bool:
    return "\u00c0" <= character <= "\u024f"


def _foreign(inquiry: Inquiry) -> str:
    own = [word.lower for word in inquiry.own_words if word.lower.isalpha()]
    foreign = [word for word in own if word in foreign_words()]
    english = [word for word in own if word in word_set("function_words", "function")]
    if len(foreign) >= 2 and len(foreign) > len(english):
        return f"The text isn't English ('{foreign[0]}', '{foreign[1]}'), and the checks read no other language."
    strange = [w.text for w in inquiry.own_words if w.lower.isalpha() and not _everyday(w)]
    if len(own) >= 3 and len(strange) * 2 > len(own):
        return f"The text is no English that the checks can read ('{strange[0]}', '{strange[1]}')."
    return ""


def _everyday(word: Word) -> bool:
    return word.stem in common_stems() or word.lower in stop_words()
