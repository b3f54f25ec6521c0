"""Figures of a segment recomputed from the raw ledgers."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from eval.metrics.raw.ledger import Customer

_MONEY = re.compile(r"([\d,]+\.\d\d)")
_DAYS = re.compile(r"(ordered|not) in the last (\d+) days")
_RULE = re.compile(r'^(\w+) (?:== "([^"]+)"|in \(([^)]*)\))$')
_SEASONS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2)}

_UNTOLD = "Prefer not to say"

Customers = Sequence[Customer]


class Counted(NamedTuple):
    """A figure as the raw files give it."""

    value: float
    numerator: float
    denominator: float
    base: float | None


def count(metric: str, rule: str, customers: Mapping[str, Customer]) -> Counted | None:
    """A statistic's value from the ledgers; None when its metric or the segment's rule is not counted here."""
    counted = customers.values() if _RULE.match(rule) else (c for c in customers.values() if c.orders or c.cents)
    buyers = list(counted)
    inside = members(rule, buyers)
    counter = _counter(metric)
    if inside is None or counter is None:
        return None
    if metric == "segment_size":
        return Counted(len(inside) / len(buyers), len(inside), len(buyers), None)
    if metric == "revenue_share":
        own, all_ = (sum(one.cents for one in group) for group in (inside, buyers))
        return Counted(own / all_, own, all_, None)
    numerator, denominator = counter(inside)
    base_numerator, base_denominator = counter(buyers)
    if not denominator or not base_denominator:
        return None
    return Counted(numerator / denominator, numerator, denominator, base_numerator / base_denominator)


def members(rule: str, buyers: Customers) -> list[Customer] | None:
    """The customers whom a rule's words describe: money and days, or an attribute's values."""
    activity, attribute = _DAYS.search(rule), _RULE.match(rule)
    if activity and rule.startswith("spent"):
        low, high = _limits(rule)
        last = max(one.last for one in buyers)
        days, active = int(activity.group(2)), activity.group(1) == "ordered"
        return [
            one for one in buyers if low <= one.cents < high and ((last - one.last).days <= days) == active
        ]  # fmt: skip
    if attribute and any(attribute.group(1) in one.about for one in buyers):
        wanted = {attribute.group(2)} if attribute.group(2) else set(re.findall(r'"([^"]+)"', attribute.group(3)))
        return [one for one in buyers if one.about.get(attribute.group(1)) in wanted]
    return None


def _limits(rule: str) -> tuple[float, float]:
    amounts = [round(float(amount.replace(",", "")) * 100) for amount in _MONEY.findall(rule)]
    if "or more" in rule:
        return amounts[0], float("inf")
    return (amounts[0], amounts[1]) if len(amounts) == 2 else (float("-inf"), amounts[0])


Counter = Callable[[Customers], tuple[float, float]]
"""Numerator and denominator over some customers."""


def _counter(metric: str) -> Counter | None:
    name, _, part = metric.partition(":")
    key, _, value = part.partition("=")
    if name == "share" and key and key != "age":
        return lambda group: _attribute(group, key, value)
    if name in ("order_share", "customers") and key == "channel":
        return lambda group: _channel(group, value, orders=name == "order_share")
    if name == "order_share" and key == "season":
        return lambda group: _orders(group, lambda at: at.month in _SEASONS[value])
    return _PLAIN.get(metric)


def _attribute(group: Customers, key: str, value: str) -> tuple[float, float]:
    known = [one.about[key] for one in group if one.about.get(key, _UNTOLD) != _UNTOLD and one.about[key]]
    return sum(one == value for one in known), len(known)


def _channel(group: Customers, value: str, *, orders: bool) -> tuple[float, float]:
    if orders:
        channels = [order.channel for one in group for order in one.orders.values()]
        return channels.count(value), len(channels)
    return sum(any(order.channel == value for order in one.orders.values()) for one in group), len(group)


def _orders(group: Customers, holds: Callable[[datetime], bool]) -> tuple[float, float]:
    moments = [order.at for one in group for order in one.orders.values()]
    return sum(map(holds, moments)), len(moments)


def _order_value(group: Customers) -> tuple[float, float]:
    cents = [order.cents for one in group for order in one.orders.values()]
    return sum(cents), len(cents)


def _discounted(group: Customers) -> tuple[float, float]:
    found = [order.discounted for one in group for order in one.orders.values()]
    return sum(found), len(found)


def _revenue(group: Customers) -> tuple[float, float]:
    return sum(one.cents for one in group), len(group)


def _nothing(group: Customers) -> tuple[float, float]:
    return 0, len(group)


_PLAIN: dict[str, Counter] = {
    "segment_size": _nothing,
    "revenue_share": _nothing,
    "average_order_value": _order_value,
    "discounted_orders": _discounted,
    "revenue_per_customer": _revenue,
}
