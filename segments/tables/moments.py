"""Parsing dates and times to UTC."""

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
    return _style(_uniques(values))


def stands_month_first(values: pd.Series) -> bool:
    """Whether the month stands before the day in a column of dates such as 03/25/2025."""
    return date_style(values).month_first


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
    style = style or _style(texts)
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


def _uniques(values: pd.Series) -> pd.Series:
    return pd.Series([str(text).strip() for text in values.unique()], dtype="str")


def _style(texts: pd.Series) -> DateStyle:
    parts = texts.str.extract(_SLASHED).dropna()
    days, months = (int((parts[place].astype(int) > 12).sum()) for place in (0, 1))
    hours, minutes = _clock(texts)
    return DateStyle(
        slashed=len(parts),
        days_first=days,
        months_first=months,
        with_halves=int(texts[parts.index].str.contains(_WITH_HALVES).sum()),
        said=int(texts.ne("").sum()),
        serial=int(texts.str.fullmatch(_SERIAL).sum()),
        clocked=bool(((hours > 0) | (minutes > 0)).any()),
    )


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
    hours, _ = _clock(texts)
    return hours.where(hours < 24)


def _clock(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Hours, of a clock of 24, and minutes as they are written; missing where there is no time."""
    if texts.str.match(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d").all():
        clock = texts.str.slice(11, 16)
        return clock.str[:2].astype("Int64"), clock.str[3:].astype("Int64")
    parts = texts.str.extract(_CLOCK)
    hour = pd.to_numeric(parts[0]).astype("Int64")
    half = parts[2].str[:1].str.lower()
    hour = hour.mask((half == "p").fillna(value=False) & (hour < 12), hour + 12)
    hour = hour.mask((half == "a").fillna(value=False) & (hour == 12), 0)
    return hour, pd.to_numeric(parts[1]).astype("Int64")
