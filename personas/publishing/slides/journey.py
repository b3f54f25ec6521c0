"""The journey slide: emotions as a line over an editable table of stages and lanes."""

from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Pt

from personas.publishing.card import Card
from personas.publishing.journey_map import Feeling, JourneyMap, Lane
from personas.publishing.lines import Line
from personas.publishing.slides.drawing import (
    ACCENT,
    BAR,
    EDGE,
    GAP,
    HEIGHT,
    MARGIN,
    SERIF,
    SOFT,
    WASH,
    WIDTH,
    Box,
    Paragraph,
    Run,
    height_of,
    legend,
    new_slide,
    notes,
    paint,
    place,
    said,
    text_box,
    told,
    write,
)
from personas.publishing.words import shortened

_IN_LARGE = 56
"""As many letters of a title stand in one line in large letters, in a wide typeface too."""
_LANE, _CURVE, _STEP = 92.0, 62.0, 6.0
"""In points: the name of a lane, the height of the mood, one step of it."""
_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5)
_MOST = (400, 160, 90, 70, 50)
"""For each size of letter the longest text of a cell; the whole text stands in the notes."""


def journey_slide(presentation: Any, card: Card, journey: JourneyMap) -> None:
    """The map of one journey, in the largest letters that leave it on one slide."""
    kind = "Planned buying journey" if journey.planned else "Buying journey"
    title = f"{kind} of {shortened(card.name, 60)}"
    slide = new_slide(presentation, title, size=22 if len(title) <= _IN_LARGE else 15)
    scenario = said(journey.scenario, 11, most=200) if journey.scenario else []
    planned = [Run("What is meant to happen, not what was observed.  ", size=9, tone=SOFT)] if journey.planned else []
    text_box(slide, Box(MARGIN, 54, WIDTH - 2 * MARGIN, 34), [scenario, [*planned, *legend(journey.marks)]])
    top = 92.0
    if journey.feelings:
        _curve(slide, journey, Box(MARGIN + _LANE, top, _columns(journey), _CURVE))
        top += _CURVE + 4
    _table(slide, journey, top)
    notes(slide, _whole(journey))


def _columns(journey: JourneyMap) -> float:
    return WIDTH - 2 * MARGIN - _LANE


def _table(slide: Any, journey: JourneyMap, top: float) -> None:
    width = _columns(journey) / max(1, len(journey.stages))
    room = HEIGHT - top - 16
    size, most = next(
        (s, m) for s, m in zip(_SIZES, _MOST, strict=True) if s == _SIZES[-1] or _high(journey, s, m, width) <= room
    )
    rows = [lane for lane in journey.lanes if any(lane.cells)] or list(journey.lanes[:1])
    frame = slide.shapes.add_table(len(rows) + 1, len(journey.stages) + 1, 0, 0, Pt(1), Pt(1))
    place(frame, Box(MARGIN, top, WIDTH - 2 * MARGIN, 20 * (len(rows) + 1)))
    table = frame.table
    for number in range(len(journey.stages) + 1):
        table.columns[number].width = Pt(round(width if number else _LANE, 2))
    for number, stage in enumerate(("", *journey.stages)):
        _cell(table.cell(0, number), [[Run(shortened(stage, 40), size=11, font=SERIF)]], WASH)
    for row, lane in enumerate(rows, start=1):
        table.rows[row].height = Pt(round(_row_high(lane, size, most, width), 2))
        _cell(table.cell(row, 0), [[Run(lane.title, size=8.5, bold=True)]], WASH)
        for column, lines in enumerate(lane.cells, start=1):
            _cell(table.cell(row, column), _words(lines, size, most), "" if lines else GAP)


def _words(lines: tuple[Line, ...], size: float, most: int) -> list[Paragraph]:
    if not lines:
        return [[Run("no evidence", size=max(6.5, size - 1.5), tone=SOFT, italic=True)]]
    few = 4 if size > _SIZES[2] else 2
    more: list[Paragraph] = (
        [[Run(f"{len(lines) - few} more in the notes", size=6.5, tone=SOFT)]] if len(lines) > few else []
    )
    return [*(said(line, size, most=most) for line in lines[:few]), *more]


def _high(journey: JourneyMap, size: float, most: int, width: float) -> float:
    return 24 + sum(_row_high(lane, size, most, width) for lane in journey.lanes if any(lane.cells))


def _row_high(lane: Lane, size: float, most: int, width: float) -> float:
    return max(20.0, 6 + max(height_of(_words(cell, size, most), width) for cell in lane.cells))


def _cell(cell: Any, paragraphs: list[Paragraph], tone: str) -> None:
    paint(cell.fill, tone or "ffffff")
    write(cell.text_frame, paragraphs)


def _curve(slide: Any, journey: JourneyMap, box: Box) -> None:
    text_box(
        slide,
        Box(MARGIN, box.top, _LANE, box.height),
        [[Run("Mood", size=9, bold=True)], [Run("from −2 to +2, self-reported", size=7.5, tone=SOFT)]],
    )
    text_box(slide, box, [], fill="ffffff", edge=EDGE)
    spots = [_spot(feeling, journey, box) for feeling in journey.feelings]
    for one, other, (left, right) in zip(
        spots, spots[1:], zip(journey.feelings, journey.feelings[1:], strict=False), strict=False
    ):
        if right.place - left.place == 1:
            line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Pt(round(v, 2)) for v in (*one, *other)))
            paint(line.line.fill, BAR)
            line.line.width = Pt(2)
    for (x, y), feeling in zip(spots, journey.feelings, strict=True):
        dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, 0, 0)
        place(dot, Box(x - 4, y - 4, 8, 8))
        paint(dot.fill, ACCENT)
        dot.line.fill.background()
        beside = 3.0 if feeling.value < 0 else -17.0
        text_box(slide, Box(x + 5, y + beside, 96, 14), [[Run(feeling.words, size=8)]])


def _spot(feeling: Feeling, journey: JourneyMap, box: Box) -> tuple[float, float]:
    return box.left + box.width * (feeling.place + 0.5) / len(
        journey.stages
    ), box.top + box.height / 2 - feeling.value * _STEP


def _whole(journey: JourneyMap) -> list[str]:
    rows = [told(journey.scenario)] if journey.scenario else []
    for number, stage in enumerate(journey.stages):
        rows.append(f"{stage}:")
        rows += [f"{lane.title}: {told(line)}" for lane in journey.lanes for line in _of(lane, number)]
    return rows


def _of(lane: Lane, stage: int) -> tuple[Line, ...]:
    return lane.cells[stage]
