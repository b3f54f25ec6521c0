"""Attributes of people, typed by what they hold."""

import pandas as pd

_MISSING = {"", "na", "n/a", "nan", "null", "none", "-", "unknown", "not stated", "prefer not to say", "#n/a"}


def typed_attribute(values: pd.Series) -> pd.Series:
    """Text as numbers when every known value is one, else trimmed text; missing where nothing is said."""
    text = values.astype("str").str.strip()
    text = text.mask(text.str.lower().isin(_MISSING))
    if text.isna().all():
        return text
    numbers = pd.to_numeric(text, errors="coerce")
    if (numbers.isna() & text.notna()).any() or text.str.match(r"^0\d").any():
        return text
    whole = (numbers.dropna() % 1).eq(0).all()
    return numbers.astype("Float64").astype("Int64") if whole else numbers.astype("Float64")
