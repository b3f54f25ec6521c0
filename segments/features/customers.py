"""The customer table: one row per customer, with purchases or without."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import ibis

from segments.features.calendar import DAY, SEASONS, days_since_1970, season, weekday, whole_seconds
from segments.tables import plain

EARLY = (4, 8)
"""Hours of the day that are before work."""
LARGE_UNITS = 10
"""Items that make an order a large one."""
LATE = (20, 4)
"""From this hour in the evening to this one in the morning."""

COUNTS = (
    "orders lines units revenue_cents sold_cents purchase_cents returned_cents discount_cents returns clock_orders "
    "early_orders late_orders weekend_orders discounted_orders large_orders spring_orders "
    "summer_orders autumn_orders winter_orders"
).split()
"""Columns that are 0, not missing, for a customer without purchases."""


def channel_column(channel: str) -> str:
    """The customer table's column that counts the orders of a channel: `web_orders`."""
    return f"{plain(channel)}_orders"


def purchase_features(orders: Any, as_of: datetime, channels: Sequence[str]) -> Any:
    """Per customer, from the order table up to `as_of`: counts, money in cents, first and last order, days since.

    Days are whole days of 86,400 seconds, the same on every engine.
    """
    days = days_since_1970(orders.ordered_at)
    orders = orders.mutate(weekend=weekday(days) >= 5, season=season(days))
    return (
        orders.group_by("customer_id")
        .aggregate(**_bought(orders), **_kinds_of_orders(orders, channels))
        .mutate(
            recency_days=lambda t: (int(as_of.timestamp()) - whole_seconds(t.last_order)) // DAY,
            tenure_days=lambda t: (int(as_of.timestamp()) - whole_seconds(t.first_order)) // DAY,
            average_order_cents=lambda t: t.purchase_cents // t.orders.nullif(0),
        )
    )


def _bought(orders: Any) -> dict[str, Any]:
    """How much was bought and sent back, for how many cents, and when first and last."""
    bought = orders.purchase
    return {
        "orders": orders.count(where=bought),
        "lines": orders.lines.sum(),
        "units": orders.units.sum(),
        "revenue_cents": orders.revenue_cents.sum(),
        "sold_cents": orders.sold_cents.sum(),
        "purchase_cents": orders.revenue_cents.sum(where=bought),
        "returned_cents": orders.returned_cents.sum(),
        "discount_cents": orders.discount_cents.sum(),
        "returns": orders.count(where=orders.returned),
        "first_order": orders.ordered_at.min(where=bought),
        "last_order": orders.ordered_at.max(where=bought),
    }


def _kinds_of_orders(orders: Any, channels: Sequence[str]) -> dict[str, Any]:
    """How many orders were placed at which times, with a discount, of many items, in which season, by which channel."""
    bought, hour = orders.purchase, orders.hour
    kinds = {
        "clock_orders": bought & hour.notnull(),
        "early_orders": bought & (hour >= EARLY[0]) & (hour < EARLY[1]),
        "late_orders": bought & ((hour >= LATE[0]) | (hour < LATE[1])),
        "weekend_orders": bought & orders.weekend,
        "discounted_orders": bought & (orders.discount_cents > 0),
        "large_orders": bought & (orders.units >= LARGE_UNITS),
        **{f"{name}_orders": bought & (orders.season == place) for place, name in enumerate(SEASONS)},
        **{channel_column(name): bought & (orders.channel == name) for name in channels},
    }
    return {name: orders.count(where=kind) for name, kind in kinds.items()}


def customer_table(features: Any | None, attributes: Any | None, as_of: datetime, channels: Sequence[str]) -> Any:
    """Purchases and attributes side by side; a customer without purchases stays, with counts of 0.

    An attribute that bears a feature's name becomes `profile_<name>`; `birth_year` also gives `age` at `as_of`.
    """
    if attributes is None:
        return features
    attributes = _described(attributes, as_of, set() if features is None else set(features.columns))
    if features is None:
        return attributes
    joined = features.outer_join(attributes, "customer_id")
    joined = joined.mutate(customer_id=ibis.coalesce(joined.customer_id, joined.customer_id_right))
    counts = [*COUNTS, *map(channel_column, channels)]
    return joined.drop("customer_id_right").mutate(**{name: ibis.coalesce(joined[name], 0) for name in counts})


def _described(customers: Any, as_of: datetime, taken: set[str]) -> Any:
    names = [name for name in customers.columns if name not in ("customer_id", "email_sha256", "source_id")]
    per_customer = customers.group_by("customer_id").aggregate(
        **{name: customers[name].argmax(customers.source_id, where=customers[name].notnull()) for name in names}
    )
    clashing = {f"profile_{name}": name for name in names if name in taken}
    per_customer = per_customer.rename(clashing)
    if "birth_year" in per_customer.columns and "age" not in per_customer.columns:
        per_customer = per_customer.mutate(age=(as_of.year - per_customer.birth_year).cast("int64"))
    return per_customer
