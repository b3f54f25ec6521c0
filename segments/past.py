"""Point-in-time snapshots: customers as they stood at a past moment, and what they spent afterwards."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from segments.features import Features, channel_column, customer_table, purchase_features
from segments.features.calendar import days_since_1970
from segments.features.customers import COUNTS
from segments.tables import Tables
from segments.tables.fetching import to_frame

HORIZON_DAYS = 91
"""Thirteen weeks: what predictions speak of."""
HORIZON = timedelta(days=HORIZON_DAYS)

_INSTANT = timedelta(microseconds=1)

STATE = "customers_before"
STATE_COLUMNS = ("customer_id", "lines", "orders", "revenue_cents", "recency_days", "tenure_days")


def past_customers(
    tables: Tables, features: Features, cut: datetime, history: timedelta | None = None, times: float = 1.0
) -> str:
    """Make the customer table as it was at `cut`; gives the name under which SQL finds it.

    With `history` only the purchases of so long before count. Counts and amounts are multiplied by `times`.
    """
    orders = features.table("orders")
    told = orders.ordered_at < cut if history is None else orders.ordered_at.between(cut - history, cut - _INSTANT)
    purchases = purchase_features(orders.filter(told), cut, features.channels)
    expression = customer_table(purchases, tables.read("customers"), cut, features.channels)
    if times != 1.0:
        counts = [*COUNTS, *map(channel_column, features.channels)]
        expression = expression.mutate(**{name: expression[name] * times for name in counts})
    features.connection.create_table(STATE, expression, temp=True, overwrite=True)
    return STATE


def spending_between(features: Features, start: datetime, end: datetime) -> pd.DataFrame:
    """customer_id, spent_cents (returns off) and future_orders from `start` to before `end`."""
    orders = features.table("orders")
    within = orders.filter((orders.ordered_at >= start) & (orders.ordered_at < end))
    return to_frame(
        within.group_by("customer_id").aggregate(
            spent_cents=within.revenue_cents.sum(), future_orders=within.purchase.sum()
        )
    )


def buyers_before(features: Features, cut: datetime) -> pd.DataFrame:
    """One row for each customer with a purchase or return before `cut`, as then known, by customer id.

    Beside `STATE_COLUMNS`: recent_cents and earlier_cents (spent in the last thirteen weeks and in those before), and
    the history of purchase days: repeats, last_weeks, age_weeks, repeat_cents (the mean of repeat days).
    """
    orders = features.table("orders")
    before = orders.filter(orders.ordered_at < cut)
    bought = to_frame(purchase_features(before, cut, ()).select(*STATE_COLUMNS))
    recent = spending_between(features, cut - HORIZON, cut)["customer_id spent_cents".split()]
    earlier = spending_between(features, cut - 2 * HORIZON, cut - HORIZON)["customer_id spent_cents".split()]
    frame = bought.merge(recent.rename(columns={"spent_cents": "recent_cents"}), how="left")
    frame = frame.merge(earlier.rename(columns={"spent_cents": "earlier_cents"}), how="left")
    frame = frame.merge(_purchase_days(before, cut), how="left")
    whole = ["recent_cents", "earlier_cents", "repeats", "last_weeks", "age_weeks", "repeat_cents"]
    filled = frame.fillna(dict.fromkeys(whole, 0))
    return filled.sort_values("customer_id").reset_index(drop=True)


def with_outcome(features: Features, frame: pd.DataFrame, cut: datetime, until: datetime) -> pd.DataFrame:
    """The frame with spent_cents and future_orders of each customer from `cut` to `until`; 0 for who stayed away."""
    joined = frame.merge(spending_between(features, cut, until), how="left")
    return joined.fillna({"spent_cents": 0, "future_orders": 0})


def learning_moments(features: Features) -> list[datetime]:
    """Moments one horizon apart whose next horizon is known, the newest first; the last has a horizon of history."""
    window = features.window
    if window is None:
        return []
    end = window.end + timedelta(seconds=1)
    moments: list[datetime] = []
    while end - HORIZON * (len(moments) + 1) >= window.start + HORIZON - timedelta(days=2):
        moments.append(end - HORIZON * (len(moments) + 1))
    return moments


def _purchase_days(before: Any, cut: datetime) -> pd.DataFrame:
    """repeats, last_weeks, age_weeks and repeat_cents of each customer; purchases of one day count once."""
    bought = before.filter(before.purchase)
    by_day = bought.group_by("customer_id", day=days_since_1970(bought.ordered_at)).aggregate(
        cents=bought.revenue_cents.sum()
    )
    days = to_frame(
        by_day.group_by("customer_id").aggregate(
            days=by_day.count(), first=by_day.day.min(), newest=by_day.day.max(), cents=by_day.cents.sum(),
            first_cents=by_day.cents.first(order_by=by_day.day),
        )
    )  # fmt: skip
    today = int(cut.timestamp()) // 86_400
    repeats = days["days"] - 1
    return pd.DataFrame(
        {
            "customer_id": days["customer_id"],
            "repeats": repeats.astype("float64"),
            "last_weeks": (days["newest"] - days["first"]) / 7,
            "age_weeks": np.maximum(today - days["first"], 0) / 7,
            "repeat_cents": ((days["cents"] - days["first_cents"]) / repeats.where(repeats > 0)).astype("float64"),
        }
    )
