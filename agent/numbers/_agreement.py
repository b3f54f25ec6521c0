"""Decides whether a written number is a correct rounding, and whether two are the same."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

from agent.numbers._model import Number
from agent.numbers._words import CALENDAR_DURATIONS, DURATIONS

_HALF: Final = Decimal("0.5")
_ABOUT: Final = Decimal("0.04")
_EXACT_MULTIPLE: Final = Decimal("0.05")
_ABOUT_MULTIPLE: Final = Decimal("0.1")
_LADDER: Final = tuple(
    Decimal(top) / Decimal(bottom)
    for top, bottom in (
        (0, 1),
        (1, 10),
        (1, 5),
        (1, 4),
        (1, 3),
        (1, 2),
        (2, 3),
        (3, 4),
        (9, 10),
        (1, 1),
        (2, 1),
    )
)
"""The fractions that people name; 'over half' reaches to the next one."""


def agrees(number: Number, value: float | Decimal, *, unit: str) -> bool:
    """Whether a number as written is a correct rounding of a value at the precision it shows.

    `unit` says what the value is in: a `Unit`, a currency code ('GBP') for money, or the name of
    a measure or time span ('kg', 'day'). Shares are 'fraction' (0 to 1) or 'percent' (0 to 100).
    The numerator of 'n of N' is compared with unit 'count'. Units that don't fit never agree;
    nor do codes, NaN and infinities.

    Never looser than half of the last digit shown:

    - as written: within half of the last digit ('62 %': 61.5 to 62.5; '£1.2m': 1.15m to 1.25m);
      a fraction in words or n of N within 0.005 of the share and half of one n; a multiple also
      within 5 % of itself; an ordinal, a date and a time only exactly;
    - 'about': within 4 % of the number (10 % of a multiple), or half of the last digit where that
      is more, but never more than half of the last digit other than zero ('about half': 0.48 to 0.52);
    - 'nearly' below and 'just over' above: as 'about', on that side only and not the number itself;
    - 'over', 'under', 'at least', 'at most': on that side and within one unit of the last
      digit other than zero ('over 200': to 300; 'over 250': to 260), a fraction up to the next of
      1/10, 1/5, 1/4, 1/3, 1/2, 2/3, 3/4, 9/10, 1 ('over half': to 2/3). 'Over 10 %' of 62 % would
      be true and tell nothing;
    - a range: not below the low bound nor above the high one, each as written.
    """
    if not math.isfinite(value) or number.unit == "code":
        return False
    converted = _converted(number, Decimal(str(value)), unit)
    if converted is None:
        return False
    low, high, target = _comparable(number, converted, unit)
    if number.low != number.high:
        slack = _HALF * number.step
        return low - slack <= target <= high + slack
    return _point_agrees(number, low, target)


def same_number(left: Number, right: Number) -> bool:
    """Whether two numbers are the same quantity written in two ways ('three' and '3').

    Percentages, fractions and 'n of N' are compared as shares ('50 %', 'half', '1 in 2'); a share
    that has no finite decimals matches its rounding at the digits shown ('a third', '33 %'). Time
    spans of fixed length are converted ('a fortnight', '14 days'), months and years among
    themselves; other measures are not. A bare year matches the same four digits. The words around
    count: 'over 200' is not '200'. Codes are compared without spaces, hyphens and case.
    """
    if left.comparison != right.comparison or (left.low == left.high) != (right.low == right.high):
        return False
    if left.unit == "code" or right.unit == "code":
        return left.unit == right.unit and _plain(left.text) == _plain(right.text)
    if left.share is not None and right.share is not None:
        return _same_share(left, right)
    if left.unit != right.unit:
        return _is_year_and_count(left, right) and (left.low, left.high) == (right.low, right.high)
    if left.currency != right.currency:
        return False
    if left.unit == "duration":
        return _base(left) == _base(right)
    return left.measure == right.measure and (left.low, left.high) == (right.low, right.high)


def _converted(number: Number, value: Decimal, unit: str) -> Decimal | None:
    """The value in the number's own unit, or None when they don't fit."""
    if number.unit == "percent" and unit in ("percent", "fraction"):
        return value * 100 if unit == "fraction" else value
    if number.unit == "fraction" and unit in ("percent", "fraction", "count"):
        if unit == "count":
            return value if number.denominator else None
        return value / 100 if unit == "percent" else value
    if number.unit == "duration" and unit in DURATIONS and number.measure in DURATIONS:
        if (unit in CALENDAR_DURATIONS) != (number.measure in CALENDAR_DURATIONS):
            return None
        return value * DURATIONS[unit] / DURATIONS[number.measure]
    if unit in (number.unit, number.currency, number.measure) and unit != "point":
        return value
    return value if unit == "count" and number.measure == "year" and number.unit == "date" else None


def _comparable(number: Number, value: Decimal, unit: str) -> tuple[Decimal, Decimal, Decimal]:
    """Bounds and value on one scale: shares for 'n of N' unless the numerator is asked."""
    if number.unit == "fraction" and number.denominator and unit != "count":
        return number.low / number.denominator, number.high / number.denominator, value
    return number.low, number.high, value


def _point_agrees(number: Number, written: Decimal, value: Decimal) -> bool:
    exact, about = _slack(number, written)
    match number.comparison:
        case "exactly":
            return abs(value - written) <= exact
        case "about":
            return abs(value - written) <= about
        case "nearly":
            return written - about <= value < written
        case "just_over":
            return written < value <= written + about
        case "at_least" | "more_than":
            reaches = value <= _rung(number, written, up=True)
            return reaches and (value > written or (number.comparison == "at_least" and value == written))
        case "at_most" | "less_than":
            reaches = value >= _rung(number, written, up=False)
            return reaches and (value < written or (number.comparison == "at_most" and value == written))


def _slack(number: Number, written: Decimal) -> tuple[Decimal, Decimal]:
    """How far a value may be from the number as written, and with 'about'."""
    if number.unit in ("ordinal", "date", "time"):
        return Decimal(0), Decimal(0)
    exact = _HALF * number.step
    if _is_share_of(number, written):
        exact = min(exact / (number.denominator or 1), Decimal("0.005"))
        return exact, max(exact, _ABOUT * abs(written))
    if number.unit == "multiple":
        exact = min(exact, _EXACT_MULTIPLE * abs(written))
        return exact, max(exact, min(_ABOUT_MULTIPLE * abs(written), _HALF * number.step))
    loosest = _HALF * _last_digit(number, written)
    return exact, max(exact, min(_ABOUT * abs(written), loosest))


def _is_share_of(number: Number, written: Decimal) -> bool:
    return number.unit == "fraction" and (number.denominator is None or written != number.low)


def _last_digit(number: Number, written: Decimal) -> Decimal:
    """The place of the last digit other than zero, at least the last digit shown."""
    if not written:
        return number.step
    exponent = written.normalize().as_tuple().exponent
    return max(number.step, Decimal(1).scaleb(int(exponent)))


def _rung(number: Number, written: Decimal, *, up: bool) -> Decimal:
    """The farthest value that a bound still describes."""
    if _is_share_of(number, written):
        beyond = [rung for rung in _LADDER if (rung > written if up else rung < written)]
        return (min(beyond) if up else max(beyond)) if beyond else written
    reach = _last_digit(number, written)
    return written + reach if up else written - reach


def _same_share(left: Number, right: Number) -> bool:
    if left.measure != right.measure:
        return False
    if left.denominator and right.denominator:
        return (left.low, left.denominator) == (right.low, right.denominator)
    return _rounds_to(left, right) or _rounds_to(right, left)


def _rounds_to(left: Number, right: Number) -> bool:
    """Whether the share on the left equals the right one, or is periodic and rounds to it."""
    one, two = left.share, right.share
    if one is None or two is None:
        return False
    if one == two:
        return left.high == left.low or left.high * two == right.high * one
    periodic = left.unit == "fraction" and len(one.as_tuple().digits) > 20
    return periodic and right.unit == "percent" and abs(one - two) * 100 <= _HALF * right.step


def _is_year_and_count(left: Number, right: Number) -> bool:
    units = {(left.unit, left.measure), (right.unit, right.measure)}
    return units == {("date", "year"), ("count", None)}


def _base(number: Number) -> tuple[bool, Decimal, Decimal]:
    size = DURATIONS.get(number.measure or "", Decimal(1))
    return number.measure in CALENDAR_DURATIONS, number.low * size, number.high * size


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
