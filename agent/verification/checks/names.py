"""Whether every brand, product, place or person that is named stands in the cited evidence."""

from __future__ import annotations

import re

from agent.verification.evidence_text import attribute_text, cited_texts
from agent.verification.finding import Finding, failed, listed, nothing_to_check, passed
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import common_stems, word_set
from agent.verification.text import Word, words
from agent.verification.unsupported.unfounded import kind_of_person

NAME = "names"
_HEAD = re.compile(r"(?:^|[.!?…:;\n•*–—-][\"”’»]?\s*|[\"“‘'(\[«]\s*)$")
_CAMEL = re.compile(r"^[a-z]+[A-Z]|^[A-Z][a-z]+[A-Z]|[A-Za-z]\d|\d[A-Za-z]")
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th|s|x|k|m|bn|am|pm|h|cm|mm|kg|g|km|ml|l|p)$", re.IGNORECASE)
_ORDINARY = re.compile(
    r"^[A-Z][a-z]{2,}(?:ing|ly|ed|tion|sion|ness|ment|able|ible|ous|ity|ive|ance|ence|ship|less|ful|ward|wise)s?$"
)
_SHOUTED = 0.6


def names(inquiry: Inquiry) -> Finding:
    """Words written as names, and words for what somebody is, stand in what is cited.

    A name may be the persona's or the segment's own.
    """
    if person := kind_of_person(inquiry):
        return failed(NAME, f"'{person}' says what somebody is, and nothing cited says it of anybody.")
    found = [word for word in inquiry.own_words if _written_as_name(inquiry, word)]
    if not found:
        return nothing_to_check(NAME, "Nothing is named.")
    known = _known(inquiry)
    unknown = [word.text for word in found if not _stands_in(word, known)]
    if unknown:
        return failed(NAME, f"Named, but not in the cited evidence: {listed(list(dict.fromkeys(unknown)))}.")
    return passed(NAME, "Every name stands in the cited evidence.")


def _written_as_name(inquiry: Inquiry, word: Word) -> bool:
    bare = word.text.split("'")[0].split("’")[0]
    if _CAMEL.search(bare):
        return not _ORDINAL.match(bare)
    if not bare[:1].isupper() or bare in word_set("common_words", "acronyms"):
        return False
    if word.lower in ("i'm", "i've", "i'd", "i'll", "i"):
        return False
    common = word.stem in common_stems() or bool(_ORDINARY.search(bare))
    if common and (_HEAD.search(inquiry.text[: word.start]) or _shouted(inquiry, word)):
        return False
    return True


def _shouted(inquiry: Inquiry, word: Word) -> bool:
    """Whether the sentence is in capitals or in title case throughout, so that a capital says nothing."""
    sentence = inquiry.sentence_of(word.start)
    within = [other for other in inquiry.own_words_within(*sentence) if other.text[:1].isalpha()]
    return len(within) >= 3 and sum(other.text[:1].isupper() for other in within) >= _SHOUTED * len(within)


def _known(inquiry: Inquiry) -> frozenset[str]:
    said = [*cited_texts(inquiry), inquiry.persona_name, inquiry.segment.name]
    said += [attribute_text(quote) for quote in inquiry.quotes]
    return frozenset(_bare(word.lower) for text in said for word in words(text))


def _stands_in(word: Word, known: frozenset[str]) -> bool:
    bare = _bare(word.lower)
    return bare in known or f"{bare}s" in known or (bare.endswith("s") and bare[:-1] in known)


def _bare(word: str) -> str:
    return word.removesuffix("'s").replace("'", "")


def lower_case_only(inquiry: Inquiry) -> list[str]:
    """Everyday words that the claim writes as names and the evidence never does ("Target", "target price")."""
    said = " ".join([*cited_texts(inquiry), inquiry.persona_name, inquiry.segment.name])
    capital = {_bare(word.lower) for word in words(said) if word.text[:1].isupper()}
    return [
        word.text
        for word in inquiry.own_words
        if word.stem in common_stems() and _written_as_name(inquiry, word) and _bare(word.lower) not in capital
    ]
