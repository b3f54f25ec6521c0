"""Lines and dots made of boxes: the pages' HTML is cleaned of SVG before a browser sees it."""

from collections.abc import Sequence
from typing import NamedTuple

from ui.web.parts.markup import Html, tag


class Point(NamedTuple):
    """A place in a plot: 0..1 of its width from the left, 0..1 of its height from the top."""

    x: float
    y: float


def plot(
    strokes: Sequence[tuple[Point, Point]], dots: Sequence[Point], *, said: str, levels: Sequence[float] = ()
) -> Html:
    """Straight strokes, dots and dashed levels in a box as wide as its place; `said` tells all of it in words."""
    drawn = [
        *(tag("i", class_="v-level", style=f"top:{_percent(level)}") for level in levels),
        *(tag("i", class_="v-stroke", style=f"clip-path:{_along(*ends)}") for ends in strokes),
        *(tag("i", class_="v-dot", style=f"left:{_percent(dot.x)};top:{_percent(dot.y)}") for dot in dots),
    ]
    return tag("div", *drawn, class_="v-plot", role="img", aria_label=said)


def _along(start: Point, end: Point) -> str:
    """The outline of a stroke, of the thickness that the style sheet names."""
    above = [(point, "-") for point in (start, end)]
    below = [(point, "+") for point in (end, start)]
    corners = (f"{_percent(p.x)} calc({_percent(p.y)} {sign} var(--v-thick))" for p, sign in (*above, *below))
    return f"polygon({', '.join(corners)})"


def _percent(part: float) -> str:
    return f"{100 * part:.2f}%"
