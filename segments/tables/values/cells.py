"""Cells of workbooks and Parquet files as text; blank cells as missing."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pandas as pd


def cell_text(value: Any) -> str:
    """A cell as text: ISO dates, whole numbers without a decimal point, "" for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case float():
            return (
                "" if value != value else str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
            )
        case Decimal():
            return format(value, "f")
        case str():
            return value.strip()
        case list():
            return ", ".join(cell_text(one) for one in value)
        case _:
            return str(value)


def blank_to_missing(values: pd.Series) -> pd.Series:
    """Text, trimmed; missing where nothing is left."""
    values = values.astype("str").str.strip()
    return values.mask(values.isin(["", "NULL", "null", "None", "nan", "NaN", "#N/A"]))
