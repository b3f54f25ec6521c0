"""The persona slide: name, size, figures, claims, voices and unknowns."""

from collections.abc import Iterable, Sequence
from typing import Any

from personas.publishing.bars import Distribution
from personas.publishing.card import Card, Section
from personas.publishing.slides.drawing import (
    ACCENT,
    BAR,
    EDGE,
    GAP,
    INK,
    MARGIN,
    SERIF,
    SOFT,
    WASH,
    WIDTH,
    Box,
    Paragraph,
    Run,
    bar,
    fitting,
    legend,
    new_slide,
    notes,
    said,
    text_box,
    told,
)
from personas.publishing.words import shortened

_TILES, _BARS = 6, 5
_LEFT, _MIDDLE, _RIGHT = 300.0, 290.0, 290.0
_TILE_TOP, _TILE_HIGH = 104.0, 52.0
_TOP, _BOTTOM = 160.0, 524.0
_FIRST = ("Goals", "Jobs to be done", "Frustrations", "Trigger", "Decision criteria", "Messages that fit")
"""Sections that a reader of one slide looks for first."""


def persona_slide(presentation: Any, card: Card) -> None:
    """Name, essence and figures above; narrative and distributions, claims, voices and unknowns below."""
    slide = new_slide(presentation, shortened(card.name, 90), size=26 if len(card.name) < 50 else 18)
    _head(slide, card)
    _tiles(slide, card)
    second, third = MARGIN + _LEFT + 10, MARGIN + _LEFT + _MIDDLE + 20
    story = _story(card)
    low = 360.0 if _telling(card.distributions) else _BOTTOM
    text_box(slide, Box(MARGIN, _TOP, _LEFT, low - _TOP), fitting(story, Box(MARGIN, _TOP, _LEFT, low - _TOP)))
    if spread := _telling(card.distributions):
        _spread(slide, spread, Box(MARGIN, low + 6, _LEFT, _BOTTOM - low - 6))
    middle = Box(second, _TOP, _MIDDLE, _BOTTOM - _TOP)
    if sections := fitting(list(_sections(card)), middle):
        text_box(slide, middle, sections, fill=WASH, edge=EDGE)
    half = (_BOTTOM - _TOP) * 0.46 if card.voices else 0.0
    voices = Box(third, _TOP, _RIGHT, half)
    if told_of := fitting(_titled("In their own words", [said(v, 10.5, most=180) for v in card.voices]), voices):
        text_box(slide, voices, told_of)
    top = _TOP + half + (8 if card.voices else 0)
    unknown = Box(third, top, _RIGHT, _BOTTOM - top)
    if unknowns := fitting(_unknowns(card), unknown):
        text_box(slide, unknown, unknowns, fill=GAP, edge=SOFT)
    notes(slide, _whole(card))


def _head(slide: Any, card: Card) -> None:
    about = Run(f"{card.state} · a fictional name for a counted segment; no such person exists", size=9, tone=SOFT)
    essence = said(card.essence, 13, most=200) if card.essence else []
    head = Box(MARGIN, 52, WIDTH - 2 * MARGIN, 48)
    text_box(slide, head, [[Run("PERSONA  ", size=9, tone=ACCENT, bold=True), about], essence])


def _tiles(slide: Any, card: Card) -> None:
    shown = [(f"{card.segment['n']:,}", f"in the segment {shortened(card.segment['name'], 40)}", "")]
    shown += [(tile.value, tile.label, tile.compared) for tile in card.tiles[: _TILES - 1]]
    width = (WIDTH - 2 * MARGIN) / len(shown)
    for number, (value, label, compared) in enumerate(shown):
        words = [Run(shortened(label, 62), size=9), Run(f"  {compared}" if compared else "", size=8, tone=SOFT)]
        box = Box(MARGIN + number * width, _TILE_TOP, width - 4, _TILE_HIGH)
        text_box(slide, box, [[Run(value, size=15, font=SERIF)], words], fill="ffffff", edge=EDGE)


