"""Who is active: the window of days, and who ordered within it."""

from typing import Any

import ibis
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segments.features import CUSTOMERS, Features
from segments.features.calendar import days_since_1970
from segments.tables.fetching import scalar

_MOST_LOOKED_AT = 25_000


def activity_window(features: Features) -> int:
    """Days after which a customer counts as slipping: twice the gap between a typical customer's successive orders.

    The gap is the median over customers of each one's median gap in days (orders of one day count once); the window
    is rounded up to whole weeks and never under 28 days. Of more than 25,000 customers every k-th by id is looked at.
    """
    orders = _some(features.table("orders"), features.table(CUSTOMERS))
    days = orders.filter(orders.purchase).select("customer_id", day=days_since_1970(orders.ordered_at))
    days = days.distinct()
    before = days.day.lag().over(group_by="customer_id", order_by="day")
    gaps = days.mutate(gap=days.day - before)
    known = gaps.filter(gaps.gap.notnull())
    median = scalar(known.group_by("customer_id").aggregate(typical=known.gap.median()).typical.median())
    return 28 if median is None else max(28, int(-(-2 * median // 7) * 7))


def _some(orders: Any, customers: Any) -> Any:
    """The orders of every k-th customer, so that those of 25,000 at most are left."""
    step = -(-int(scalar(customers.count())) // _MOST_LOOKED_AT)
    if step <= 1:
        return orders
    numbered = customers.select("customer_id", place=ibis.row_number().over(order_by=customers.customer_id))
    return orders.semi_join(numbered.filter(numbered.place % step == 0), "customer_id")


def active_within(recency_days: pd.Series, window: int) -> NDArray[np.bool_]:
    """Who ordered within the window; a customer with returns only did not."""
    return np.asarray((recency_days <= window).fillna(value=False), dtype=bool)
