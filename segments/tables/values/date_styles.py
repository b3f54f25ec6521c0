"""How a column writes its dates: the order of day and month, halves of the day, days counted as spreadsheets do."""

import re
from typing import NamedTuple

import pandas as pd

from segments.tables.values.clocks import clock_of

SLASHED = r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)"
"""Dates such as 03/04/2025, in either order."""
_WITH_HALVES = re.compile(r"\d\s*[AaPp]\.?[Mm]\.?(?:\s|$)")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")


class DateStyle(NamedTuple):
    """How a column writes its dates, as far as its values tell; two parts of a column tell it together."""

    slashed: int = 0
    """Dates such as 03/04/2025."""
    days_first: int = 0
    """Of them: those whose first number is above 12."""
    months_first: int = 0
    """Of them: those whose second number is above 12."""
    with_halves: int = 0
    """Of them: those with AM or PM."""
    said: int = 0
    """Values that are not blank."""
    serial: int = 0
    """Of them: days counted as spreadsheets do."""
    clocked: bool = False
    """Whether any time is another than midnight."""

    def with_more(self, further: "DateStyle") -> "DateStyle":
        """The style of both parts."""
        return DateStyle(
            self.slashed + further.slashed,
            self.days_first + further.days_first,
            self.months_first + further.months_first,
            self.with_halves + further.with_halves,
            self.said + further.said,
            self.serial + further.serial,
            self.clocked or further.clocked,
        )

    @property
    def is_serial(self) -> bool:
        """Whether all dates are counted days."""
        return 0 < self.serial == self.said

    @property
    def month_first(self) -> bool:
        """Whether the month stands before the day."""
        return self.months_first > self.days_first or self._only_halves

    @property
    def notes(self) -> tuple[str, ...]:
        """What was guessed, for a steward."""
        if not self.slashed or self.days_first or self.months_first:
            return ()
        if self._only_halves:
            return ("Dates such as 03/04/2025 were read as month first: their times are written with AM and PM.",)
        return ("Dates such as 03/04/2025 were read as day first: nothing in the file decides.",)

    @property
    def _only_halves(self) -> bool:
        return 0 < self.slashed == self.with_halves and not self.days_first and not self.months_first


def date_style(values: pd.Series) -> DateStyle:
    """How these values write dates; each different one counts once."""
    return style_of(_uniques(values))


def stands_month_first(values: pd.Series) -> bool:
    """Whether the month stands before the day in a column of dates such as 03/25/2025."""
    return date_style(values).month_first


def _uniques(values: pd.Series) -> pd.Series:
    return pd.Series([str(text).strip() for text in values.unique()], dtype="str")


def style_of(texts: pd.Series) -> DateStyle:
    """How these different, stripped texts write dates."""
    parts = texts.str.extract(SLASHED).dropna()
    days, months = (int((parts[place].astype(int) > 12).sum()) for place in (0, 1))
    hours, minutes = clock_of(texts)
    return DateStyle(
        slashed=len(parts),
        days_first=days,
        months_first=months,
        with_halves=int(texts[parts.index].str.contains(_WITH_HALVES).sum()),
        said=int(texts.ne("").sum()),
        serial=int(texts.str.fullmatch(_SERIAL).sum()),
        clocked=bool(((hours > 0) | (minutes > 0)).any()),
    )
