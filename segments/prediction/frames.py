"""Training data of predictions: customers at a moment, and what they did afterwards."""

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from segments.features import Features
from segments.past import HORIZON, buyers_before, with_outcome
from segments.prediction.purchases import PurchaseHistories
from segments.scoring import Numbers
from segments.tables.fetching import to_frame

SOON = timedelta(days=28)
MOST_CATEGORIES = 8
_LONG_AGO = 3650


class Moment(NamedTuple):
    """Customers as they stood at a moment, and, where the time after is known, what they did."""

    at: datetime
    customers: pd.DataFrame
    """`segments.past.buyers_before`, with spent_cents, future_orders and soon_orders after the moment."""
    before: pd.DataFrame
    """customer_id and one column a category: cents spent on it in the 26 weeks before."""
    after: pd.DataFrame
    """The same of the 13 weeks after."""


def moment(features: Features, at: datetime, categories: tuple[str, ...]) -> Moment:
    """The customers of a moment; outcomes are 0 where nothing is known of the time after."""
    customers = with_outcome(features, buyers_before(features, at), at, at + HORIZON)
    soon = with_outcome(features, customers[["customer_id"]], at, at + SOON)
    customers["soon_orders"] = soon["future_orders"].to_numpy()
    ids = customers["customer_id"]
    before = _by_category(features, ids, at - 2 * HORIZON, at, categories)
    return Moment(at, customers, before, _by_category(features, ids, at, at + HORIZON, categories))


def leading_categories(features: Features) -> tuple[str, ...]:
    """The categories that earn most, the first eight; none where lines have no category."""
    lines = features.table("lines")
    sold = lines.filter(lines.category.notnull() & (lines.amount_cents > 0))
    spend = sold.group_by("category").aggregate(cents=sold.amount_cents.sum())
    top = spend.order_by(spend.cents.desc(), spend.category).limit(MOST_CATEGORIES)
    return tuple(to_frame(top)["category"])


def behaviour(customers: pd.DataFrame) -> Numbers:
    """Recency, orders, value, tenure and recent spending of each, as logarithms."""
    columns = ["recency_days", "orders", "revenue_cents", "tenure_days", "recent_cents", "earlier_cents"]
    known = customers[columns].astype("Float64").fillna(_LONG_AGO).to_numpy(dtype="float64")
    return np.asarray(np.log1p(np.clip(known, 0, None)), dtype="float64")


def histories(customers: pd.DataFrame) -> PurchaseHistories:
    """Purchase days of each, as the purchase model sees them."""
    columns = ("repeats", "last_weeks", "age_weeks")
    return PurchaseHistories(*(customers[name].to_numpy(dtype="float64") for name in columns))


def _by_category(
    features: Features, customers: pd.Series, start: datetime, end: datetime, categories: tuple[str, ...]
) -> pd.DataFrame:
    lines = features.table("lines")
    within = lines.filter(
        (lines.ordered_at >= start) & (lines.ordered_at < end) & (lines.amount_cents > 0)
        & lines.category.isin(categories or ("",))
    )  # fmt: skip
    spent = to_frame(within.group_by(["customer_id", "category"]).aggregate(cents=within.amount_cents.sum()))
    wide = spent.pivot_table(index="customer_id", columns="category", values="cents", aggfunc="sum")
    return wide.reindex(index=customers, columns=list(categories)).fillna(0).reset_index(drop=True)
