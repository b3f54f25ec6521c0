"""Who wrote a review of Tarnbeck: a member with an order that fits, or somebody unknown."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple

from eval.corpora.build.workwear_catalogue import BOOT_CHANGE, PRODUCTS, WINDOW, Product, stream
from eval.corpora.build.workwear_customers import Customer
from eval.corpora.build.workwear_links import Links
from eval.corpora.build.workwear_names import LAST_NAMES, email_of, full_name
from eval.corpora.build.workwear_orders import Order

LINKED = 0.37
"""Part of the reviews of an archetype that can be traced to a member."""

ALIKE = 0.6
"""Reviews of one file are the same review again when this part of their words is shared."""

COUNTRIES = {"en": "GB", "de": "DE", "es": "ES"}
"""Where the reviewers of a language live."""

BOOT_FACTS = ("F23", "F24", "F25", "F26", "F27")
"""Complaints that began after the boots' sizing changed."""


_BY_NAME = {product.name.lower(): product for product in PRODUCTS}
_BY_NAME["logo embroidery / print"] = _BY_NAME["logo embroidery"]


Review = Mapping[str, Any]
"""A review as its author wrote it: archetype, rating, product, title, text, language, facts."""

NamedOrder = tuple[str, Order]
"""A web order and the name that the export gives it."""


class Reviewer(NamedTuple):
    """Who wrote a review: the display name, the e-mail, the member and the order, if known."""

    name: str
    email: str
    customer: Customer | None
    order: NamedOrder | None


class Written(NamedTuple):
    """A review with its reviewer, a random stream of its own and the earlier review that it repeats."""

    review: Review
    reviewer: Reviewer
    random: Random
    original: int | None


def write_reviews(file: str, reviews: Sequence[Review], links: Links, named: Sequence[NamedOrder]) -> Iterator[Written]:
    """Give the reviews of a file in order, each with its reviewer; whoever repeats one is the same person."""
    orders: dict[str, list[NamedOrder]] = defaultdict(list)
    for name, order in named:
        if order.customer and not order.cancelled:
            orders[order.customer.loyalty_id].append((name, order))
    words = [set(re.findall(r"\w+", review["text"].lower())) for review in reviews]
    reviewers: list[Reviewer] = []
    for number, review in enumerate(reviews):
        random = stream("review", file, number)
        same = [earlier for earlier in range(number) if reviews[earlier]["archetype"] == review["archetype"]]
        original = next((earlier for earlier in same if _repeats(words[number], words[earlier])), None)
        reviewer = reviewers[original] if original is not None else _reviewer(random, review, links, orders, number)
        reviewers.append(reviewer)
        yield Written(review, reviewer, random, original)


def product_of(review: Review) -> Product | None:
    """Give the product that a review is of; none for a review of the shop."""
    return _BY_NAME.get((review["product"] or "").lower())


def _repeats(words: set[str], known: set[str]) -> bool:
    return len(words & known) >= ALIKE * len(words | known)


def _reviewer(
    random: Random, review: Review, links: Links, orders: Mapping[str, Sequence[NamedOrder]], number: int
) -> Reviewer:
    if not review["archetype"] or random.random() >= LINKED:
        first, last = full_name(random, country=COUNTRIES[review["language"]])
        email = email_of(random, first, last, 8000 + number) if random.random() < 0.8 else ""
        return Reviewer(_display(random, first, last), email, None, None)

    def fit(customer: Customer) -> float:
        country = COUNTRIES[review["language"]] == customer.country
        order = _order_of(orders.get(customer.loyalty_id, ()), review)
        return 4 * country + 2 * (order is not None) + (order is not None and _holds(order[1], review))

    customer = links.take(review["archetype"], fit)
    order = _order_of(orders.get(customer.loyalty_id, ()), review)
    return Reviewer(_display(random, customer.first, customer.last), customer.email, customer, order)


def _order_of(orders: Sequence[NamedOrder], review: Review) -> NamedOrder | None:
    since = BOOT_CHANGE if set(BOOT_FACTS) & set(review["facts"]) else WINDOW[0]
    until = WINDOW[1] - timedelta(days=30)
    there = [one for one in orders if since <= one[1].at.date() <= until]
    return next((one for one in there if _holds(one[1], review)), there[-1] if there else None)


def _holds(order: Order, review: Review) -> bool:
    product = product_of(review)
    return product is None or any(line.product is product for line in order.lines)


def _display(random: Random, first: str, last: str) -> str:
    other = random.choice(LAST_NAMES)[0]
    forms = (
        f"{first} {last}",
        f"{first} {last[0]}",
        f"{first[0]}. {last}",
        first,
        f"{first.lower()}{last[0].lower()}{other.lower()}",
    )
    return random.choices(forms, (5, 3, 2, 2, 1))[0]
