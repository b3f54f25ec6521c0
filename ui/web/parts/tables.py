"""Tables: a row a thing, its name first; on a narrow screen every row becomes a small list of its named cells."""

from collections.abc import Sequence
from typing import NamedTuple

from ui.web.parts.markup import Html, tag

_FEW_LETTERS = 30
"""Up to so many a cell stays on one line."""


class Cell(NamedTuple):
    """A cell that looks otherwise than its words would have it."""

    words: str
    class_: str | None = None


def table(names: Sequence[str], rows: Sequence[Sequence[str | Cell]], *, class_: str = "v-table") -> Html:
    """A table with these columns; the first cell names its row. Cells of more than a few words wrap.

    Where it is wider than its place it scrolls, by keys too.
    """
    head = tag("tr", *(tag("th", name, scope="col") for name in names)) if any(names) else Html()
    body = [_row(names, row) for row in rows]
    made = tag("table", tag("thead", head), tag("tbody", *body), class_=class_)
    return scrolling(made, ", ".join(name for name in names if name) or "Table")


def scrolling(wide: Html, name: str) -> Html:
    """Something that may be wider than its place: it scrolls, and whoever has no mouse can put the cursor on it."""
    return tag("div", wide, class_="v-scroll", tabindex="0", role="group", aria_label=name)


def _row(names: Sequence[str], row: Sequence[str | Cell]) -> Html:
    first, *rest = (cell if isinstance(cell, Cell) else Cell(cell, _wrapping(cell)) for cell in row)
    cells = [
        tag("td", cell.words, class_=cell.class_, data_name=name or None)
        for name, cell in zip(names[1:], rest, strict=True)
    ]
    return tag("tr", tag("th", first.words, scope="row"), *cells)


def _wrapping(words: str) -> str | None:
    short = not isinstance(words, Html) and len(words) <= _FEW_LETTERS and ", " not in words
    return "v-digits" if short else None