def _story(card: Card) -> list[Paragraph]:
    told_of = [said(line, 11, most=320) for line in card.narrative]
    return [*_titled("Who they are", told_of), legend(card.marks)]


def _sections(card: Card) -> Iterable[Paragraph]:
    found = {section.title: section for group in card.groups for section in group.sections}
    named = [found.pop(name) for name in _FIRST if name in found]
    for section in (*named, *found.values()):
        yield from _titled(section.title, _first_lines(section))


def _first_lines(section: Section) -> list[Paragraph]:
    return [said(line, 9.5, most=150) for line in section.lines[:2]]


def _unknowns(card: Card) -> list[Paragraph]:
    rows: list[Paragraph] = [
        [Run(f"{one.title}. ", size=9, bold=True), Run(shortened(one.reason, 150), size=9)] for one in card.unknowns
    ]
    return _titled("What the evidence does not say", rows)


def _titled(title: str, rows: list[Paragraph]) -> list[Paragraph]:
    return [[Run(title, size=12, font=SERIF, tone=ACCENT)], *rows] if rows else []


def _telling(spreads: Sequence[Distribution]) -> Distribution | None:
    """The first distribution of more than one value, else the first: all of a region's customers live in it."""
    return next((spread for spread in spreads if len(spread.bars) > 1), spreads[0] if spreads else None)


def _spread(slide: Any, spread: Distribution, box: Box) -> None:
    head: Paragraph = [Run(spread.title, size=11, bold=True), Run(f"  {spread.coverage}", size=8, tone=SOFT)]
    text_box(slide, Box(box.left, box.top, box.width, 18), [head])
    step = min(22.0, (box.height - 36) / max(1, min(len(spread.bars), _BARS)))
    label, chart = 96.0, box.width - 96 - 74
    for number, one in enumerate(spread.bars[:_BARS]):
        top = box.top + 20 + number * step
        text_box(slide, Box(box.left, top, label, step), [[Run(shortened(one.label, 26), size=9)]])
        bar(slide, Box(box.left + label, top + step / 2 - 4, chart, 8), GAP)
        bar(slide, Box(box.left + label, top + step / 2 - 4, max(0.5, chart * one.share), 8), BAR)
        if one.all is not None:
            bar(slide, Box(box.left + label + chart * one.all, top + step / 2 - 6, 1.5, 12), INK)
        figures = [Run(one.value, size=9), Run(f"  all {one.everybody}" if one.everybody else "", size=8, tone=SOFT)]
        text_box(slide, Box(box.left + label + chart + 2, top, 74, step), [figures])
    left = len(spread.bars) - _BARS
    more = f"; {left} more in the notes" if left > 0 else ""
    foot = f"Bars: this segment. Upright ticks: everybody{more}."
    text_box(
        slide,
        Box(box.left, box.top + 20 + step * min(len(spread.bars), _BARS), box.width, 14),
        [[Run(foot, size=8, tone=SOFT)]],
    )


def _whole(card: Card) -> list[str]:
    rows = [f"{card.name}. {card.state}.", f"Segment: {card.segment['name']}: {card.segment['rule']}"]
    rows += [told(card.essence)] if card.essence else []
    rows += [f"{tile.value} {tile.label}{f' ({tile.compared})' if tile.compared else ''}" for tile in card.tiles]
    rows += [told(line) for line in (*card.facts, *card.narrative, *card.demographics)]
    for spread in card.distributions:
        parts = "; ".join(f"{one.label} {one.value}" for one in spread.bars)
        rows.append(f"{spread.title}: {parts}. {spread.coverage}.")
    for group in card.groups:
        for section in group.sections:
            rows += [f"{section.title}:", *(told(line) for line in section.lines)]
    rows += ["In their own words:", *(told(line) for line in card.voices)] if card.voices else []
    rows += ["What the evidence does not say:"] if card.unknowns else []
    rows += [
        f"{one.title}: {one.reason}{f' Searched for {one.searched}.' if one.searched else ''}" for one in card.unknowns
    ]
    return rows
