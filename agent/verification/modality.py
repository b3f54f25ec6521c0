"""Whether a sentence states a fact, or says that it is a possibility, a wish or a piece of advice."""

from __future__ import annotations

import re

from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import bounded_pattern, word_set
from agent.verification.text import is_irregular, plain, words

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|cannot|does|do|did|got|comes?|came|gets?|arrives?|stays?|\w{2,}ed)\b",
    re.IGNORECASE,
)

_WHOM = re.compile(r"(?<=\w) (?:to (?=[a-z])|because |cos |cause |as |since |so )", re.IGNORECASE)
"""Behind these words stands what somebody is to do, or why."""
_BARE = 2
"""Words of an answer up to which it only names a thing."""
_INDEFINITE = re.compile(r"\W*(?:an?|another|some|more|any) ", re.IGNORECASE)
_DOES = re.compile(r"\w[^\Wsu]s (?!of\b|for\b|to\b|in\b|on\b|at\b|with\b|from\b)\w")
"""A word in -s with another behind it that it may govern: "a machine eats coins"."""
_PRONOUN = re.compile(r"\b(?:i|we|you|they|it|he|she|there|that|who)(?:'\w+)?\b", re.IGNORECASE)
_OPENED = re.compile(r"(?:^|[,;:–—])\W*$")
"""What stands before a bare verb that tells a team what to do: nothing, or a figure and a comma, and no subject."""
_BEHIND = re.compile(r"(?<=\w) (?:when|because|since|as|although|though) ", re.IGNORECASE)
"""What stands behind these words says why or when, and asks for nothing: "never there when I need it"."""


def is_guess(inquiry: Inquiry, span: Span) -> bool:
    """Whether an inference says of itself that it is a possibility, or advises somebody."""
    return inquiry.claim.kind in ("inference", "hypothesis") and _holds(inquiry, span, "possible", "advised", "told")


def states_fact(inquiry: Inquiry, span: Span) -> bool:
    """Whether a sentence says how things are: no possibility, wish or advice, and a verb that says so."""
    if _holds(inquiry, span, "possible", "advised", "told", "wished"):
        return False
    return bool(_FINITE.search(inquiry.text[span.start : span.end])) or any(
        _third_person(word.lower) for word in inquiry.own_words_within(*span)
    )


def is_heading(inquiry: Inquiry, span: Span) -> bool:
    """Whether a sentence has no verb of which anybody could be the subject: "Logos in a week"."""
    own = [word.lower for word in inquiry.own_words_within(*span)]
    verbs = word_set("prevalence", "persona_verbs") | word_set("function_words", "report")
    told = _FINITE.search(inquiry.text[span.start : span.end]) or any(map(_third_person, own))
    return not told and not any(word in verbs or f"{word}s" in verbs for word in own)


def _third_person(word: str) -> bool:
    """Whether a word is a verb said of somebody: opens, lists, of the verbs with which a team is told what to do."""
    return word.endswith("s") and word[:-1] in word_set("modality", "told")


def asks(text: str, question: str = "") -> bool:
    """Whether a sentence of somebody's own asks or wishes for something and does not tell it.

    So do bare words ("Online booking.", "staff to know it") that answer a `question` about what should be changed.
    """
    opening = words(text)[:1]
    if bounded_pattern("modality", "changing").search(plain(question)):
        named = _WHOM.split(plain(text), maxsplit=1)[0]
        short = len(named.split()) <= _BARE or named != plain(text) or bool(_INDEFINITE.match(named))
        if short and not _tells(named):
            return True
    if text.rstrip().endswith("?") or (opening and opening[0].lower in word_set("modality", "asked")):
        return True
    if bounded_pattern("modality", "pleading").search(plain(text)):
        return True
    main = _BEHIND.split(plain(text), maxsplit=1)[0]
    return any(bounded_pattern("modality", key).search(main) for key in ("wished", "advised"))


def _tells(text: str) -> bool:
    """Whether a few words have a verb, or a pronoun that would be its subject."""
    verb = _FINITE.search(text) or _PRONOUN.search(text) or _DOES.search(text)
    return bool(verb) or any(is_irregular(word.lower) for word in words(text))


def _holds(inquiry: Inquiry, span: Span, *keys: str) -> bool:
    own = inquiry.own_words_within(*span)
    if "told" in keys and own and own[0].lower in word_set("modality", "told"):
        if _OPENED.search(inquiry.text[span.start : own[0].start]):
            return True
    patterns = (bounded_pattern("modality", key) for key in keys if key != "told")
    found = (match for pattern in patterns for match in pattern.finditer(plain(inquiry.text), *span))
    return any(not inquiry.masked(*match.span()) for match in found)
