"""Value tiers and activity of Tarnbeck's members, and the cell in which each archetype belongs."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from eval.corpora.build.workwear_catalogue import WINDOW
from eval.corpora.build.workwear_orders import Order

ACTIVE_DAYS = 100
"""A member is active whose last order lies at most this many days before the end of the window."""

TIERS = ("low", "medium", "high", "top")
"""Quartiles of revenue, from the lowest."""


class Cell(NamedTuple):
    """A quartile of revenue and whether its members still buy."""

    tier: str
    activity: str


EXPECTED = {
    "A1": Cell("top", "active"),
    "A2": Cell("high", "active"),
    "A3": Cell("high", "slipping"),
    "A4": Cell("medium", "active"),
    "A5": Cell("top", "slipping"),
    "A6": Cell("low", "slipping"),
}
"""The cell that holds more of an archetype than any other cell does."""


def member_cells(orders: Iterable[Order]) -> dict[str, Cell]:
    """Give the cell of every member with an order, by loyalty id; revenue is after returns."""
    revenue: dict[str, int] = defaultdict(int)
    last: dict[str, date] = {}
    for order in orders:
        if order.customer is None or order.cancelled:
            continue
        member = order.customer.loyalty_id
        revenue[member] += order.goods - sum(order.refund_of(item) for item in order.returns)
        last[member] = max(order.at.date(), last.get(member, order.at.date()))
    ranked = sorted(revenue, key=lambda member: (revenue[member], member))
    tiers = {member: TIERS[place * len(TIERS) // len(ranked)] for place, member in enumerate(ranked)}
    return {member: Cell(tiers[member], _activity(last[member])) for member in ranked}


def _activity(last: date) -> str:
    return "active" if (WINDOW[1] - last).days <= ACTIVE_DAYS else "slipping"
