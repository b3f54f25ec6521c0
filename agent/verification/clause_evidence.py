"""Which evidence a clause may rest on: a count's own theme, a figure's own metric, or what single voices say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agent.verification.evidence_text import attribute_text, cited_voices, own_text, sentences_of, stems_of
from agent.verification.figures.attribution import counted_themes
from agent.verification.inquiry import Inquiry, Span, numbers_in, once
from agent.verification.relevance import material_stems
from agent.verification.statements import speaks_of_one
from agent.verification.text import Word, clauses
from personas.evidence import Quote, Statistic, Theme

WINDOW = 3
"""How many sentences in a row may support a clause together."""


class Clause(NamedTuple):
    """A clause of the claim: its content words, and the evidence that may bear them."""

    start: int
    end: int
    found: tuple[Word, ...]
    members: tuple[Quote | Statistic | Theme, ...]
    group: bool
    """Whether it says something of the group, not of one voice."""
    counted: bool
    """Whether the count of a theme introduces it."""


@once
def clauses_with_evidence(inquiry: Inquiry, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence with content words of the writer's own, with what may bear each."""
    found = []
    one = False
    for start, end in clauses(inquiry.text, *sentence):
        one = one or speaks_of_one(inquiry.text[start:end])
        counted = [theme for span, theme in counted_themes(inquiry) if span.start < end and start < span.end]
        carried = tuple(inquiry.content_words_within(start, end))
        if carried:
            alone = one and not inquiry.spoken.within(start, end)
            members = _members(inquiry, sentence, counted, alone=alone)
            if not alone and not counted and _typed(inquiry, start, end):
                members = [*members, *inquiry.statistics]
            found.append(Clause(start, end, carried, tuple(members), not alone, not alone and bool(counted)))
    return tuple(found)


def _typed(inquiry: Inquiry, start: int, end: int) -> bool:
    """Whether a reviewer typed a number in a stretch, which the check of numbers ties to its own metric."""
    if inquiry.claim.typed_by != "reviewer":
        return False
    return any(start <= n.start < end and not inquiry.spoken.covers(n.start, n.end) for n in numbers_in(inquiry.text))


def _members(inquiry: Inquiry, sentence: Span, counted: list[Theme], *, alone: bool) -> list[Quote | Statistic | Theme]:
    kind = inquiry.claim.kind
    if kind in ("inference", "hypothesis"):
        return [*inquiry.quotes, *inquiry.themes, *inquiry.statistics]
    if alone or kind == "verbatim":
        return [*cited_voices(inquiry)]
    if counted:
        return [*counted]
    spoken = [f.source for f in inquiry.spoken.within(*sentence) if isinstance(f.source, Statistic)]
    if spoken:
        return [*spoken]
    if kind == "statistic":
        return [*inquiry.statistics]
    if not inquiry.themes:
        return [*inquiry.quotes, *inquiry.statistics]
    scope = inquiry.claim.scope
    scoped = [theme for theme in inquiry.themes if scope and (theme.n, theme.of) == (scope.n, scope.of)]
    return [*(scoped or inquiry.themes), *inquiry.statistics]


def windows_of(inquiry: Inquiry, members: Sequence[Quote | Statistic | Theme]) -> list[frozenset[str]]:
    """The stems of every three sentences in a row of each member; a theme's label stands beside its quotes."""
    return [window for member in members for window in _windows(inquiry, member)] or [frozenset()]


def _windows(inquiry: Inquiry, member: Quote | Statistic | Theme) -> list[frozenset[str]]:
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
