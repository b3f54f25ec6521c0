"""Clock times as they are written: halves of the day, zones, offsets."""

import re

import pandas as pd

_CLOCK = re.compile(r"[T ](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?")
_HALVES = re.compile(r"\b(\d{1,2}):(\d{2})(:\d{2}(?:[.,]\d+)?)?\s*([AaPp])\.?[Mm]\.?(?=\s|$)")
_ONE_DIGIT = re.compile(r"(?<=[T ])(\d):")
_OFFSET = re.compile(r"(?<=\d)\s*(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$")
_ZONES = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "OEZ": 2, "EEST": 3, "OESZ": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7,
}  # fmt: skip
"""Hours east of UTC of the zones that forms and shops write."""
_ZONE = re.compile(rf"(?<=\d)\s*({'|'.join(sorted(_ZONES, key=len, reverse=True))})$")


def clock_of(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
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


def on_24_hours(texts: pd.Series) -> pd.Series:
    """Times with AM or PM as on a clock of 24 hours, hours with two digits."""
    return texts.str.replace(_HALVES, _of_24, regex=True).str.replace(_ONE_DIGIT, r"0\1:", regex=True)


def with_offsets(texts: pd.Series) -> pd.Series:
    """Times with their zone, by name or by hours, as an offset: +02:00."""
    return texts.str.replace(_ZONE, _named_zone, regex=True).str.replace(_OFFSET, _offset, regex=True)


def _of_24(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[4] in "Pp" else 0)
    return f"{hour:02}:{match[2]}{match[3] or ''}"


def _named_zone(match: re.Match[str]) -> str:
    return f"{_ZONES[match[1]]:+03}:00"


def _offset(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}"
