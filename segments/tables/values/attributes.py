"""Typing the attributes of people by their values."""

from typing import NamedTuple

import pandas as pd

_MISSING = {"", "na", "n/a", "nan", "null", "none", "-", "unknown", "not stated", "prefer not to say", "#n/a"}


class AttributeStyle(NamedTuple):
    """What a column's values are, as far as they tell; two parts of a column tell it together."""

    said: bool = False
    words: bool = False
    """Whether any value is no number, or a number only by its looks: one that begins with 0."""
    fractions: bool = False

    def with_more(self, further: "AttributeStyle") -> "AttributeStyle":
        """The style of both parts."""
        return AttributeStyle(*(mine or theirs for mine, theirs in zip(self, further, strict=True)))


def attribute_style(values: pd.Series) -> AttributeStyle:
    """What these values are."""
    return _style(_trimmed(values))


def typed_attribute(values: pd.Series, style: AttributeStyle | None = None) -> pd.Series:
    """Text as numbers when every known value is one, else trimmed text; missing where nothing is said.

    `style` says what all of the column is, where the values are but a part of it.
    """
    text = _trimmed(values)
    style = style or _style(text)
    if style.words or not style.said:
        return text
    numbers = pd.to_numeric(text, errors="coerce").astype("Float64")
    return numbers if style.fractions else numbers.astype("Int64")


def _trimmed(values: pd.Series) -> pd.Series:
    text = values.astype("str").str.strip()
    return text.mask(text.str.lower().isin(_MISSING))


def _style(text: pd.Series) -> AttributeStyle:
    known = pd.Series(text.dropna().unique(), dtype="str")
    numbers = pd.to_numeric(known, errors="coerce")
    words = bool(numbers.isna().any() or known.str.match(r"^0\d").any())
    return AttributeStyle(said=bool(len(known)), words=words, fractions=bool((numbers.dropna() % 1).ne(0).any()))
