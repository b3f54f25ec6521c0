"""Parsing dates and times to UTC."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pandas as pd

from segments.tables.values.clocks import clock_of, on_24_hours, with_offsets
from segments.tables.values.date_styles import SLASHED, DateStyle, style_of

EARLIEST = pd.Timestamp("1990-01-01", tz="UTC")
"""Nothing that a customer did is older."""

_YEAR_FIRST = r"^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)"
_PLAIN_ISO = r"^\d{4}-?\d{2}-?\d{2}(?:[T ][\d:.,]*)?(?:Z|[+-]\d{2}:?\d{2})?$"
_FIRST_DAY = pd.Timestamp("1899-12-30", tz="UTC")
"""Day 0 of spreadsheets."""
_EPOCH = re.compile(r"^\d{10}(\d{3})?(\.\d+)?$")


class Moments(NamedTuple):
    """A column of times."""

    at: pd.Series
    """UTC; missing where the text is no date or an impossible one."""
    hour: pd.Series
    """0..23 as on the writer's clock; missing where only days are known."""
    notes: tuple[str, ...]
    unread: int = 0
    """Values that are there and came out missing."""


def to_moments(
    values: pd.Series, *, now: datetime | None = None, month_first: bool | None = None, style: DateStyle | None = None
) -> Moments:
    """Read a column of dates and times; a time without a zone counts as UTC.

    Before 1990 or more than two days in the future is impossible and comes out missing. A year that stands first is
    followed by month and day. Elsewhere day and month are told apart by the values above 12 of the whole column, which
    has one order: where none decides, the month is first beside times with AM and PM, else the day; a value that does
    not fit the order comes out missing. A column of five-digit numbers counts days as spreadsheets do, from 1899-12-30.
    `month_first` says which order, and `style` how all of the column is written, where the values are but a part of it.
    """
    codes, uniques = pd.factorize(values)
    texts = pd.Series([str(text).strip() for text in uniques], dtype="str")
    style = style or style_of(texts)
    at = _parse(texts, month_first=style.month_first if month_first is None else month_first, serial=style.is_serial)
    latest = pd.Timestamp((now or datetime.now(UTC)) + timedelta(days=2))
    at = at.where((at >= EARLIEST) & (at <= latest))
    hour = _hours(texts) if style.clocked else pd.Series(pd.NA, index=texts.index, dtype="Int64")
    index = pd.Index(codes)
    read = _spread(at, index, values)
    unread = int((read.isna() & _spread(texts.ne(""), index, values)).sum())
    return Moments(read, _spread(hour, index, values), style.notes, unread)


def to_days(values: pd.Series, note: Callable[[str], None] | None = None, month_first: bool | None = None) -> pd.Series:
    """Only the times of `to_moments`, read in its way.

    `note` is told what a steward should know: a guessed order, dates not read.
    """
    moments = to_moments(values, month_first=month_first)
    if note is not None:
        for sentence in moments.notes:
            note(sentence)
        if moments.unread:
            note(f"{moments.unread:,} of {len(values):,} dates in {str(values.name)!r} could not be read: left empty.")
    return moments.at


def _spread(uniques: pd.Series, codes: pd.Index, values: pd.Series) -> pd.Series:
    return uniques.reindex(codes).set_axis(values.index)


def _parse(texts: pd.Series, *, month_first: bool, serial: bool) -> pd.Series:
    at = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us, UTC]")
    loose = ~texts.str.match(_PLAIN_ISO)
    texts = texts.where(~loose, _as_iso(texts[loose], month_first=month_first))
    epoch = texts.str.match(_EPOCH)
    if epoch.any():
        seconds = pd.to_numeric(texts[epoch]).map(lambda number: number / 1000 if number > 1e11 else number)
        at[epoch] = pd.to_datetime(seconds, unit="s", utc=True).astype("datetime64[us, UTC]")
    if serial:
        said = texts.ne("")
        at[said] = _of_spreadsheet(texts[said])
        return at
    iso = ~epoch & texts.str.match(r"^\d{4}-?\d{2}-?\d{2}")
    at[iso] = pd.to_datetime(texts[iso], format="ISO8601", utc=True, errors="coerce").astype("datetime64[us, UTC]")
    ordered = iso & (loose | texts.str.match(r"^\d{4}-?(?:1[3-9]|[2-9]\d)"))
    rest = at.isna() & ~ordered & texts.ne("") & ~epoch & texts.str.contains(r"\d[/. -]|[A-Za-z]{3}", regex=True)
    if rest.any():
        parsed = pd.to_datetime(texts[rest], format="mixed", dayfirst=not month_first, utc=True, errors="coerce")
        at[rest] = parsed.astype("datetime64[us, UTC]")
    return at


def _of_spreadsheet(texts: pd.Series) -> pd.Series:
    days = pd.to_timedelta(pd.to_numeric(texts), unit="D").dt.round("s")
    return (_FIRST_DAY + days).astype("datetime64[us, UTC]")


def _as_iso(texts: pd.Series, *, month_first: bool) -> pd.Series:
    """Dates in digits as year-month-day, hours on a clock of 24, zones as offsets; month names stay."""
    texts = texts.str.replace(_YEAR_FIRST, _year_month_day, regex=True)
    order = (3, 1, 2) if month_first else (3, 2, 1)
    texts = texts.str.replace(SLASHED, lambda match: _joined(*(match[place] for place in order)), regex=True)
    texts = texts.str.replace(r"(?<=\d),\s+(?=\d{1,2}:)", " ", regex=True)
    texts = on_24_hours(texts)
    clocked = texts.str.contains(":", regex=False)
    return texts.where(~clocked, with_offsets(texts))


def _year_month_day(match: re.Match[str]) -> str:
    return _joined(match[1], match[2], match[3])


def _joined(year: str, month: str, day: str) -> str:
    century = "" if len(year) == 4 else "20" if int(year) < 70 else "19"
    return f"{century}{year}-{int(month):02}-{int(day):02}"


def _hours(texts: pd.Series) -> pd.Series:
    hours, _ = clock_of(texts)
    return hours.where(hours < 24)
