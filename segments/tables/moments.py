"""Dates and times as they are written, to UTC."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pandas as pd

EARLIEST = pd.Timestamp("1990-01-01", tz="UTC")
"""Nothing that a customer did is older."""

_SLASHED = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})")
_CLOCK = re.compile(r"[T ](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?")
_SPACED_ZONE = re.compile(r"\s+(?=(?:[+-]\d{2}:?\d{2}|UTC|Z)$)")
_EPOCH = re.compile(r"^\d{10}(\d{3})?(\.\d+)?$")


class Moments(NamedTuple):
    """A column of times."""

    at: pd.Series
    """UTC; missing where the text is no date or an impossible one."""
    hour: pd.Series
    """0..23 as on the writer's clock; missing where only days are known."""
    notes: tuple[str, ...]


def to_moments(values: pd.Series, *, now: datetime | None = None) -> Moments:
    """Read a column of dates and times; a time without a zone counts as UTC.

    Before 1990 or more than two days in the future is impossible and comes out missing.
    Day and month are told apart by the values above 12 of the whole column; where none decides, the day is first.
    """
    codes, uniques = pd.factorize(values)
    texts = pd.Series([str(text).strip() for text in uniques], dtype="str")
    month_first, notes = _month_first(texts)
    at = _parse(texts, month_first=month_first)
    latest = pd.Timestamp((now or datetime.now(UTC)) + timedelta(days=2))
    at = at.where((at >= EARLIEST) & (at <= latest))
    hour = _hours(texts)
    index = pd.Index(codes)
    return Moments(_spread(at, index, values), _spread(hour, index, values), notes)


def to_days(values: pd.Series) -> pd.Series:
    """Only the times of `to_moments`."""
    return to_moments(values).at


def _spread(uniques: pd.Series, codes: pd.Index, values: pd.Series) -> pd.Series:
    return uniques.reindex(codes).set_axis(values.index)


def _month_first(texts: pd.Series) -> tuple[bool, tuple[str, ...]]:
    slashed = texts[texts.str.contains(r"^\d{1,2}[/.-]\d{1,2}[/.-]\d", regex=True)]
    parts = [match.groups() for text in slashed if (match := _SLASHED.match(text))]
    if not parts:
        return False, ()
    first, second = max(int(part[0]) for part in parts), max(int(part[1]) for part in parts)
    if first <= 12 < second:
        return True, ()
    unsure = first <= 12 and second <= 12
    return False, ("Dates such as 03/04/2025 were read as day first: nothing in the file decides.",) if unsure else ()


def _parse(texts: pd.Series, *, month_first: bool) -> pd.Series:
    at = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us, UTC]")
    texts = texts.str.replace(_SPACED_ZONE, "", regex=True)
    epoch = texts.str.match(_EPOCH)
    if epoch.any():
        seconds = pd.to_numeric(texts[epoch]).map(lambda number: number / 1000 if number > 1e11 else number)
        at[epoch] = pd.to_datetime(seconds, unit="s", utc=True).astype("datetime64[us, UTC]")
    iso = ~epoch & texts.str.match(r"^\d{4}-?\d{2}-?\d{2}")
    at[iso] = pd.to_datetime(texts[iso], format="ISO8601", utc=True, errors="coerce").astype("datetime64[us, UTC]")
    no_month = iso & texts.str.match(r"^\d{4}-?(?:1[3-9]|[2-9]\d)")
    rest = at.isna() & ~no_month & texts.ne("") & ~epoch & texts.str.contains(r"\d[/. -]|[A-Za-z]{3}", regex=True)
    if rest.any():
        parsed = pd.to_datetime(texts[rest], format="mixed", dayfirst=not month_first, utc=True, errors="coerce")
        at[rest] = parsed.astype("datetime64[us, UTC]")
    return at


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
