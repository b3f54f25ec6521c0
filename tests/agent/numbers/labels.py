"""How the labelled cases write a reading."""

from decimal import Decimal

from agent.numbers import Number

SIGNS = {
    "exactly": "",
    "about": "~",
    "nearly": "<~",
    "just_over": ">~",
    "at_least": ">=",
    "at_most": "<=",
    "more_than": ">",
    "less_than": "<",
}


def label(number: Number) -> str:
    """'over £1.2m' is written `[£1.2m] >1200000 money GBP`; line breaks as \\n."""
    value = SIGNS[number.comparison] + plain(number.low)
    if number.high != number.low:
        value += f"..{plain(number.high)}"
    if number.denominator is not None:
        value += f"/{plain(number.denominator)}"
    parts = [f"[{number.text}]", value, number.unit, number.currency, number.measure]
    return " ".join(part for part in parts if part).replace("\n", "\\n")


def plain(value: Decimal) -> str:
    """Digits without an exponent, periodic fractions to four places."""
    digits = f"{value.normalize():f}"
    return digits if len(digits) < 14 or "." not in digits else f"{value:.4f}"
