"""Statistics in words: the only place where a figure becomes language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from personas.evidence import Statistic, Window

SYMBOLS = {"GBP": "£", "USD": "$", "EUR": "€", "INR": "₹"}
SMALL_SAMPLE = 30
_TENTH = 0.001
"""A tenth of a point: what a percentage is told to."""
_KNOWN = re.compile(r"^whose .+? (?:is|are) known (?=\S)")


def percent(value: float) -> str:
    """A ratio as a percentage: whole, but one decimal below 10 % and just under 100 %.

    What is not nothing is never called 0 %, and what is not everything never 100 %.
    """
    if 0 < abs(value) < _TENTH:
        return "under 0.1 %"
    if 1 - _TENTH < value < 1:
        return "over 99.9 %"
    points = value * 100
    return f"{points:.1f} %" if 0 < abs(points) < 9.95 or 99.5 <= points < 100 else f"{points:.0f} %"


def money(cents: float, currency: str = "GBP") -> str:
    """Integer cents as an amount with its currency; without a known currency, the bare amount."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{SYMBOLS.get(currency, f'{currency} ' if currency else '')}{abs(cents) / 100:,.2f}"


def period(window: Window) -> str:
    """The dates that a figure covers: "1 October 2024 to 30 September 2026"."""
    first, last = (f"{one.day} {one:%B %Y}" for one in (window.start, window.end))
    return f"{first} to {last}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 claim", "1,200 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def figure(statistic: Statistic, value: float) -> str:
    """One value in the statistic's unit."""
    match statistic.unit:
        case "share":
            return percent(value)
        case "money":
            return money(value, statistic.currency)
        case "days":
            return f"{value:,.0f} day{'' if round(value) == 1 else 's'}"
        case "count":
            return f"{value:,.0f}"
        case "mean":
            return f"{value:,.1f}"


def phrase(statistic: Statistic) -> str:
    """A statistic's own phrase: value, base population, metric, and the comparison where one may be made."""
    words = _share(statistic) if statistic.unit == "share" else _level(statistic)
    return words + _comparison(statistic)


def bare_predicate(statistic: Statistic) -> str:
    """The predicate without whose figure is known: "are aged 25 to 34" for "whose age is known are aged 25 to 34"."""
    return _KNOWN.sub("", statistic.predicate)


def brief(statistic: Statistic) -> str:
    """A share without the base that a neighbour of the same distribution has named: "41 % are aged 25 to 34"."""
    return f"{percent(statistic.value)} {bare_predicate(statistic)}{_comparison(statistic)}"


def _comparison(statistic: Statistic) -> str:
    """The figure of all, where the two differ beyond chance and by enough to be seen in what is written."""
    if not statistic.differs or statistic.base_value is None:
        return ""
    own, all_ = figure(statistic, statistic.value), figure(statistic, statistic.base_value)
    return "" if own == all_ else f", against {all_} {'of' if statistic.unit == 'share' else 'for'} all"


def of_revenue(statistic: Statistic) -> str:
    """Of whose revenue a share is said: of all, where the segment is a part of it, else of what its people spend.

    A discount is a share of what they would have paid without it.
    """
    if statistic.metric == "revenue_share":
        return f"of revenue {statistic.predicate}"
    if statistic.metric == "discount_share":
        return f"of the full price of purchases {statistic.predicate}"
    whose = "the" if statistic.predicate.startswith("by ") else "their"
    return f"of {whose} spending {statistic.predicate}"


def _share(statistic: Statistic) -> str:
    if statistic.population == "revenue":
        return f"{percent(statistic.value)} {of_revenue(statistic)}"
    if statistic.metric == "trend:spend":
        told = f"in the last 13 weeks {percent(statistic.value)} of what they spent in the 13 weeks before"
        _, aside, all_ = statistic.predicate.partition(" (all customers: ")
        return f"these customers spent {told}{aside}{all_}"
    if statistic.denominator is None:
        return f"{percent(statistic.value)} {statistic.predicate}"
    whole = f"{statistic.denominator:,.0f} {statistic.population}"
    if statistic.denominator < SMALL_SAMPLE and statistic.population in ("customers", "respondents"):
        counted = statistic.numerator if statistic.numerator is not None else statistic.value * statistic.denominator
        return f"{counted:,.0f} of this sample of {statistic.denominator:,.0f} {statistic.predicate}"
    return f"{percent(statistic.value)} of {whole} {statistic.predicate}"


def _level(statistic: Statistic) -> str:
    """What is measured, and the level; the interval of what is expected stands behind it."""
    measured, between, bounds = statistic.predicate.partition(" (between ")
    return f"{measured} is {figure(statistic, statistic.value)}{between}{bounds}"
