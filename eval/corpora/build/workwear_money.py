"""Pence and times as the files of Tarnbeck write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BRITAIN = ZoneInfo("Europe/London")
"""The zone of every local time here."""


def pounds(pence: int) -> str:
    """Give pence as pounds with two decimals, such as `-12.05`."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02}"


def utc(local: datetime) -> str:
    """Give a British local time in UTC, such as `2026-05-04T06:30:00Z`."""
    return local.replace(tzinfo=BRITAIN).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def with_offset(local: datetime) -> str:
    """Give a British local time with its offset, such as `2026-05-04 07:30:00 +0100`."""
    return local.replace(tzinfo=BRITAIN).strftime("%Y-%m-%d %H:%M:%S %z")


def till_time(local: datetime) -> str:
    """Give a local time as the tills write it, without a zone."""
    return local.strftime("%Y-%m-%d %H:%M:%S")
