"""Parsing money to integer cents: exact, never through a float."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

import pandas as pd

MICRO = 6
"""Decimal places kept of unit prices before they are multiplied."""

_DECIMAL_COMMA = re.compile(r"^-?\(?\d{1,3}(\.\d{3})*,\d{1,2}\)?-?$|^-?\d+,\d{1,2}$")
_GROUPING_COMMA = re.compile(r"\d,\d{3}(\D|$)|\.\d+$")
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD", "₹": "INR"}
_CODES = re.compile(r"(?<![A-Z])(GBP|USD|CHF|EUR)O?(?![A-Z])")
_NOISE = re.compile(r"[^\d.,()+-]")


class NumberStyle(NamedTuple):
    """How a column writes its numbers, as far as its values tell; two parts of a column tell it together."""

    decimal_commas: int = 0
    """Numbers whose comma can only stand before decimals."""
    grouping_commas: int = 0
    """Numbers whose comma can only stand between thousands."""

    def with_more(self, further: "NumberStyle") -> "NumberStyle":
        """The style of both parts."""
        return NumberStyle(*(mine + theirs for mine, theirs in zip(self, further, strict=True)))

    @property
    def decimal_comma(self) -> bool:
        """Whether decimals stand behind a comma."""
        return self.decimal_commas > self.grouping_commas


def number_style(values: pd.Series) -> NumberStyle:
    """How these values write numbers; each different one counts once."""
    return _style([_NOISE.sub("", str(text)) for text in values.unique()])


def to_cents(values: pd.Series, style: NumberStyle | None = None) -> pd.Series:
    """Amounts as integer cents (Int64, missing where there is no number); halves of a cent go away from zero.

    `style` says how all of the column is written, where the values are but a part of it.
    """
    return _scaled(values, 2, style)


def to_micros(values: pd.Series, style: NumberStyle | None = None) -> pd.Series:
    """Amounts as integer millionths (Int64): for unit prices of more than two decimals, and for quantities."""
    return _scaled(values, MICRO, style)


def cents_of_product(quantity_micros: pd.Series, price_micros: pd.Series) -> pd.Series:
    """Quantity x unit price in whole cents, exactly; halves away from zero. Both in millionths."""
    thousandths = quantity_micros // 1000
    return round_half_away(thousandths * price_micros, 10 ** (MICRO + 3 - 2))


def round_half_away(values: pd.Series, divisor: int) -> pd.Series:
    """Integer division to the nearest; halves go away from zero."""
    magnitude = (values.abs() + divisor // 2) // divisor
    return magnitude.where(values >= 0, -magnitude)


def currency_of(values: pd.Series) -> str:
    """The currency whose symbol or ISO code stands in the amounts, as its code; "" where there is none."""
    text = " ".join(values.head(200)).upper()
    coded = _CODES.search(text)
    return next((code for symbol, code in _CURRENCIES.items() if symbol in text), coded[1] if coded else "")


def _scaled(values: pd.Series, places: int, style: NumberStyle | None) -> pd.Series:
    codes, uniques = pd.factorize(values)
    texts = [_NOISE.sub("", str(text)) for text in uniques]
    comma = (style or _style(texts)).decimal_comma
    numbers = pd.array([_integer(text, places, decimal_comma=comma) for text in texts], dtype="Int64")
    return pd.Series(numbers.take(codes, allow_fill=True), index=values.index)


def _style(texts: list[str]) -> NumberStyle:
    with_comma = [text for text in texts if "," in text]
    return NumberStyle(
        sum(bool(_DECIMAL_COMMA.match(text)) for text in with_comma),
        sum(bool(_GROUPING_COMMA.search(text)) for text in with_comma),
    )


def _integer(text: str, places: int, *, decimal_comma: bool) -> int | None:
    negative = text.startswith(("-", "(")) or text.endswith("-")
    digits = text.strip("()+-")
    digits = digits.replace(".", "").replace(",", ".") if decimal_comma else digits.replace(",", "")
    try:
        value = Decimal(digits).scaleb(places).to_integral_value(ROUND_HALF_UP)
    except InvalidOperation:
        return None
    return -int(value) if negative else int(value)
