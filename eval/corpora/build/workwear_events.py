"""The last quarter of the web shop's visits: what was looked at, and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from eval.corpora.build import render
from eval.corpora.build.workwear_calendar import moment, poisson
from eval.corpora.build.workwear_catalogue import BY_CODE, PRODUCTS, WINDOW, stream
from eval.corpora.build.workwear_customers import Customer, day_between
from eval.corpora.build.workwear_money import utc
from eval.corpora.build.workwear_orders import Order

EVENT_FIELDS = ("session_id", "loyalty_id", "at", "type", "page")
"""Columns of the event file."""

SINCE = date(2026, 7, 1)
"""First day of the visits, which reach to the end of the window."""

SIGNED_IN = 0.78
"""Part of the members' visits in which they were signed in."""

PASSERS_BY = 700
"""Visits of people who are no members and buy nothing."""

Step = tuple[str, str]
"""An event's type and page."""

VISITS = {"A1": 2.3, "A2": 1.3, "A3": 1.2, "A4": 2.1, "A5": 2.4, "A6": 0.95}
"""Mean visits without a purchase in the quarter, a member."""

SEARCHES = {
    "A1": ("beacon jacket 3xl", "beacon xxl orange", "logo how long", "same again order"),
    "A2": ("granite knee pad pocket", "granite trousers 34", "spend points"),
    "A3": ("reproof fellside", "womens waterproof", "fellside repair", "thermal set"),
    "A4": ("navy tunic 14", "tunic", "clog white 5", "email receipt"),
    "A5": ("calder size 10.5", "boot fitting", "refund", "calder half size"),
    "A6": ("s3 or s1p", "en iso 20471", "student discount", "safety boots cheap"),
}
"""What is typed into the shop's search."""

HELP = {
    "A1": ("/help/logo-times", "/account/orders", "/help/invoices"),
    "A2": ("/account/toolbox", "/stores/opening-hours"),
    "A3": ("/help/care-and-reproofing", "/help/womens-sizes"),
    "A4": ("/help/delivery", "/account/receipts"),
    "A5": ("/help/boot-sizes", "/help/returns", "/help/contact"),
    "A6": ("/help/safety-codes", "/help/discounts"),
}
"""Pages beside the products that are read."""


class Visit(NamedTuple):
    """One session: whose, when it began, and its steps some seconds apart."""

    loyalty_id: str
    at: datetime
    steps: tuple[Step, ...]


def events_csv(customers: Iterable[Customer], orders: Iterable[Order]) -> str:
    """Give the event file by time of visit; times in UTC."""
    visits = [*_purchases(orders), *_looks(customers), *map(_passer_by, range(PASSERS_BY))]
    visits.sort(key=lambda visit: (visit.at, visit.loyalty_id, visit.steps))
    rows = (row for number, visit in enumerate(visits) for row in _rows(number, visit))
    return render.csv_text(EVENT_FIELDS, rows)


def _rows(number: int, visit: Visit) -> Iterator[list[object]]:
    random = stream("visit", number)
    session, at = f"v{random.randrange(16**10):010x}", visit.at
    for kind, page in visit.steps:
        yield [session, visit.loyalty_id, utc(at), kind, page]
        at += timedelta(seconds=random.randint(6, 75))


def _purchases(orders: Iterable[Order]) -> Iterator[Visit]:
    for order in orders:
        if order.store is not None or order.at.date() < SINCE or order.cancelled:
            continue
        random = stream("bought", order.email.lower(), order.at)
        member = order.customer.loyalty_id if order.customer else ""
        steps: list[Step] = []
        for line in order.lines[:4]:
            if line.product.category == "services":
                continue
            if random.random() < 0.4:
                steps.append(("search", _search(line.product.name)))
            page = f"/products/{line.product.handle}"
            steps += [("view", page), ("add_to_basket", page)]
        steps += [("checkout", "/checkout"), ("purchase", "/checkout/thanks")]
        yield Visit(member, order.at - timedelta(seconds=40 * len(steps)), tuple(steps))


def _looks(customers: Iterable[Customer]) -> Iterator[Visit]:
    for customer in customers:
        random = stream("looks", customer.loyalty_id)
        since = max(SINCE, customer.joined_on)
        for _ in range(poisson(random, VISITS[customer.archetype] * (0.4 + 0.6 * customer.web))):
            at = moment(random, _look_day(random, customer, since), customer.profile.web_hours)
            member = customer.loyalty_id if random.random() < SIGNED_IN else ""
            yield Visit(member, at, _look_steps(random, customer))


def _look_day(random: Random, customer: Customer, since: date) -> date:
    autumn = date(2026, 9, 1)
    if customer.archetype in ("A3", "A6") and random.random() < 0.6:
        since = max(since, autumn)
    return day_between(random, since, WINDOW[1])


def _look_steps(random: Random, customer: Customer) -> tuple[Step, ...]:
    archetype, products = customer.archetype, customer.profile.products
    steps: list[Step] = []
    for _ in range(1 + poisson(random, 1.1)):
        if random.random() < 0.5:
            steps.append(("search", _search(random.choice(SEARCHES[archetype]))))
        code = random.choices(list(products), list(products.values()))[0]
        steps.append(("view", f"/products/{BY_CODE[code].handle}"))
    if random.random() < 0.45:
        steps.append(("view", random.choice(HELP[archetype])))
    return (*steps, *_given_up(random, steps))


def _given_up(random: Random, steps: Sequence[Step]) -> tuple[Step, ...]:
    viewed = [page for kind, page in steps if kind == "view" and page.startswith("/products/")]
    if random.random() >= 0.3:
        return ()
    basket = ("add_to_basket", viewed[-1])
    return (basket, ("checkout", "/checkout")) if random.random() < 0.35 else (basket,)


def _passer_by(number: int) -> Visit:
    random = stream("passer-by", number)
    at = moment(random, day_between(random, SINCE, WINDOW[1]), ((1.0, 420, 1380),))
    pages = random.sample(PRODUCTS, 1 + poisson(random, 0.9))
    return Visit("", at, tuple(("view", f"/products/{product.handle}") for product in pages))


def _search(words: str) -> str:
    return f"/search?q={words.lower().replace(' ', '+')}"
