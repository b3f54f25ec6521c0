"""Money as it is written, to integers: exact, never through a float."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import pandas as pd

MICRO = 6
"""Decimal places kept of unit prices before they are multiplied."""

_DECIMAL_COMMA = re.compile(r"^-?\(?\d{1,3}(\.\d{3})*,\d{1,2}\)?-?$|^-?\d+,\d{1,2}$")
_GROUPING_COMMA = re.compile(r"\d,\d{3}(\D|$)|\.\d+$")
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD", "₹": "INR"}
_NOISE = re.compile(r"[^\d.,()+-]")


def to_cents(values: pd.Series) -> pd.Series:
    """Amounts as integer cents (Int64, missing where there is no number); halves of a cent go away from zero."""
    return _scaled(values, 2)


def to_micros(values: pd.Series) -> pd.Series:
    """Amounts as integer millionths (Int64): for unit prices of more than two decimals, and for quantities."""
    return _scaled(values, MICRO)


def cents_of_product(quantity_micros: pd.Series, price_micros: pd.Series) -> pd.Series:
    """Quantity x unit price in whole cents, exactly; halves away from zero. Both in millionths."""
    thousandths = quantity_micros // 1000
    return round_half_away(thousandths * price_micros, 10 ** (MICRO + 3 - 2))


def round_half_away(values: pd.Series, divisor: int) -> pd.Series:
    """Integer division to the nearest; halves go away from zero."""
    magnitude = (values.abs() + divisor // 2) // divisor
    return magnitude.where(values >= 0, -magnitude)


def currency_of(values: pd.Series) -> str:
    """The currency whose symbol stands in the amounts, as its ISO code; "" where there is none."""
    text = "".join(values.head(200))
    return next((code for symbol, code in _CURRENCIES.items() if symbol in text), "")


def _scaled(values: pd.Series, places: int) -> pd.Series:
    codes, uniques = pd.factorize(values)
    texts = [_NOISE.sub("", str(text)) for text in uniques]
    comma = _has_decimal_comma(texts)
    numbers = pd.array([_integer(text, places, decimal_comma=comma) for text in texts], dtype="Int64")
    return pd.Series(numbers.take(codes, allow_fill=True), index=values.index)


def _has_decimal_comma(texts: list[str]) -> bool:
    with_comma = [text for text in texts if "," in text]
    fits = sum(bool(_DECIMAL_COMMA.match(text)) for text in with_comma)
    grouped = sum(bool(_GROUPING_COMMA.search(text)) for text in with_comma)
    return fits > grouped


def _integer(text: str, places: int, *, decimal_comma: bool) -> int | None:
    negative = text.startswith(("-", "(")) or text.endswith("-")
    digits = text.strip("()+-")
    digits = digits.replace(".", "").replace(",", ".") if decimal_comma else digits.replace(",", "")
    try:
        value = Decimal(digits).scaleb(places).to_integral_value(ROUND_HALF_UP)
    except InvalidOperation:
        return None
    return -int(value) if negative else int(value)
