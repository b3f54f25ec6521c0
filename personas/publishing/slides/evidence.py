"""The evidence slide: what is cited, and the provenance."""

from typing import Any

from personas.publishing.card import Card
from personas.publishing.drawer import Entry
from personas.publishing.slides.drawing import (
    ACCENT,
    EDGE,
    HEIGHT,
    MARGIN,
    SOFT,
    WASH,
    WIDTH,
    Box,
    Paragraph,
    Run,
    fitting,
    new_slide,
    notes,
    text_box,
)
from personas.publishing.words import made, shortened

_TOP = 64.0


def evidence_slide(presentation: Any, card: Card) -> None:
    """The cited evidence by number in two columns, and the provenance beside it."""
    slide = new_slide(presentation, "Evidence and provenance", size=22)
    column, side = 310.0, WIDTH - 2 * MARGIN - 2 * 310.0 - 20
    room = HEIGHT - _TOP - 16
    rows = [_row(entry) for entry in card.entries]
    half = (len(rows) + 1) // 2
    for number, part in enumerate((rows[:half], rows[half:])):
        box = Box(MARGIN + number * (column + 10), _TOP, column, room)
        text_box(slide, box, fitting(part, box))
    box = Box(WIDTH - MARGIN - side, _TOP, side, room)
    facts: list[Paragraph] = [
        [Run(f"{label}  ", size=8.5, tone=SOFT), Run(shortened(words, 160), size=9)] for label, words in card.provenance
    ]
    closing: Paragraph = [Run(made(accepted=card.accepted), size=8, tone=SOFT)]
    text_box(slide, box, fitting([*facts, closing], box), fill=WASH, edge=EDGE)
    notes(slide, [*(_whole(entry) for entry in card.entries), *(f"{a}: {b}" for a, b in card.provenance)])


def _row(entry: Entry) -> Paragraph:
    spoken = entry.kind == "Quotation"
    words = (
        f"“{shortened(entry.voices[0].text, 110)}” {shortened(entry.title, 60)}"
        if spoken
        else shortened(entry.title, 130)
    )
    return [
        Run(f"{entry.number}  ", size=9, tone=ACCENT, bold=True),
        Run(f"{entry.kind}  ", size=8, tone=SOFT),
        Run(words, size=9, italic=spoken),
    ]


def _whole(entry: Entry) -> str:
    voices = [
        f"{'says otherwise: ' if voice.against else ''}“{voice.text}” ({voice.said_by})" for voice in entry.voices
    ]
    facts = [f"{label}: {words}" for label, words in entry.facts]
    return f"[{entry.number}] {entry.kind}. {entry.title}. {'; '.join((*voices, *facts))}"
