"""Formatting of figures shared by the terminal and the pages."""

from typing import TYPE_CHECKING

from personas.evidence import Statistic
from personas.phrasing import figure, money, percent, period

if TYPE_CHECKING:
    from workspace.publishing.metrics import ProcessFigure


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


def known_of(statistic: Statistic) -> list[tuple[str, str]]:
    """Name and value of everything that is known about a figure."""
    pairs = [
        ("expected" if statistic.is_predicted else "counted", _ratio(statistic)),
        ("everybody", "" if statistic.base_value is None else figure(statistic, statistic.base_value)),
        ("index (100 = everybody)", "" if statistic.index is None else f"{statistic.index:.0f}"),
        (statistic.interval_name, _interval(statistic)),
        ("difference", _difference(statistic)),
        ("known for", f"{percent(statistic.coverage)} of the segment"),
        ("window", _window(statistic)),
    ]
    return [(name, value) for name, value in pairs if value]


def _ratio(statistic: Statistic) -> str:
    if statistic.denominator is None:
        return ""
    whole = f"{statistic.denominator:,.0f} {statistic.population}"
    if statistic.numerator is None:
        return whole
    if statistic.unit == "share":
        return f"{statistic.numerator:,.0f} of {whole}"
    return f"{figure(statistic, statistic.numerator)} over {whole}"


def _interval(statistic: Statistic) -> str:
    if statistic.ci_low is None or statistic.ci_high is None:
        return ""
    return f"{figure(statistic, statistic.ci_low)} to {figure(statistic, statistic.ci_high)}"


def _difference(statistic: Statistic) -> str:
    if statistic.q_value is None:
        return ""
    q = "q < 0.001" if statistic.q_value < 0.001 else f"q = {statistic.q_value:.3f}"
    return f"{'real' if statistic.differs else 'may be chance'} ({q})"


def _window(statistic: Statistic) -> str:
    return "" if statistic.window is None else period(statistic.window)


def chance(statistic: Statistic) -> str:
    """The q of a difference that was tested, for a column of its own; else nothing."""
    if statistic.q_value is None:
        return ""
    return "< 0.001" if statistic.q_value < 0.001 else f"{statistic.q_value:.3f}"
