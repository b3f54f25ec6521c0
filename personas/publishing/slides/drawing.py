"""Drawing primitives for slides: editable text boxes in points, and estimates of what fits."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from personas.publishing.lines import Line
from personas.publishing.words import printable, shortened

WIDTH, HEIGHT = 960.0, 540.0
"""A slide of 16 to 9, in points."""
MARGIN = 30.0
INK, SOFT, EDGE, WASH, GAP = "1f2426", "545d62", "dcd8ce", "f7f5f0", "f0ece2"
ACCENT, BAR = "93422a", "b9684a"
SIGNS = {"grounded": "●", "weak": "◐", "inference": "◇", "hypothesis": "◌", "failing": "✕"}
TONES = {
    "grounded": "1c694c", "weak": "855400", "inference": "5746a0", "hypothesis": "545d62", "failing": "a3182a",
}  # fmt: skip
SERIF, SANS = "Georgia", "Calibri"
_TITLE_ONLY = 5
_WORDS = re.compile(r"\S+\s*|\s+")
_WIDE, _HIGH = 0.5, 1.33
"""Width of an average letter and height of a line, as parts of the font's size: of the broad font (Noto Sans) that
stands in where Calibri is missing, so that no text runs into what is below it there."""


class Box(NamedTuple):
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


class Run(NamedTuple):
    """Words in one style."""

    text: str
    size: float = 11
    tone: str = INK
    bold: bool = False
    italic: bool = False
    font: str = SANS


Paragraph = Sequence[Run]


def new_slide(presentation: Any, title: str, *, size: float = 26) -> Any:
    """A slide with its title in the outline."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    place(shape, Box(MARGIN, 18, WIDTH - 2 * MARGIN, 40))
    write(shape.text_frame, [[Run(title, size=size, font=SERIF)]])
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    return slide


def place(shape: Any, box: Box) -> None:
    """Put a shape where the box is."""
    shape.left, shape.top, shape.width, shape.height = (Pt(round(value, 2)) for value in box)


def text_box(slide: Any, box: Box, paragraphs: Iterable[Paragraph], *, fill: str = "", edge: str = "") -> Any:
    """Text that can be edited, with a ground and an edge where they are named."""
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    place(shape, box)
    paint(shape.fill, fill)
    paint(shape.line.fill, edge)
    if edge:
        shape.line.width = Pt(0.75)
    write(shape.text_frame, paragraphs)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    return shape


def bar(slide: Any, box: Box, tone: str) -> None:
    """A filled rectangle without words."""
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    place(shape, box)
    paint(shape.fill, tone)


def write(frame: Any, paragraphs: Iterable[Paragraph], *, inset: float = 4) -> None:
    """Fill a text frame, one paragraph a line; words wrap, nothing is scaled."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Pt(inset)
    frame.margin_top = frame.margin_bottom = Pt(inset / 2)
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(2)
        for run in runs:
            _add(paragraph, run)


def said(line: Line, size: float, *, most: int = 10_000) -> Paragraph:
    """A claim with its mark, its scope and its numbers; cut to `most` characters."""
    words = shortened(line.text, most)
    words = f"“{words}”" if line.spoken else words
    after = f" ({line.scope})" if line.scope else ""
    numbers = f" [{', '.join(map(str, line.numbers))}]" if line.numbers else ""
    return [
        Run(f"{SIGNS[line.mark]} ", size=size, tone=TONES[line.mark]),
        Run(words, size=size, italic=line.spoken),
        Run(after + numbers + (f" {line.task}" if line.task else ""), size=max(6.5, size - 2), tone=SOFT),
    ]


def legend(marks: Iterable[tuple[str, str]], size: float = 9) -> Paragraph:
    """The marks with their words."""
    runs: list[Run] = []
    for name, words in marks:
        runs += [Run(f"{SIGNS[name]} ", size=size, tone=TONES[name]), Run(f"{words}    ", size=size, tone=SOFT)]
    return runs


def lines_of(paragraph: Paragraph, width: float) -> int:
    """About how many lines the words take in a column of that width, in points; only a word without room is parted."""
    room, lines, used = max(width - 8, 1), 1, 0.0
    for run in paragraph:
        for word in _WORDS.findall(run.text):
            wide = len(word.rstrip()) * run.size * _WIDE
            if used and used + wide > room:
                lines, used = lines + 1, 0.0
            parted, wide = divmod(wide, room) if wide > room else (0, wide)
            lines, used = lines + int(parted), used + wide + (len(word) - len(word.rstrip())) * run.size * _WIDE
    return lines


def height_of(paragraphs: Iterable[Paragraph], width: float) -> float:
    """About how high the paragraphs stand, in points."""
    return sum(lines_of(p, width) * max((run.size for run in p), default=8) * _HIGH + 2 for p in paragraphs)


def fitting(paragraphs: Sequence[Paragraph], box: Box) -> list[Paragraph]:
    """As many of the paragraphs as the box holds; the last says how many are left for the notes."""
    kept: list[Paragraph] = []
    used = 0.0
    for number, paragraph in enumerate(paragraphs):
        used += height_of([paragraph], box.width)
        if used > box.height - (0 if number == len(paragraphs) - 1 else 14):
            kept = kept[:-1] if kept and _heads(kept[-1]) else kept
            left = sum(not _heads(paragraph) for paragraph in paragraphs[len(kept) :])
            return [*kept, [Run(f"{left} more in the notes", size=8, tone=SOFT)]]
        kept.append(paragraph)
    return kept


def _heads(paragraph: Paragraph) -> bool:
    return len(paragraph) == 1 and paragraph[0].font == SERIF


def notes(slide: Any, texts: Iterable[str]) -> None:
    """What the slide has no room for, whole, under it."""
    slide.notes_slide.notes_text_frame.text = "\n".join(map(printable, texts))


def told(line: Line) -> str:
    """A claim in one line of plain text."""
    words = f"“{line.text}” ({line.said_by})" if line.spoken else line.text
    scope = f" ({line.scope})" if line.scope else ""
    task = f" ({line.task})" if line.task else ""
    return f"{SIGNS[line.mark]} {words}{scope}{task} [{line.label}{''.join(f', {number}' for number in line.numbers)}]"


def _add(paragraph: Any, run: Run) -> None:
    made = paragraph.add_run()
    made.text = printable(run.text)
    made.font.size, made.font.bold, made.font.italic, made.font.name = Pt(run.size), run.bold, run.italic, run.font
    made.font.color.rgb = RGBColor.from_string(run.tone.upper())


def paint(fill: Any, tone: str) -> None:
    """Fill with a colour; without one, with nothing."""
    if tone:
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(tone.upper())
    else:
        fill.background()
