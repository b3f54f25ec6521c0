"""The customer behind an e-mail address or an order number."""

from collections.abc import Collection
from typing import Any

import ibis
import pandas as pd

from segments.features.lines import KEY_DIGITS, resolve
from segments.tables import Tables
from segments.tables.fetching import keep_table, to_arrow, to_frame
from segments.tables.formats import TableKind

_WITH_CUSTOMERS: tuple[TableKind, ...] = ("customers", "transactions")


def customer_of_email(tables: Tables, addresses: Collection[str]) -> dict[str, str]:
    """SHA-256 of an e-mail address -> customer id, of those addresses that customer files or purchases know.

    An address that several customers share is a stranger's. Buyers known by their address only are found by its first
    digits.
    """
    customers, transactions = tables.read("customers"), tables.read("transactions")
    found: dict[str, str] = {}
    if transactions is not None:
        keys = {f"e-{address[:KEY_DIGITS]}": address for address in addresses}
        by_address = transactions.semi_join(asked_for(tables, "customer_id", keys), "customer_id").select("customer_id")
        found = {keys[key]: key for key in to_frame(by_address.distinct())["customer_id"]}
    if customers is not None:
        hashed = customers.semi_join(asked_for(tables, "email_sha256", addresses), "email_sha256")
        found.update(_of_one(hashed, "email_sha256"))
    return found


def customer_of_order(tables: Tables, orders: Collection[str]) -> dict[str, str]:
    """Order number -> customer id, of those numbers that one customer alone used; a leading # may be left out."""
    transactions, customers = tables.read("transactions"), tables.read("customers")
    if transactions is None:
        return {}
    asked = asked_for(tables, "order_id", {*orders, *(f"#{order}" for order in orders)})
    bought = transactions.semi_join(asked, "order_id").select("order_id", "customer_id").distinct()
    lines = keep_table(tables.connection, "asked_orders", bought)
    if customers is not None:
        key = ibis.literal("e-") + customers.email_sha256.left(KEY_DIGITS)
        customers = customers.filter(key.isin(lines.customer_id))
    found = _of_one(resolve(lines, customers), "order_id")
    told = {order: found.get(order, found.get(f"#{order}")) for order in orders}
    return {order: customer for order, customer in told.items() if customer is not None}


def _of_one(table: Any, key: str) -> dict[str, str]:
    """Value of a column -> the customer who has it, where no other has."""
    owners = table.group_by(key).aggregate(first=table.customer_id.min(), last=table.customer_id.max())
    single = to_frame(owners.filter(owners["first"] == owners["last"]))
    return dict(zip(single[key], single["first"], strict=True))


def asked_for(tables: Tables, column: str, values: Collection[str]) -> Any:
    """Values as a table of one column, to join a table of that column with."""
    asked = pd.DataFrame({column: sorted(set(values))}, dtype="str")
    return tables.connection.create_table(f"asked_{column}", to_arrow(asked), temp=True, overwrite=True)


def known_customers(tables: Tables, values: Collection[str]) -> set[str]:
    """Those of some values that are ids of customers in the ledger or in a customer file."""
    wanted = sorted(set(values))
    known: set[str] = set()
    for kind in _WITH_CUSTOMERS:
        if wanted and (table := tables.read(kind)) is not None:
            ids = table.filter(table.customer_id.isin(wanted)).select("customer_id").distinct()
            known.update(to_frame(ids)["customer_id"])
    return known
