"""How far the words of each sentence stand in the best three sentences of what it cites."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agent.verification.attribution import counted_themes
from agent.verification.doubts import doubts
from agent.verification.finding import Finding, nothing_to_check
from agent.verification.inquiry import Inquiry, Span
from agent.verification.material import attribute_text, matter, own_text, sentences_of, stems_of
from agent.verification.relevance import material_stems, subject_stems
from agent.verification.text import clauses
from personas.evidence import Quote, Statistic, Theme

NAME = "support"
LOW = 0.74
"""Below this share of its words found, a sentence is one to read (calibrated: docs/evaluation.md)."""
WINDOW = 3


class Score(NamedTuple):
    """A sentence's support and the words that the evidence lacks."""

    value: float
    missing: tuple[str, ...]


def support(inquiry: Inquiry) -> Finding:
    """The worst sentence's share of words that stand in its best window; low support makes a claim weak."""
    if not inquiry.citations:
        return nothing_to_check(NAME, "Nothing is cited.")
    scores = [_score(inquiry, sentence) for sentence in inquiry.sentences]
    worst = min(scores, default=Score(1.0, ()), key=lambda score: score.value)
    found = f"{worst.value:.0%} of the words of the least supported sentence stand in what it cites"
    if worst.value < LOW:
        lacking = ", ".join(f"'{word}'" for word in worst.missing[:4])
        return Finding(NAME, "fail", f"Only {found}; it lacks {lacking}.", score=round(worst.value, 4))
    if reasons := doubts(inquiry):
        return Finding(NAME, "fail", f"Read this: {reasons[0]}.", score=round(worst.value, 4))
    return Finding(NAME, "pass", f"{found[0].upper()}{found[1:]}.", score=round(worst.value, 4))


def _score(inquiry: Inquiry, sentence: Span) -> Score:
    """Each clause against its own best window, all clauses of the sentence together."""
    stems = set(subject_stems(inquiry, sentence))
    windows = _windows(inquiry, sentence) or [frozenset()]
    missing: list[str] = []
    count = 0
    for start, end in clauses(inquiry.text, *sentence):
        found = [word for word in matter(inquiry.own_words_within(start, end)) if word.stem in stems]
        best = max(windows, key=lambda window: sum(word.stem in window for word in found))
        missing += [word.text for word in found if word.stem not in best]
        count += len(found)
    return Score(1 - len(missing) / count if count else 1.0, tuple(missing))


def _windows(inquiry: Inquiry, sentence: Span) -> list[frozenset[str]]:
    """The stems of every three sentences in a row of each voice; beside a theme's count, only of that theme."""
    themes = [theme for span, theme in counted_themes(inquiry) if sentence.holds(*span)]
    members: list[Quote | Statistic | Theme] = [*themes, *inquiry.statistics]
    if not themes:
        members += [*inquiry.quotes, *inquiry.themes]
    return [window for member in members for window in _windows_of(inquiry, member)]


def _windows_of(inquiry: Inquiry, member: Quote | Statistic | Theme) -> list[frozenset[str]]:
    if isinstance(member, Statistic):
        return [material_stems(inquiry, member)]
    if isinstance(member, Quote):
        return windows_in(sentences_of(member.text), stems_of(attribute_text(member)))
    said = [text for quote in inquiry.quotes_of(member) for text in sentences_of(quote.text)]
    return windows_in(said, stems_of(own_text(member)))


def windows_in(said: Sequence[str], beside: frozenset[str]) -> list[frozenset[str]]:
    """The stems of every three sentences in a row, each with what is said beside them all."""
    stems = [stems_of(text) for text in said]
    return [beside.union(*stems[start : start + WINDOW]) for start in range(max(1, len(stems) - WINDOW + 1))]
