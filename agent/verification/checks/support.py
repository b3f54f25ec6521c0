"""How far the words of each sentence stand in the best three sentences of what it cites."""

from __future__ import annotations

from typing import NamedTuple

from agent.verification.attribution import counted_themes
from agent.verification.doubts import doubts
from agent.verification.finding import Finding, nothing_to_check
from agent.verification.inquiry import Inquiry, Span
from agent.verification.material import attribute_text, matter, own_text, sentences_of, stems_of
from agent.verification.relevance import material_stems, subject_stems
from personas.evidence import Quote, Statistic, Theme

NAME = "support"
LOW = 0.6
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
    own = {stem for stem in subject_stems(inquiry, sentence)}
    found = [word for word in matter(inquiry.own_words_within(*sentence)) if word.stem in own]
    if not found:
        return Score(1.0, ())
    windows = _windows(inquiry, sentence) or [frozenset()]
    best = max(windows, key=lambda window: sum(word.stem in window for word in found))
    missing = tuple(word.text for word in found if word.stem not in best)
    return Score(1 - len(missing) / len(found), missing)


def _windows(inquiry: Inquiry, sentence: Span) -> list[frozenset[str]]:
    """The stems of every three sentences in a row; of a theme's count, only of that theme."""
    themes = [theme for span, theme in counted_themes(inquiry) if sentence.holds(*span)]
    members: list[Quote | Statistic | Theme]
    members = list(themes) if themes else [*inquiry.quotes, *inquiry.themes, *inquiry.statistics]
    if themes:
        members += inquiry.statistics
    aside: frozenset[str] = frozenset()
    said: list[frozenset[str]] = []
    for member in members:
        if isinstance(member, Quote):
            aside |= stems_of(attribute_text(member))
            said += [stems_of(text) for text in sentences_of(member.text)]
        elif isinstance(member, Theme):
            aside |= stems_of(own_text(member))
            said += [stems_of(text) for quote in inquiry.quotes_of(member) for text in sentences_of(quote.text)]
        else:
            aside |= material_stems(inquiry, member)
    count = max(1, len(said) - WINDOW + 1)
    return [aside.union(*said[start : start + WINDOW]) for start in range(count)]
