"""Dates and times as they are written, to UTC."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pandas as pd

EARLIEST = pd.Timestamp("1990-01-01", tz="UTC")
"""Nothing that a customer did is older."""

_SLASHED = r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)"
_YEAR_FIRST = r"^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)"
_PLAIN_ISO = r"^\d{4}-?\d{2}-?\d{2}(?:[T ][\d:.,]*)?(?:Z|[+-]\d{2}:?\d{2})?$"
_CLOCK = re.compile(r"[T ](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?")
_HALVES = re.compile(r"\b(\d{1,2}):(\d{2})(:\d{2}(?:[.,]\d+)?)?\s*([AaPp])\.?[Mm]\.?(?=\s|$)")
_WITH_HALVES = re.compile(r"\d\s*[AaPp]\.?[Mm]\.?(?:\s|$)")
_ONE_DIGIT = re.compile(r"(?<=[T ])(\d):")
_OFFSET = re.compile(r"(?<=\d)\s*(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$")
_ZONES = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "OEZ": 2, "EEST": 3, "OESZ": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7,
}  # fmt: skip
"""Hours east of UTC of the zones that forms and shops write."""
_ZONE = re.compile(rf"(?<=\d)\s*({'|'.join(sorted(_ZONES, key=len, reverse=True))})$")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
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


def stands_month_first(values: pd.Series) -> bool:
    """Whether the month stands before the day in a column of dates such as 03/25/2025."""
    return _month_first(pd.Series([str(text).strip() for text in values.unique()], dtype="str"))[0]


def to_moments(values: pd.Series, *, now: datetime | None = None, month_first: bool | None = None) -> Moments:
    """Read a column of dates and times; a time without a zone counts as UTC.

    Before 1990 or more than two days in the future is impossible and comes out missing. A year that stands first is
    followed by month and day. Elsewhere day and month are told apart by the values above 12 of the whole column, which
    has one order: where none decides, the month is first beside times with AM and PM, else the day; a value that does
    not fit the order comes out missing. A column of five-digit numbers counts days as spreadsheets do, from 1899-12-30.
    `month_first` says which order where the values are but a part of the column.
    """
    codes, uniques = pd.factorize(values)
    texts = pd.Series([str(text).strip() for text in uniques], dtype="str")
    told, notes = _month_first(texts)
    month_first = told if month_first is None else month_first
    at = _parse(texts, month_first=month_first)
    latest = pd.Timestamp((now or datetime.now(UTC)) + timedelta(days=2))
    at = at.where((at >= EARLIEST) & (at <= latest))
    hour = _hours(texts)
    index = pd.Index(codes)
    read = _spread(at, index, values)
    unread = int((read.isna() & _spread(texts.ne(""), index, values)).sum())
    return Moments(read, _spread(hour, index, values), notes, unread)


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


def _month_first(texts: pd.Series) -> tuple[bool, tuple[str, ...]]:
    parts = texts.str.extract(_SLASHED).dropna()
    if parts.empty:
        return False, ()
    day_first, month_first = (int((parts[place].astype(int) > 12).sum()) for place in (0, 1))
    if not day_first and not month_first and texts[parts.index].str.contains(_WITH_HALVES).all():
        return True, ("Dates such as 03/04/2025 were read as month first: their times are written with AM and PM.",)
    if not day_first and not month_first:
        return False, ("Dates such as 03/04/2025 were read as day first: nothing in the file decides.",)
    return month_first > day_first, ()


def _parse(texts: pd.Series, *, month_first: bool) -> pd.Series:
    at = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us, UTC]")
    loose = ~texts.str.match(_PLAIN_ISO)
    texts = texts.where(~loose, _as_iso(texts[loose], month_first=month_first))
    epoch = texts.str.match(_EPOCH)
    if epoch.any():
        seconds = pd.to_numeric(texts[epoch]).map(lambda number: number / 1000 if number > 1e11 else number)
        at[epoch] = pd.to_datetime(seconds, unit="s", utc=True).astype("datetime64[us, UTC]")
    serial = texts.str.fullmatch(_SERIAL)
    if serial.any() and bool((serial | texts.eq("")).all()):
        at[serial] = _of_spreadsheet(texts[serial])
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
    texts = texts.str.replace(_SLASHED, lambda match: _joined(*(match[place] for place in order)), regex=True)
    texts = texts.str.replace(r"(?<=\d),\s+(?=\d{1,2}:)", " ", regex=True)
    texts = texts.str.replace(_HALVES, _of_24, regex=True).str.replace(_ONE_DIGIT, r"0\1:", regex=True)
    clocked = texts.str.contains(":", regex=False)
    zoned = texts.str.replace(_ZONE, _named_zone, regex=True).str.replace(_OFFSET, _offset, regex=True)
    return texts.where(~clocked, zoned)


def _year_month_day(match: re.Match[str]) -> str:
    return _joined(match[1], match[2], match[3])


def _joined(year: str, month: str, day: str) -> str:
    century = "" if len(year) == 4 else "20" if int(year) < 70 else "19"
    return f"{century}{year}-{int(month):02}-{int(day):02}"


def _of_24(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[4] in "Pp" else 0)
    return f"{hour:02}:{match[2]}{match[3] or ''}"


def _named_zone(match: re.Match[str]) -> str:
    return f"{_ZONES[match[1]]:+03}:00"


def _offset(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}"


def _hours(texts: pd.Series) -> pd.Series:
    if texts.str.match(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d").all():
        clock = texts.str.slice(11, 16)
        return _unless_midnight(clock.str[:2].astype("Int64"), clock.str[3:].astype("Int64"))
    parts = texts.str.extract(_CLOCK)
    hour = pd.to_numeric(parts[0]).astype("Int64")
    half = parts[2].str[:1].str.lower()
    hour = hour.mask((half == "p").fillna(value=False) & (hour < 12), hour + 12)
    hour = hour.mask((half == "a").fillna(value=False) & (hour == 12), 0)
    minutes = pd.to_numeric(parts[1]).astype("Int64")
    return _unless_midnight(hour, minutes)


def _unless_midnight(hour: pd.Series, minutes: pd.Series) -> pd.Series:
    """Hours of a column; all missing when every time is midnight, for then only days are known."""
    if not ((hour > 0) | (minutes > 0)).any():
        return pd.Series(pd.NA, index=hour.index, dtype="Int64")
    return hour.where(hour < 24)
