"""Which cited figure or theme a stretch of a claim speaks about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from agent.verification.evidence_text import content_stems, own_text, stems_of
from agent.verification.inquiry import Inquiry, Span
from personas.evidence import Statistic, Theme

LEAST = 1 / 3
"""The share of a clause's words that a figure's own words must hold to be what the clause speaks about."""

Figure = TypeVar("Figure", Statistic, Theme, Statistic | Theme)


def subject_stems(inquiry: Inquiry, span: Span) -> list[str]:
    """The stems of the writer's own content words in a stretch: not who speaks, how many, or how often."""
    return [word.stem for word in inquiry.content_words_within(*span)]


def about(inquiry: Inquiry, figure: Statistic | Theme, stems: Sequence[str]) -> float:
    """The share of those stems that stand in the figure's own words, or in its quotes; 1 when there are none."""
    if not stems:
        return 1.0
    held = material_stems(inquiry, figure)
    return sum(found in held for found in stems) / len(stems)


def material_stems(inquiry: Inquiry, figure: Statistic | Theme) -> frozenset[str]:
    """What a figure is about: a metric's words, or a theme's label and quotes."""
    held = content_stems(own_text(figure))
    if isinstance(figure, Theme):
        held = held.union(*(content_stems(quote.text) for quote in inquiry.quotes_of(figure)))
    return held


def closest(inquiry: Inquiry, figures: Sequence[Figure], span: Span) -> list[Figure]:
    """The figures that a stretch speaks about: those whose words it shares most; none when it shares too few."""
    stems = subject_stems(inquiry, span)
    if not stems:
        return list(figures)
    scored = [(about(inquiry, figure, stems), figure) for figure in figures]
    best = max((score for score, _ in scored), default=0.0)
    return [figure for score, figure in scored if score >= max(best - 1e-9, LEAST)]


def voices_about(inquiry: Inquiry) -> set[str]:
    """The cited people who count and in whose words at least a third of the claim's content words stand."""
    stems = subject_stems(inquiry, Span(0, len(inquiry.text)))
    return {
        quote.respondent_id
        for quote in inquiry.quotes
        if quote.respondent_id in inquiry.respondents
        and (not stems or sum(stem in stems_of(quote.text) for stem in stems) >= LEAST * len(stems))
    }
