"""Measures of purchases: what, where and when customers bought."""

from collections.abc import Iterator

from personas.phrasing import period
from segments.features import CUSTOMERS, Features
from segments.statistics.baskets import category_measures, mission_measures, size_measures
from segments.statistics.channels import channel_measures
from segments.statistics.measures import Measure
from segments.statistics.timing import time_measures, years_of


def purchase_measures(features: Features) -> Iterator[Measure]:
    """Everything that the tables allow to be measured of customers."""
    if not features.has_orders:
        return
    yield from _money(features)
    yield from channel_measures(features)
    yield from time_measures(features)
    yield from _loyalty(features)
    yield from category_measures(features)
    yield from mission_measures(features)


def _period(features: Features) -> str:
    return "" if features.window is None else f" from {period(features.window)}"


def _money(features: Features) -> Iterator[Measure]:
    yield Measure(
        "average_order_value", "the average order", "segment facts", CUSTOMERS, "purchase_cents", "orders",
        unit="money", population="orders", terms=("order", "basket", "spend"), kind="ratio", fact=2,
    )  # fmt: skip
    yield Measure(
        "orders_per_year", "the average number of orders per customer per year", "segment facts", CUSTOMERS, "orders",
        unit="mean", terms=("order", "times", "year"), divisor=years_of(features), kind="ratio", fact=3,
    )  # fmt: skip
    yield Measure(
        "revenue_per_customer", f"the average spend per customer{_period(features)}", "segment facts", CUSTOMERS,
        "revenue_cents", unit="money", terms=("spend", "spent", "revenue"), kind="ratio",
    )  # fmt: skip
    yield from size_measures(features)
    yield Measure(
        "discount_share", "is given as discount", "price sensitivity", CUSTOMERS, "discount_cents",
        "(sold_cents + discount_cents)", population="revenue", terms=("discount", "offer"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "discounted_orders", "are bought with a discount", "price sensitivity", CUSTOMERS, "discounted_orders",
        "orders", population="orders", terms=("discount", "offer"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "returned_share", "is sent back or refunded", "behaviours", CUSTOMERS, "returned_cents", "sold_cents",
        population="revenue", terms=("return", "refund", "sent back"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "returners", "sent something back or had it refunded at least once", "behaviours", CUSTOMERS,
        "CAST(returns > 0 AS INTEGER)", terms=("return", "refund", "sent back"),
    )  # fmt: skip


def _loyalty(features: Features) -> Iterator[Measure]:
    yield Measure(
        "days_since_last_order", "the average time since the last order", "loyalty", CUSTOMERS, "recency_days",
        known="recency_days IS NOT NULL", unit="days", terms=("last order", "days"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "one_order_only", "ordered only once", "loyalty", CUSTOMERS, "CAST(orders = 1 AS INTEGER)", known="orders > 0",
        terms=("once",),
    )  # fmt: skip
    if years_of(features) >= 1.5:
        yield Measure(
            "new_this_year", "ordered for the first time in the last twelve months", "loyalty", CUSTOMERS,
            "CAST(tenure_days <= 365 AS INTEGER)", known="tenure_days IS NOT NULL", terms=("first", "new"),
        )  # fmt: skip
