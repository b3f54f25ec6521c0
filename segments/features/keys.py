"""From what a voice leaves behind (an order's number, a hashed address) to the customer it belongs to."""

from typing import Any

from segments.features.lines import resolve
from segments.tables import Tables


def customer_of_order(tables: Tables) -> dict[str, str]:
    """Order id -> customer id, e-mail keys resolved; an order that several customers share is left out."""
    transactions = tables.read("transactions")
    if transactions is None:
        return {}
    lines = resolve(transactions.select("order_id", "customer_id"), tables.read("customers"))
    owners = lines.group_by("order_id").aggregate(first=lines.customer_id.min(), last=lines.customer_id.max())
    return _pairs(owners.filter(owners.first == owners.last), "order_id", "first")


def customer_of_email(tables: Tables) -> dict[str, str]:
    """SHA-256 of an address -> customer id; an address that several customers share is left out."""
    customers = tables.read("customers")
    if customers is None or "email_sha256" not in customers.columns:
        return {}
    known = customers.filter(customers.email_sha256.notnull() & ~customers.customer_id.startswith("e-"))
    owners = known.group_by("email_sha256").aggregate(first=known.customer_id.min(), last=known.customer_id.max())
    return _pairs(owners.filter(owners.first == owners.last), "email_sha256", "first")


def _pairs(table: Any, key: str, value: str) -> dict[str, str]:
    frame = table.execute()
    return dict(zip(frame[key].astype(str), frame[value].astype(str), strict=True))
