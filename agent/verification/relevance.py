"""Which cited figure or theme a stretch of a claim speaks about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from agent.verification.inquiry import Inquiry, Span
from agent.verification.lexicon import stem_set
from agent.verification.material import matter, matter_of, own_text
from agent.verification.text import words
from personas.evidence import Statistic, Theme

LEAST = 1 / 3
"""The share of a clause's words that a figure's own words must hold to be what the clause speaks about."""

Figure = TypeVar("Figure", Statistic, Theme, Statistic | Theme)


def subject_stems(inquiry: Inquiry, span: Span) -> list[str]:
    """The matter of the writer's own words in a stretch: not who speaks, how many, or how often."""
    aside = stem_set("prevalence", "group") | _name_stems(inquiry)
    return [
        word.stem
        for word in matter(inquiry.own_words_within(*span))
        if word.stem not in aside and word not in inquiry.judged and not word.text.isdigit()
    ]


def about(inquiry: Inquiry, figure: Statistic | Theme, stems: Sequence[str]) -> float:
    """The share of those stems that stand in the figure's own words, or in its quotes; 1 when there are none."""
    if not stems:
        return 1.0
    held = material_stems(inquiry, figure)
    return sum(found in held for found in stems) / len(stems)


def material_stems(inquiry: Inquiry, figure: Statistic | Theme) -> frozenset[str]:
    """The matter of a figure: a metric's words, or a theme's label and quotes."""
    held = matter_of(own_text(figure))
    if isinstance(figure, Theme):
        held = held.union(*(matter_of(quote.text) for quote in inquiry.quotes_of(figure)))
    return held


def closest(inquiry: Inquiry, figures: Sequence[Figure], span: Span) -> list[Figure]:
    """The figures that a stretch speaks about: those whose words it shares most; none when it shares too few."""
    stems = subject_stems(inquiry, span)
    if not stems:
        return list(figures)
    scored = [(about(inquiry, figure, stems), figure) for figure in figures]
    best = max((score for score, _ in scored), default=0.0)
    return [figure for score, figure in scored if score >= max(best - 1e-9, LEAST)]


def _name_stems(inquiry: Inquiry) -> frozenset[str]:
    return frozenset(word.stem for word in (*words(inquiry.persona_name), *words(inquiry.segment.name)))
