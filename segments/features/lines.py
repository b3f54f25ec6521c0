"""The ledger's lines with customers resolved, duplicates across sources dropped, categories filled in."""

from typing import Any

import ibis

from segments.tables.fetching import scalar

KEY_DIGITS = 16


def aliases(customers: Any) -> Any:
    """E-mail key -> customer id, from the hashed addresses of the customer file; not where several share one."""
    known = customers.filter(customers.email_sha256.notnull() & ~customers.customer_id.startswith("e-"))
    keyed = known.mutate(address_key=ibis.literal("e-") + known.email_sha256.left(KEY_DIGITS))
    owners = keyed.group_by("address_key").aggregate(resolved_id=keyed.customer_id.min(), last=keyed.customer_id.max())
    return owners.filter(owners.resolved_id == owners.last).drop("last")


def resolve(table: Any, customers: Any | None) -> Any:
    """A table whose e-mail keys in `customer_id` are replaced by the customer file's id for the same address."""
    if customers is None or "email_sha256" not in customers.columns:
        return table
    known = aliases(customers)
    if scalar(known.count()) == 0:
        return table
    joined = table.left_join(known, table.customer_id == known.address_key)
    return joined.mutate(customer_id=ibis.coalesce(joined.resolved_id, joined.customer_id)).drop(
        "address_key", "resolved_id"
    )


def ledger_lines(
    transactions: Any,
    customers: Any | None,
    *,
    sources: int | None = None,
    categories: bool = True,
    written: bool = False,
) -> Any:
    """All lines: customers resolved, orders that stand in two sources taken from one, categories filled in.

    `sources` says how many there are, where that is known. Without `categories` they stay as they are. `written` gives
    one expression, to be written down as SQL; else what several steps need is computed once.
    """
    lines = transactions if sources == 1 else _once(transactions)
    lines = _categorised(lines, written=written) if categories else lines
    return resolve(lines, customers)


def _once(transactions: Any) -> Any:
    """Two exports may overlap: an order (same number, customer and time) counts from its last source only."""
    keys = ["order_id", "customer_id", "ordered_at"]
    owners = transactions.group_by(keys).aggregate(
        owner=transactions.source_id.max(), other=transactions.source_id.min()
    )
    if scalar(transactions.source_id.nunique()) < 2:
        return transactions
    shared = owners.filter(owners.owner != owners.other).select("order_id", "customer_id", "ordered_at", "owner")
    if scalar(shared.count()) == 0:
        return transactions
    joined = transactions.left_join(shared, keys)
    kept = joined.filter(joined.owner.isnull() | (joined.owner == joined.source_id))
    return kept.select(*transactions.columns)


def _categorised(lines: Any, *, written: bool) -> Any:
    """Fill a missing category from other lines of the same product, else of the same first part of its code."""
    if scalar(lines.count() - lines.category.count()) == 0:
        return lines
    coded = lines.filter(lines.product_id.notnull())
    products = coded.group_by("product_id").aggregate(
        own=coded.category.max(), gaps=coded.count() - coded.category.count()
    )
    if scalar(products.filter(products.gaps > 0).count()) == 0 or scalar(products.own.count()) == 0:
        return lines
    products = products.mutate(family=_family(products.product_id))
    products = products if written else products.cache()
    told = products.filter(products.own.notnull())
    families = told.group_by("family").aggregate(shared=told.own.max(), least=told.own.min())
    certain = families.filter(families.shared == families.least)
    known = products.left_join(certain, "family")
    known = known.select(product=known.product_id, filler=ibis.coalesce(known.own, known.shared))
    joined = lines.left_join(known, lines.product_id == known["product"])
    return joined.mutate(category=ibis.coalesce(joined.category, joined.filler)).select(*lines.columns)


def _family(product_id: Any) -> Any:
    return product_id.re_extract(r"^([^-_/ ]+)", 1)
