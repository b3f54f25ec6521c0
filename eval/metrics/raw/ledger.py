"""Customers and orders of the raw ledgers."""

import csv
import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_END = datetime(2026, 10, 1, tzinfo=UTC)
"""The shipped corpora end here: what is dated later, or on no date at all, is a planted mistake and left out."""


class Order(NamedTuple):
    """One line or one whole order."""

    channel: str
    at: datetime
    cents: int
    """What was paid, less what was given back under the same number."""
    discounted: bool
    bought: bool
    """False of a slip that only gives money back: it is no order."""


class Customer:
    """Everything the files know of one customer."""

    def __init__(self) -> None:
        self._slips: dict[str, Order] = {}
        self.about: dict[str, str] = {}

    def add(self, name: str, line: Order) -> None:
        """Put in a line of an order, a whole order, or a return."""
        before = self._slips.get(name, line._replace(cents=0, discounted=False, bought=False))
        self._slips[name] = before._replace(
            cents=before.cents + line.cents,
            discounted=before.discounted or line.discounted,
            bought=before.bought or line.bought,
        )

    @cached_property
    def cents(self) -> int:
        """All that was paid, less all that was given back."""
        return sum(slip.cents for slip in self._slips.values())

    @cached_property
    def orders(self) -> dict[str, Order]:
        """The orders by number."""
        return {name: slip for name, slip in self._slips.items() if slip.bought}

    @cached_property
    def last(self) -> datetime:
        """When the last order was placed."""
        return max((order.at for order in self.orders.values()), default=datetime.min.replace(tzinfo=UTC))


class Ledger(NamedTuple):
    """A company's customers, and by which other names its files speak of them."""

    customers: dict[str, Customer]
    also: dict[str, str]
    """E-mail address or order number -> customer."""


def read_ledger(name: str, folder: Path) -> Ledger:
    """The customers of a shipped company."""
    return _workwear(folder) if name == "workwear" else _bank(folder)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a gzipped CSV."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _workwear(folder: Path) -> Ledger:
    ledger = Ledger({}, {})
    for row in rows(folder / "loyalty_members.csv.gz"):
        ledger.also[row["email"].lower()] = row["loyalty_id"]
        _customer(ledger, row["loyalty_id"]).about = row
    for row in rows(folder / "orders_web_shopify.csv.gz"):
        if row["Subtotal"]:
            _web_order(ledger, row)
    seen: set[tuple[str, ...]] = set()
    for row in rows(folder / "orders_stores_pos.csv.gz"):
        key = tuple(row.values())
        if key not in seen:
            seen.add(key)
            _till_line(ledger, row)
    return ledger


def _web_order(ledger: Ledger, row: dict[str, str]) -> None:
    email = row["Email"].lower()
    who = ledger.also.setdefault(email, email)
    ledger.also[row["Name"]] = who
    if row["Tags"] == "test" or row["Cancelled at"] or row["Financial Status"] == "voided":
        return
    cents = _cents(row["Subtotal"]) - _cents(row["Refunded Amount"])
    order = Order("web", _moment(row["Created at"]), cents, bool(_cents(row["Discount Amount"])), bought=True)
    _customer(ledger, who).add(row["Name"], order)


def _till_line(ledger: Ledger, row: dict[str, str]) -> None:
    at = _moment(row["sold_at"])
    if not row["loyalty_id"] or at >= _END:
        return
    cents = _cents(row["line_total"])
    line = Order("store", at, cents, bool(_cents(row["discount"])), bought=cents >= 0)
    _customer(ledger, row["loyalty_id"]).add(row["receipt_no"], line)


def _bank(folder: Path) -> Ledger:
    ledger = Ledger({}, {})
    for row in rows(folder / "customers.csv.gz"):
        ledger.also[row["email"].lower()] = row["customer_id"]
        _customer(ledger, row["customer_id"]).about = row
    for row in rows(folder / "transactions.csv.gz"):
        ledger.also[row["order_id"]] = row["customer_id"]
        at, cents = _moment(row["ordered_at"]), _cents(row["amount"])
        line = Order(row["channel"], at, cents, bool(_cents(row["discount"])), bought=cents >= 0)
        _customer(ledger, row["customer_id"]).add(row["order_id"], line)
    return ledger


def _customer(ledger: Ledger, name: str) -> Customer:
    return ledger.customers.setdefault(name, Customer())


def _cents(amount: str) -> int:
    return round(float(amount or 0) * 100)


def _moment(text: str) -> datetime:
    """The moment in UTC, which one without a zone is taken to be; what is no date comes out as the end of all."""
    try:
        read = datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError:
        return _END
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
