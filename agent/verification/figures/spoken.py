"""The figures in a claim's text that are a statistic's or a theme's own phrase, spoken by the system.

A slot says where the system put a phrase. A phrase that stands in the text word for word without a slot is the
same figure with the same metric, group, base and direction, and counts as spoken too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from agent.verification.finding import named
from personas.claims import Claim, SlotSpan
from personas.evidence import Statistic, Theme

_UNRENDERED = re.compile(r"\{\s*[A-Za-z]{1,3}-?\w{0,14}\s*\}")
_GLUE_BEFORE = re.compile(r"(?:[\w£$€₹¥%+−~≈<>±]|(?:^|(?<=[\s(]))-|[\d][.,])$")
_GLUE_AFTER = re.compile(r"^(?:[\w%°]|[.,:/]\d|['’]s\b)")


class Figure(NamedTuple):
    """One spoken phrase and the evidence whose figure it is."""

    start: int
    end: int
    source: Statistic | Theme


class Spoken(NamedTuple):
    """All spoken figures of a text, and what is wrong with its slots."""

    figures: tuple[Figure, ...]
    problems: tuple[str, ...]

    def covers(self, start: int, end: int) -> bool:
        """Whether a span lies within one spoken phrase."""
        return any(figure.start <= start and end <= figure.end for figure in self.figures)

    def within(self, start: int, end: int) -> list[Figure]:
        """The figures that lie in a stretch of the text."""
        return [figure for figure in self.figures if start <= figure.start and figure.end <= end]


def spoken_in(claim: Claim, statistics: list[Statistic], themes: list[Theme]) -> Spoken:
    """The spoken figures of a claim: its slots where they hold, and the cited phrases found word for word."""
    cited: list[Statistic | Theme] = [*statistics, *themes]
    sources = {member.id: member for member in cited}
    wrong = {slot: problem for slot in claim.slots if (problem := _problem(claim, slot, sources))}
    problems = list(wrong.values())
    if unrendered := _UNRENDERED.search(claim.text):
        problems.append(f"The slot {unrendered[0]} was not replaced by its figure.")
    figures = [Figure(slot.start, slot.end, sources[slot.evidence_id]) for slot in claim.slots if slot not in wrong]
    for source in sorted(sources.values(), key=lambda member: -len(member.phrase())):
        figures.extend(_found(claim.text, source, figures))
    return Spoken(tuple(sorted(figures, key=lambda figure: figure[:2])), tuple(problems))


def _problem(claim: Claim, slot: SlotSpan, sources: dict[str, Statistic | Theme]) -> str:
    text, source = claim.text, sources.get(slot.evidence_id)
    if source is None:
        return "A figure is marked as spoken from evidence that the claim does not cite."
    if not 0 <= slot.start < slot.end <= len(text):
        return f"The figure of {named(source)} is marked outside the text."
    shown = text[slot.start : slot.end]
    if not _speaks(shown, source.phrase()) and not _continues(shown, source, claim, slot, sources):
        return f"The text says '{shown}' where what it cites says '{source.phrase()}'."
    if _glued(text, slot.start, slot.end):
        return f"The characters beside '{shown}' change the figure of {named(source)}."
    return ""


def _continues(
    shown: str, source: Statistic | Theme, claim: Claim, slot: SlotSpan, sources: dict[str, Statistic | Theme]
) -> bool:
    """Whether this is one more share of a distribution whose first one, with its base, was spoken before it."""
    if isinstance(source, Theme) or source.distribution is None or shown != source.brief():
        return False
    return any(
        isinstance(first := sources.get(other.evidence_id), Statistic)
        and first.distribution == source.distribution
        and other.end < slot.start
        and _speaks(claim.text[other.start : other.end], first.phrase())
        for other in claim.slots
    )


def _speaks(shown: str, phrase: str) -> bool:
    """Word for word; the first letter may be a capital, as at the head of a sentence."""
    return shown == phrase or shown == phrase[:1].upper() + phrase[1:]


def _found(text: str, source: Statistic | Theme, taken: list[Figure]) -> list[Figure]:
    phrase, found, position = source.phrase(), [], 0
    lowered, wanted = text.lower(), phrase.lower()
    if len(lowered) != len(text) or not wanted:
        return []
    while (start := lowered.find(wanted, position)) >= 0:
        end = position = start + len(wanted)
        overlaps = any(start < other.end and other.start < end for other in taken)
        if not overlaps and _speaks(text[start:end], phrase) and not _glued(text, start, end):
            found.append(Figure(start, end, source))
    return found


def _glued(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 3) : start], text[end : end + 3]
    return bool(_GLUE_BEFORE.search(before)) or bool(_GLUE_AFTER.match(after))
