from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segments.tables.readers.allocation import allocate
from segments.tables.values.moments import to_days, to_moments
from segments.tables.values.money import cents_of_product, to_cents, to_micros


@pytest.mark.parametrize(
    ("texts", "cents"),
    [
        (["12.50", "£1,234.56", "-3", "(4.20)", "7.10-", ""], [1250, 123456, -300, -420, -710, None]),
        (["12,50", "1.234,56", "-0,07"], [1250, 123456, -7]),
        (["1,234", "12.5", "€ 3"], [123400, 1250, 300]),
        (["n/a", "0.005", "-0.005"], [None, 1, -1]),
    ],
)
def test_amounts_become_cents_exactly(texts: list[str], cents: list[int | None]) -> None:
    assert [None if pd.isna(value) else int(value) for value in to_cents(pd.Series(texts))] == cents


@given(st.lists(st.decimals("-99999.99", "99999.99", places=2), min_size=1, max_size=50))
def test_cents_add_up_as_decimals_do(amounts: list[Decimal]) -> None:
    assert int(to_cents(pd.Series([str(amount) for amount in amounts])).sum()) == int(sum(amounts) * 100)


@given(st.integers(-500, 500), st.decimals("0", "999.9999", places=4))
def test_quantity_times_price_is_rounded_once_and_away_from_zero(quantity: int, price: Decimal) -> None:
    found = cents_of_product(to_micros(pd.Series([str(quantity)])), to_micros(pd.Series([str(price)])))
    exact = quantity * price * 100
    assert int(found.iloc[0]) == int(exact.to_integral_value("ROUND_HALF_UP"))


@given(
    st.lists(
        st.tuples(st.integers(0, 100_000), st.lists(st.integers(0, 5_000), min_size=1, max_size=6)),
        min_size=1,
        max_size=8,
    )
)
def test_an_orders_total_is_shared_out_without_losing_a_cent(orders: list[tuple[int, list[int]]]) -> None:
    rows = [(name, total, weight) for name, (total, weights) in enumerate(orders) for weight in weights]
    frame = pd.DataFrame(rows, columns=["order", "total", "weight"])
    frame["part"] = allocate(frame["total"], frame["weight"], frame["order"])
    assert frame.groupby("order")["part"].sum().tolist() == [total for total, _ in orders]
    assert (frame["part"] >= 0).all()


def moments(*texts: str) -> list[str]:
    found = to_moments(pd.Series(texts), now=datetime(2026, 10, 1, tzinfo=UTC))
    return ["" if pd.isna(value) else value.isoformat() for value in found.at]


def test_times_become_utc() -> None:
    assert moments("2026-03-01 10:00:00", "2026-06-01 06:45:00 +0100", "2026-06-01T06:45:00Z", "20260304") == [
        "2026-03-01T10:00:00+00:00",
        "2026-06-01T05:45:00+00:00",
        "2026-06-01T06:45:00+00:00",
        "2026-03-04T00:00:00+00:00",
    ]


def test_seconds_since_1970_are_times() -> None:
    assert moments("1767225600", "1767225600000") == ["2026-01-01T00:00:00+00:00"] * 2


def test_impossible_dates_are_missing() -> None:
    assert moments("2026-02-30", "1899-12-31", "2031-01-01", "soon", "", "2026-02-03")[:5] == [""] * 5


def test_a_thirteenth_month_is_no_day_of_april() -> None:
    assert moments("2026-13-04 12:40:55", "2026-04-13 12:40:55") == ["", "2026-04-13T12:40:55+00:00"]


def test_the_column_decides_whether_the_day_or_the_month_is_first() -> None:
    assert moments("01/02/2026", "13/02/2026")[0].startswith("2026-02-01")
    assert moments("01/02/2026", "02/13/2026")[0].startswith("2026-01-02")


def test_where_nothing_decides_the_day_is_first_and_that_is_said() -> None:
    found = to_moments(pd.Series(["01/02/2026 8:26"]))
    assert found.at.iloc[0].isoformat() == "2026-02-01T08:26:00+00:00"
    assert "day first" in found.notes[0]


def test_the_hour_is_that_of_the_shops_own_clock() -> None:
    found = to_moments(pd.Series(["2026-06-01 06:45:00 +0100", "2026-06-01 23:10:00 +0100"]))
    assert found.hour.tolist() == [6, 23]


def test_midnights_only_mean_that_no_hour_is_known() -> None:
    assert to_moments(pd.Series(["2026-06-01 00:00:00", "2026-06-02 00:00:00"])).hour.isna().all()
    assert to_moments(pd.Series(["2026-06-01"])).hour.isna().all()


def test_afternoon_is_understood() -> None:
    assert to_moments(pd.Series(["3/25/2026 1:05 PM", "3/26/2026 12:15 AM"])).hour.tolist() == [13, 0]


def test_a_year_that_stands_first_is_followed_by_month_and_day_whatever_the_clock_and_the_zone() -> None:
    written = ["2026/05/08 9:34:06 AM GMT+2", "2026/05/08 12:04:06 AM GMT+2", "2026/5/13 1:02 PM MESZ", "2026.05.08"]
    moments = to_moments(pd.Series(written))
    assert [f"{at:%Y-%m-%d %H:%M}" for at in moments.at] == [
        "2026-05-08 07:34", "2026-05-07 22:04", "2026-05-13 11:02", "2026-05-08 00:00",
    ]  # fmt: skip
    assert moments.hour.tolist()[:3] == [9, 0, 13] and moments.unread == 0


def test_a_column_has_one_order_and_what_does_not_fit_it_is_missing_and_counted() -> None:
    said: list[str] = []
    days = to_days(pd.Series(["03/04/2025", "04/13/2025", "04/14/2025", "13/04/2025", ""], name="when"), said.append)
    assert [None if pd.isna(day) else f"{day:%m-%d}" for day in days] == ["03-04", "04-13", "04-14", None, None]
    assert said == ["1 of 5 dates in 'when' could not be read: left empty."]


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2025, 1, 1)),
    st.sampled_from(["%Y/%m/%d %I:%M:%S %p", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y/%m/%d, %H:%M:%S GMT"]),
)
def test_whatever_way_a_time_is_written_it_is_the_same_time(when: datetime, pattern: str) -> None:
    column = pd.Series([when.strftime(pattern), datetime(2000, 1, 31).strftime(pattern)])
    assert to_moments(column).at[0] == pd.Timestamp(when.replace(microsecond=0), tz="UTC")
