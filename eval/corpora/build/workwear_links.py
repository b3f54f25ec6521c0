"""Which member of Tarnbeck stands behind a voice, and what the loyalty file then says of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from eval.corpora.build.workwear_catalogue import WINDOW, stream
from eval.corpora.build.workwear_cells import EXPECTED, Cell
from eval.corpora.build.workwear_customers import Customer
from eval.corpora.build.workwear_orders import Order


class Spoken(NamedTuple):
    """What is planted in one voice: known to the suites, never in the corpus files."""

    file: str
    identifier: str
    archetype: str
    facts: tuple[str, ...]
    loyalty_id: str
    duplicate_of: str


class Links:
    """Members handed out to voices, each at most once, with the orders they are known by."""

    def __init__(self, customers: Iterable[Customer], orders: Iterable[Order], cells: Mapping[str, Cell]) -> None:
        self.orders: dict[str, list[Order]] = defaultdict(list)
        for order in orders:
            if order.customer and not order.cancelled:
                self.orders[order.customer.loyalty_id].append(order)
        self.cells = cells
        self.adapted: dict[str, Customer] = {}
        self._free: dict[str, list[Customer]] = defaultdict(list)
        for customer in customers:
            if customer.loyalty_id in self.orders:
                self._free[customer.archetype].append(customer)
        for archetype, members in sorted(self._free.items()):
            stream("links", archetype).shuffle(members)

    def take(self, archetype: str, fit: Callable[[Customer], float]) -> Customer:
        """Give the best-fitting member of an archetype that no other voice has; the first of equals."""
        members = self._free[archetype]
        chosen = max(members, key=fit)
        members.remove(chosen)
        return chosen

    def take_person(self, archetype: str, person: Mapping[str, Any], spoke: date, *, typical: bool = False) -> Customer:
        """Give a member like a person, and from now on let its demographics be that person's.

        `person` has age (which may be None), gender, sector and region, and spoke on a day on which the
        member had bought; with `typical` members of the archetype's own cell are preferred.
        """

        def fit(customer: Customer) -> float:
            fits = {"gender": 4.0, "region": 2.0, "sector": 1.0}
            own = typical and self.cells.get(customer.loyalty_id) == EXPECTED[archetype]
            same = [weight for field, weight in fits.items() if getattr(customer, field) == person[field]]
            return sum(same) + 8 * own + 16 * (self.orders[customer.loyalty_id][0].at.date() < spoke)

        chosen = self.take(archetype, fit)
        like = {field: str(person[field]) for field in ("gender", "region", "sector")}
        born = WINDOW[1].year - int(person["age"]) if person["age"] else chosen.birth_year
        adapted = replace(chosen, birth_year=born, gender=like["gender"], region=like["region"], sector=like["sector"])
        self.adapted[chosen.loyalty_id] = adapted
        return adapted

    def current(self, customers: Iterable[Customer]) -> list[Customer]:
        """Give the members with the demographics that their voices gave them."""
        return [self.adapted.get(customer.loyalty_id, customer) for customer in customers]
