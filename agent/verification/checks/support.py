"""How far the words of each sentence stand in the best three sentences of what it cites."""

from __future__ import annotations

from typing import NamedTuple

from agent.verification.clause_evidence import clauses_with_evidence, windows_of
from agent.verification.doubts import doubts
from agent.verification.finding import Finding, nothing_to_check
from agent.verification.inquiry import Inquiry, Span

NAME = "support"
LOW = 0.8
"""Below this share of its words found, a sentence is one to read (the best cut on BEGIN-WoW's development set)."""

GOES_BEYOND = ("inference", "hypothesis")
"""Kinds of claim that are not expected to stand in the evidence's words."""


class Score(NamedTuple):
    """A sentence's support and the words that the evidence lacks."""

    value: float
    missing: tuple[str, ...]


def support(inquiry: Inquiry) -> Finding:
    """The worst sentence's share of words that stand in its best windows; low support makes a claim weak.

    An inference goes beyond the words it rests on, so the share orders it but neither passes nor fails it.
    """
    if not inquiry.citations:
        return nothing_to_check(NAME, "Nothing is cited.")
    scores = [score_of(inquiry, sentence) for sentence in inquiry.sentences]
    worst = min(scores, default=Score(1.0, ()), key=lambda score: score.value)
    found = f"{worst.value:.0%} of the words of the least supported sentence stand in what it rests on"
    if inquiry.claim.kind in GOES_BEYOND:
        reason = f"Goes beyond the evidence, and says so: {found}."
        return Finding(NAME, "not_applicable", reason, score=round(worst.value, 4))
    if worst.value < LOW:
        lacking = ", ".join(f"'{word}'" for word in worst.missing[:4])
        return Finding(NAME, "fail", f"Only {found}; it lacks {lacking}.", score=round(worst.value, 4))
    if reasons := doubts(inquiry):
        return Finding(NAME, "fail", f"Read this: {reasons[0]}.", score=round(worst.value, 4))
    return Finding(NAME, "pass", f"{found[0].upper()}{found[1:]}.", score=round(worst.value, 4))


def score_of(inquiry: Inquiry, sentence: Span) -> Score:
    """Each clause against its own best window, all clauses of the sentence together."""
    missing: list[str] = []
    count = 0
    for clause in clauses_with_evidence(inquiry, sentence):
        windows = windows_of(inquiry, clause.members)
        best = max(windows, key=lambda window: sum(word.stem in window for word in clause.found))
        missing += [word.text for word in clause.found if word.stem not in best]
        count += len(clause.found)
    return Score(1 - len(missing) / count if count else 1.0, tuple(missing))
