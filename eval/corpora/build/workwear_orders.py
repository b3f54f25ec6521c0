"""Every purchase at Tarnbeck, on the web and over the counter, before any file is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal, NamedTuple

from eval.corpora.build.workwear_baskets import (
    Wardrobe,
    basket,
    crew_discounts,
    percent_discounts,
    stranger_basket,
)
from eval.corpora.build.workwear_calendar import counter_day, moment, order_days
from eval.corpora.build.workwear_catalogue import BOOT_CHANGE, BOOTS, BY_CITY, STORES, WINDOW, Line, Store, stream
from eval.corpora.build.workwear_customers import Customer, day_between
from eval.corpora.build.workwear_names import email_of, full_name
from eval.corpora.build.workwear_profiles import PROFILES

GUESTS = 260
"""Web orders of people who are in no loyalty file."""

WALK_INS = 1180
"""Receipts of people who have no loyalty card."""

FORGOTTEN = 0.045
"""Part of the members' receipts on which the card was not shown."""

CARELESS_SHOUT = 0.02
"""Part of the web orders whose e-mail was typed with capitals."""


class Return(NamedTuple):
    """Pieces of one line that came back, or were never sent."""

    line: int
    quantity: int
    at: datetime
    reason: Literal["returned", "out of stock"]


class Redemption(NamedTuple):
    """A campaign's offer that a member takes up on a day."""

    day: date
    code: str
    percent: int


@dataclass(frozen=True)
class Order:
    """One basket; times are British local time without a zone, money is pence."""

    customer: Customer | None
    email: str
    name: str
    at: datetime
    store: Store | None
    """Where it was paid; none for the web."""
    lines: tuple[Line, ...]
    discounts: tuple[int, ...]
    """One a line."""
    code: str = ""
    delivery: str = ""
    returns: tuple[Return, ...] = field(default=())
    cancelled: bool = False

    @property
    def goods(self) -> int:
        """What the lines cost after discounts, in pence."""
        return sum(line.gross for line in self.lines) - sum(self.discounts)

    def refund_of(self, item: Return) -> int:
        """Give the pence paid back for a return: its part of the line after discount."""
        line, discount = self.lines[item.line], self.discounts[item.line]
        return (line.gross - discount) * item.quantity // line.quantity


def build_orders(customers: Iterable[Customer], redemptions: Mapping[str, Sequence[Redemption]]) -> list[Order]:
    """Give all orders by time: the members' own, those that campaigns brought, guests' and walk-ins'."""
    orders = [order for customer in customers for order in _orders_of(customer, redemptions)]
    orders += [_guest_order(number) for number in range(GUESTS)]
    orders += [_walk_in(number) for number in range(WALK_INS)]
    return sorted(orders, key=lambda order: (order.at, order.email))


def _orders_of(customer: Customer, redemptions: Mapping[str, Sequence[Redemption]]) -> list[Order]:
    random = stream("orders", customer.loyalty_id)
    wardrobe, days = Wardrobe(customer), order_days(customer)
    orders = [
        _order(random, customer, basket(random, customer, wardrobe, day, (position, len(days))), day, None)
        for position, day in enumerate(days)
    ]
    if customer.archetype == "A6" and random.random() < 0.35:
        orders[0] = _with_code(orders[0], "WELCOME10", 10)
    extra = stream("redemptions", customer.loyalty_id)
    for offer in redemptions.get(customer.loyalty_id, ()):
        lines = basket(extra, customer, wardrobe, offer.day, (1, 9))
        orders.append(_order(extra, customer, lines, offer.day, offer))
    return orders


def _order(random: Random, customer: Customer, lines: Sequence[Line], day: date, offer: Redemption | None) -> Order:
    web = random.random() < customer.web
    store = None if web else _store(random, customer)
    hours = customer.profile.web_hours if web else customer.profile.store_hours
    at = moment(random, day if web else counter_day(day), hours)
    discounts = crew_discounts(lines)
    email = customer.email.title() if random.random() < CARELESS_SHOUT else customer.email
    order = Order(
        customer=None if store and random.random() < FORGOTTEN else customer,
        email=email,
        name=f"{customer.first} {customer.last}",
        at=at,
        store=store,
        lines=tuple(lines),
        discounts=discounts,
        delivery=_delivery(random, customer) if web else "",
        cancelled=web and random.random() < 0.015,
    )
    order = _with_code(order, offer.code, offer.percent) if offer else order
    return order if order.cancelled else replace(order, returns=_returns(random, customer.archetype, order))


def _with_code(order: Order, code: str, percent: int) -> Order:
    if order.returns:
        return order
    return replace(order, code=code, discounts=percent_discounts(order.lines, percent))


def _store(random: Random, customer: Customer) -> Store:
    near = [store for store in STORES if store.region == customer.region and store.city != customer.home_store]
    if near and random.random() < 0.06:
        return random.choice(near)
    return BY_CITY[customer.home_store]


def _delivery(random: Random, customer: Customer) -> str:
    if customer.country != "GB":
        return "International"
    odds = (45, 50, 5) if customer.archetype == "A4" else (70, 18, 12)
    if not customer.home_store:
        odds = (odds[0], odds[1], 0)
    return random.choices(("Standard", "Next day", "Click and collect"), odds)[0]


def _returns(random: Random, archetype: str, order: Order) -> tuple[Return, ...]:
    items = []
    for index, line in enumerate(order.lines):
        if line.product.category == "services":
            continue
        if archetype == "A1" and not order.store and line.product.code == "BEJ" and line.size in ("XXL", "3XL"):
            if random.random() < 0.3:
                items.append(Return(index, line.quantity, order.at + timedelta(days=1, hours=2), "out of stock"))
        elif random.random() < _return_odds(archetype, order, line):
            at = order.at + timedelta(days=random.randint(3, 24), minutes=random.randint(-90, 240))
            items.append(Return(index, random.randint(1, line.quantity), _opening(at), "returned"))
    end = datetime(WINDOW[1].year, WINDOW[1].month, WINDOW[1].day, 18)
    return tuple(item for item in items if item.at <= end)


def _return_odds(archetype: str, order: Order, line: Line) -> float:
    if line.product.code not in BOOTS:
        return 0.035 if order.store is None else 0.015
    if order.at.date() < BOOT_CHANGE:
        return 0.05
    return 0.36 if archetype == "A5" else 0.21


def _opening(at: datetime) -> datetime:
    day = counter_day(at.date())
    return at.replace(year=day.year, month=day.month, day=day.day, hour=min(17, max(8, at.hour)))


def _guest_order(number: int) -> Order:
    random = stream("guest", number)
    first, last = full_name(random)
    archetype = random.choices(("A4", "A6", "A3", "A2"), (5, 4, 2, 1))[0]
    day = day_between(random, *WINDOW)
    lines = tuple(stranger_basket(random, archetype, day))
    email = email_of(random, first, last, 7000 + number)
    at = moment(random, day, PROFILES[archetype].web_hours)
    return Order(None, email, f"{first} {last}", at, None, lines, (0,) * len(lines), delivery="Standard")


def _walk_in(number: int) -> Order:
    random = stream("walk-in", number)
    archetype = random.choices(("A2", "A4", "A6", "A3"), (5, 2, 3, 2))[0]
    day = counter_day(day_between(random, *WINDOW))
    lines = tuple(stranger_basket(random, archetype, day))
    at = moment(random, day, PROFILES[archetype].store_hours)
    return Order(None, "", "", at, random.choice(STORES), lines, (0,) * len(lines))
