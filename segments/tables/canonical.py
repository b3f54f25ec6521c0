"""Tables of a warehouse in canonical columns, as Ibis expressions: nothing that identifies a person comes through."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis

from personas.errors import BadInput
from segments.tables.campaigns import SYNONYMS as CAMPAIGNS
from segments.tables.events import SYNONYMS as EVENTS
from segments.tables.fetching import scalar
from segments.tables.formats import TableKind
from segments.tables.names import CUSTOMER, EMAIL, LEDGER_SYNONYMS, find_columns, plain
from segments.tables.privacy import is_email_name, personal_kind, sensitive_kind

_MOMENT = "timestamp('UTC', 6)"
_CENTS = "decimal(18, 4)"


def canonical(kind: TableKind, table: Any, source: str) -> Any:
    """A table of that kind in canonical columns. Raises BadInput for a column or a value that cannot be read."""
    made = {"transactions": _transactions, "customers": _customers, "campaigns": _campaigns, "events": _events}[kind]
    return made(table).mutate(source_id=ibis.literal(source))


def _transactions(table: Any) -> Any:
    found = _found(table, LEDGER_SYNONYMS, ("customer_id", "order_id", "ordered_at"))
    quantity = _whole(table, found, "quantity", 1)
    if "amount_cents" in found:
        cents = table[found["amount_cents"]].try_cast("int64")
    elif "amount" in found:
        cents = _to_cents(table[found["amount"]])
    elif "unit_price" in found:
        cents = _to_cents(table[found["unit_price"]]) * quantity
    else:
        raise BadInput("The warehouse's transactions have no amount: name a column amount, amount_cents or unit_price.")
    discount = _to_cents(table[found["discount"]]) if "discount" in found else ibis.literal(0, "int64")
    result = table.select(
        customer_id=_pseudonym(table[found["customer_id"]]),
        order_id=table[found["order_id"]].cast("string"),
        ordered_at=table[found["ordered_at"]].try_cast(_MOMENT),
        channel=_text(table, found, "channel").lower(),
        store_id=_text(table, found, "store_id"),
        product_id=_text(table, found, "product_id"),
        category=_text(table, found, "category"),
        quantity=quantity,
        amount_cents=cents,
        discount_cents=ibis.coalesce(discount, 0),
        currency=_text(table, found, "currency"),
        hour=ibis.null("int64"),
    )
    unreadable = result.filter(
        result.customer_id.isnull()
        | result.order_id.isnull()
        | result.ordered_at.isnull()
        | result.amount_cents.isnull()
    )
    if count := scalar(unreadable.count()):
        raise BadInput(
            f"{count:,} rows of the warehouse's transactions have no readable customer, order, date (ISO 8601) or "
            "amount. Leave them out in a view, or take the file in with `verism ingest`."
        )
    return result


def _customers(table: Any) -> Any:
    found = _found(table, {"customer_id": CUSTOMER, "email": EMAIL}, ("customer_id",))
    taken = set(found.values())
    kept = {
        plain(name): table[name]
        for name in table.columns
        if name not in taken and not (personal_kind(name) or sensitive_kind(name) or is_email_name(name))
    }
    address = table[found["email"]].strip().lower() if "email" in found else ibis.null("string")
    hashed = address.hexdigest("sha256") if "email" in found else address
    identity = {"customer_id": _pseudonym(table[found["customer_id"]]), "email_sha256": hashed}
    return table.select(**identity, **{name: column for name, column in kept.items() if name not in identity})


def _campaigns(table: Any) -> Any:
    found = _found(table, CAMPAIGNS, ("campaign_id", "customer_id", "sent_at"))
    times = {
        name: table[found[name]].try_cast(_MOMENT) if name in found else ibis.null(_MOMENT)
        for name in ("sent_at", "opened_at", "clicked_at", "redeemed_at")
    }
    yes = ("1", "true", "t", "yes", "y", "control", "holdout")
    return table.select(
        campaign_id=table[found["campaign_id"]].cast("string"),
        campaign_name=_text(table, found, "campaign_name" if "campaign_name" in found else "campaign_id"),
        customer_id=_pseudonym(table[found["customer_id"]]),
        channel=_text(table, found, "channel").lower(),
        **times,
        revenue_cents=_to_cents(table[found["revenue"]]) if "revenue" in found else ibis.null("int64"),
        holdout=ibis.coalesce(_text(table, found, "holdout").lower().isin(yes), ibis.literal(value=False)),
    )


def _events(table: Any) -> Any:
    found = _found(table, EVENTS, ("customer_id", "at", "type"))
    return table.select(
        customer_id=_pseudonym(table[found["customer_id"]]),
        session_id=_text(table, found, "session_id"),
        at=table[found["at"]].try_cast(_MOMENT),
        type=_text(table, found, "type"),
        page=_text(table, found, "page"),
    )


def _found(table: Any, synonyms: Mapping[str, Sequence[str]], needed: Sequence[str]) -> dict[str, str]:
    found = find_columns(table.columns, synonyms)
    missing = [name for name in needed if name not in found]
    if missing:
        raise BadInput(
            f"A table of the warehouse has no column for {', '.join(missing)}; it has {', '.join(table.columns)}."
        )
    return found


def _pseudonym(column: Any) -> Any:
    """An id as it stands; of an e-mail address the hash that files give it."""
    text = column.cast("string").strip().nullif("")
    hashed = ibis.literal("e-") + text.lower().hexdigest("sha256").substr(0, 16)
    return ibis.ifelse(text.contains("@"), hashed, text)


def _text(table: Any, found: Mapping[str, str], name: str) -> Any:
    return table[found[name]].cast("string").strip().nullif("") if name in found else ibis.null("string")


def _whole(table: Any, found: Mapping[str, str], name: str, otherwise: int) -> Any:
    column = table[found[name]].try_cast("float64").round().try_cast("int64") if name in found else ibis.null("int64")
    return ibis.coalesce(column, otherwise)


def _to_cents(column: Any) -> Any:
    """Money in its unit to cents, half away from zero."""
    return (column.try_cast(_CENTS) * 100).round().try_cast("int64")
