"""Figures of the process in words: the same in a terminal and on a page."""

from typing import TYPE_CHECKING

from personas.phrasing import money, percent

if TYPE_CHECKING:
    from workspace.metrics import ProcessFigure


def value_of(one: "ProcessFigure") -> str:
    """The value in its unit."""
    if one.value is None:
        return "nothing yet"
    match one.unit:
        case "share":
            return percent(one.value)
        case "days":
            return f"{one.value:.1f} days"
        case "count":
            return f"{one.value:,.0f}"


def counted_from(one: "ProcessFigure") -> str:
    """Numerator and denominator, where the figure has them."""
    if one.denominator is None:
        return ""
    if one.unit == "days":
        return f"{one.denominator:,.0f} refresh{'' if one.denominator == 1 else 'es'}"
    if one.figure in ("segment revenue contribution", "revenue by segment") and one.numerator is not None:
        return f"{money(one.numerator, '')} of {money(one.denominator, '')}"
    return (
        f"{one.numerator:,.0f} of {one.denominator:,.0f}" if one.numerator is not None else f"of {one.denominator:,.0f}"
    )
