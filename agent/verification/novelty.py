"""Words that the evidence of a clause does not hold, or that too few voices say where the claim speaks of many."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from agent.verification.clause_evidence import Clause, clauses_with_evidence, windows_of
from agent.verification.evidence_text import own_text, quotes_among, stems_of
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import axes, common_stems, stem_set, word_set
from agent.verification.text import Word
from personas.evidence import Quote

MANY = 3
"""From how many voices on a word must be said by more than one of them."""
COUNTED = 0.5
"""The share of a counted theme's voices that must say a word which its count introduces: "7 of 17 respondents love"."""

_LEAST_ROOT = 4


def novel(inquiry: Inquiry) -> str:
    """A reason to read a claim with a word that nothing bearing it holds, as a clause; or nothing."""
    reasons = []
    for sentence in inquiry.sentences:
        for clause in clauses_with_evidence(inquiry, sentence):
            known = frozenset().union(*windows_of(inquiry, clause.members))
            for word in clause.found:
                if not holds(word, known):
                    reasons.append(_telling(word))
    return min(reasons, default=(0, ""))[1]


def few_voices(inquiry: Inquiry) -> str:
    """A reason to read a claim about many with a word that too few of its voices say; or nothing."""
    if inquiry.claim.kind != "theme":
        return ""
    found = (_of_few(inquiry, clause) for s in inquiry.sentences for clause in clauses_with_evidence(inquiry, s))
    return next((reason for reason in found if reason), "")


def _of_few(inquiry: Inquiry, clause: Clause) -> str:
    voices = _voices(inquiry, clause)
    if not clause.group or len(voices) < MANY:
        return ""
    shared = frozenset().union(
        *(stems_of(own_text(member)) for member in clause.members if not isinstance(member, Quote))
    )
    least = max(2, ceil(len(voices) * COUNTED)) if clause.counted else 2
    for word in clause.found:
        saying = sum(holds(word, said) for said in voices.values())
        if saying < least and not holds(word, shared):
            told = (
                "one of the voices behind it says" if saying == 1 else f"{saying} of {len(voices)} voices behind it say"
            )
            return f"only {told} '{word.text}'"
    return ""


def _voices(inquiry: Inquiry, clause: Clause) -> dict[str, frozenset[str]]:
    """The stems of what each person says whose words may bear the clause."""
    return {quote.respondent_id: stems_of(quote.text) for quote in quotes_among(inquiry, clause.members)}


def holds(word: Word, known: frozenset[str]) -> bool:
    """Whether these stems have a word, as it is or with an ending that keeps its sense."""
    if word.stem in known:
        return True
    return any(_same_root(word.stem, other) for other in known if other[:_LEAST_ROOT] == word.stem[:_LEAST_ROOT])


@lru_cache(maxsize=8192)
def _same_root(one: str, two: str) -> bool:
    """Whether one word is the other with an ending that keeps its sense: comfort, comfortable."""
    short, long = sorted((one, two), key=len)
    endings = word_set("function_words", "endings")
    for cut in (short, short[:-1], short[:-2]):
        if len(cut) >= _LEAST_ROOT and long.startswith(cut) and long[len(cut) :] in endings:
            return True
    return False


def _telling(word: Word) -> tuple[int, str]:
    """How much a word tells that nothing holds, the most telling first, and the reason."""
    if word.stem not in common_stems():
        return 0, f"'{word.text}' is no everyday word and stands in nothing that this rests on"
    if word.stem in stem_set("direction", "certainty"):
        return 1, f"'{word.text}' is stronger than anything that this rests on"
    if word.stem in axes():
        return 2, f"'{word.text}' is an opinion that nothing this rests on holds"
    return 3, f"'{word.text}' stands in nothing that this rests on"
