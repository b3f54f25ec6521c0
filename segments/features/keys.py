"""The customer behind an e-mail address or an order number."""

from collections.abc import Collection
from typing import Any

from segments.features.lines import KEY_DIGITS, resolve
from segments.tables import Tables
from segments.tables.fetching import to_frame
from segments.tables.formats import TableKind

_WITH_CUSTOMERS: tuple[TableKind, ...] = ("customers", "transactions")


class EmailDirectory(dict[str, Any]):
    """SHA-256 of an address -> customer id, None for a stranger.

    Buyers known by their address only are found by its first digits.
    """

    def __init__(self, known: dict[str, str], keys: frozenset[str]) -> None:
        super().__init__(known)
        self._keys = keys

    def __missing__(self, email_sha256: str) -> str | None:
        key = f"e-{str(email_sha256)[:KEY_DIGITS]}"
        return key if key in self._keys else None


def customer_of_email(tables: Tables) -> EmailDirectory:
    """SHA-256 of an e-mail address -> customer id, from customer files and from purchases.

    An address that several customers share is a stranger's.
    """
    customers, transactions = tables.read("customers"), tables.read("transactions")
    known: dict[str, str] = {}
    if customers is not None:
        hashed = customers.filter(customers.email_sha256.notnull())
        owners = hashed.group_by("email_sha256").aggregate(
            first=hashed.customer_id.min(), last=hashed.customer_id.max()
        )
        pairs = to_frame(owners.filter(owners["first"] == owners["last"]))
        known = dict(zip(pairs["email_sha256"], pairs["first"], strict=True))
    keys: frozenset[str] = frozenset()
    if transactions is not None:
        by_address = transactions.filter(transactions.customer_id.startswith("e-")).select("customer_id").distinct()
        keys = frozenset(to_frame(by_address)["customer_id"])
    return EmailDirectory(known, keys)


def customer_of_order(tables: Tables) -> dict[str, str]:
    """Order number (with and without a leading #) -> customer id; numbers used by several customers are left out."""
    transactions = tables.read("transactions")
    if transactions is None:
        return {}
    lines = resolve(transactions.select("order_id", "customer_id"), tables.read("customers"))
    orders = lines.group_by("order_id").aggregate(first=lines.customer_id.min(), last=lines.customer_id.max())
    single = to_frame(orders.filter(orders["first"] == orders["last"]).select("order_id", "first"))
    found = dict(zip(single["order_id"], single["first"], strict=True))
    return {**{order.removeprefix("#"): customer for order, customer in found.items()}, **found}


def known_customers(tables: Tables, values: Collection[str]) -> set[str]:
    """Those of some values that are ids of customers in the ledger or in a customer file."""
    wanted = sorted(set(values))
    known: set[str] = set()
    for kind in _WITH_CUSTOMERS:
        if wanted and (table := tables.read(kind)) is not None:
            ids = table.filter(table.customer_id.isin(wanted)).select("customer_id").distinct()
            known.update(to_frame(ids)["customer_id"])
    return known
