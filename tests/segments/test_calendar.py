"""Weekdays and seasons against the standard library's calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from segments.features.calendar import SEASONS, season, weekday


@given(some.dates(min_value=date(1970, 1, 1), max_value=date(2199, 12, 31)))
def test_weekday_and_season_are_those_of_the_calendar(day: date) -> None:
    days = (day - date(1970, 1, 1)) // timedelta(days=1)
    assert weekday(days) == day.weekday()
    assert SEASONS[season(days)] == ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]
