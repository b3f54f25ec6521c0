"""A comparison told of something else than what a voice compares: "here it is dearer", told of the other shop."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from agent.verification.clause_evidence import Clause, clauses_with_evidence
from agent.verification.evidence_text import stems_of
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import word_set
from agent.verification.text import Word, linked_clauses, plain, words

_WITH: Final = re.compile(r"\b(?:than|compar\w+|against|versus|here|instead|elsewhere)\b", re.IGNORECASE)
"""Words with which a clause says itself with what it compares, or of what."""
_NO_COMPARISON: Final = frozenset(
    "order offer number counter rather printer owner other whether together customer never ever over under".split()
)


def told_of_another(inquiry: Inquiry) -> str:
    """A comparative whose subject stands in another clause of the voice than the comparative; or nothing."""
    for sentence in inquiry.sentences:
        for clause in clauses_with_evidence(inquiry, sentence):
            own = inquiry.own_words_within(clause.start, clause.end)
            compared = next((word for word in own if is_comparative(word)), None)
            told = plain(inquiry.text[clause.start : clause.end])
            if compared and not names_what_it_compares(told) and _elsewhere(inquiry, clause, compared):
                return compared.text
    return ""


def names_what_it_compares(text: str) -> bool:
    """Whether a clause says itself with what it compares, or of what: than, here, instead."""
    return bool(_WITH.search(plain(text)))


def is_comparative(word: Word) -> bool:
    """Whether a word compares in its form: better, dearer, fewer; "other" and "order" do not."""
    return word.lower in word_set("difference", "comparatives")


@lru_cache(maxsize=8192)
def plain_forms(word: str) -> tuple[str, ...]:
    """The adjectives of which a word may be the comparative or superlative: later -> lat, late."""
    ending = next((ending for ending in ("er", "est") if word.endswith(ending)), "")
    root = word.removesuffix(ending)
    if len(root) < 3 or root == word or word in _NO_COMPARISON:
        return ()
    doubled = (root[:-1],) if root[-1] == root[-2] else ()
    return (root, root + "e", root.removesuffix("i") + "y", *doubled)


def _elsewhere(inquiry: Inquiry, clause: Clause, compared: Word) -> bool:
    """Whether each quote with the comparative says something of the claim's clause only in its other clauses."""
    rest = {word.stem for word in clause.found} - {compared.stem}
    found = []
    for quote in inquiry.quotes:
        text = plain(quote.text)
        parts = [text[slice(*span)] for span in linked_clauses(text)]
        near = [part for part in parts if any(word.lower == compared.lower for word in words(part))]
        if near and not any(_WITH.search(part) and "than" in part for part in near):
            within = frozenset[str]().union(*map(stems_of, near))
            found.append(bool(rest & (stems_of(text) - within)))
    return bool(found) and all(found)
