"""A warehouse's tables as Ibis expressions in canonical columns, without identifying data."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis

from personas.errors import BadInput
from segments.tables.fetching import scalar
from segments.tables.formats import TableKind
from segments.tables.privacy import is_email_name, personal_kind, sensitive_kind
from segments.tables.readers.campaigns import SYNONYMS as CAMPAIGNS
from segments.tables.readers.events import SYNONYMS as EVENTS
from segments.tables.readers.ledger_names import LEDGER_SYNONYMS
from segments.tables.transactions import CHANNELS, RETURN, VOID
from segments.tables.values.names import CUSTOMER, EMAIL, find_columns, plain

_MOMENT = "timestamp('UTC', 6)"
_CENTS = "decimal(18, 4)"


def canonical(kind: TableKind, table: Any, source: str) -> Any:
    """A table of that kind in canonical columns. Raises BadInput for a column or a value that cannot be read."""
    made = written(kind, table, source)
    if kind == "transactions":
        _require_readable(made)
    return made


def written(kind: TableKind, table: Any, source: str) -> Any:
    """The same as an expression whose values nobody looked at. Raises BadInput for a column that is missing."""
    made = {"transactions": _transactions, "customers": _customers, "campaigns": _campaigns, "events": _events}[kind]
    return made(table).mutate(source_id=ibis.literal(source))


def _transactions(table: Any) -> Any:
    return ledger(table, _found(table, LEDGER_SYNONYMS, ("customer_id", "order_id", "ordered_at")))


def _require_readable(made: Any) -> None:
    unreadable = made.filter(
        made.customer_id.isnull() | made.order_id.isnull() | made.ordered_at.isnull() | made.amount_cents.isnull()
    )
    if count := scalar(unreadable.count()):
        raise BadInput(
            f"{count:,} rows of the warehouse's transactions have no readable customer, order, date (ISO 8601) or "
            "amount. Leave them out in a view, or take the file in with `verism ingest`."
        )


def ledger(table: Any, found: Mapping[str, str], *, addresses: bool = True) -> Any:
    """Lines in canonical columns; `found` says which column is what: canonical -> as written.

    `addresses` says whether customers may go by an e-mail address. As in a file, what was void or cancelled and lines
    of nothing are left out, and a return counts against revenue whether its type, its quantity or its amount says so.
    Raises BadInput without an amount.
    """
    quantity = _whole(table, found, "quantity", 1)
    discount = _cents(table, found, "discount", 0)
    amount = _amount(table, found, quantity, discount)
    back = (amount < 0) | (quantity < 0)
    if "type" in found:
        kind = table[found["type"]].cast("string").lower()
        table = table.filter(~ibis.coalesce(kind.re_search(VOID), ibis.literal(value=False)))
        back |= ibis.coalesce(kind.re_search(RETURN), ibis.literal(value=False))
    something = (amount != 0) | (discount != 0) | amount.isnull()
    return table.filter(something).select(
        customer_id=_pseudonym(table[found["customer_id"]], addresses=addresses),
        order_id=table[found["order_id"]].cast("string"),
        ordered_at=table[found["ordered_at"]].try_cast(_MOMENT),
        channel=_channel(table, found),
        store_id=_text(table, found, "store_id"),
        product_id=_text(table, found, "product_id"),
        category=_text(table, found, "category"),
        quantity=ibis.ifelse(back, -quantity.abs(), quantity),
        amount_cents=ibis.ifelse(back, -amount.abs(), amount),
        discount_cents=discount.abs(),
        currency=_text(table, found, "currency"),
        hour=ibis.null("int64"),
    )


def _amount(table: Any, found: Mapping[str, str], quantity: Any, discount: Any) -> Any:
    """What was paid for a line, in cents: as written, else quantity times price less the discount."""
    if "amount_cents" in found or "amount" in found:
        return _cents(table, found, "amount")
    if "unit_price" in found:
        return _cents(table, found, "unit_price") * quantity - discount
    raise BadInput("The warehouse's transactions have no amount: name a column amount, amount_cents or unit_price.")


def _channel(table: Any, found: Mapping[str, str]) -> Any:
    """The many words for web and store as these two; of a ledger of stores alone, the store."""
    if "channel" in found:
        words = _text(table, found, "channel").lower().replace(" ", "_")
        known = [(words.isin(names.split()), channel) for channel, names in CHANNELS.items()]
        return ibis.cases(*known, else_=words)
    if "store_id" in found:
        return ibis.ifelse(_text(table, found, "store_id").notnull(), "store", ibis.null("string"))
    return ibis.null("string")


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


def _pseudonym(column: Any, *, addresses: bool = True) -> Any:
    """An id as it stands; of an e-mail address the hash that files give it, unless there are none."""
    text = column.cast("string").strip().nullif("")
    hashed = ibis.literal("e-") + text.lower().hexdigest("sha256").substr(0, 16)
    return ibis.ifelse(text.contains("@"), hashed, text) if addresses else text


def _text(table: Any, found: Mapping[str, str], name: str) -> Any:
    return table[found[name]].cast("string").strip().nullif("") if name in found else ibis.null("string")


def _whole(table: Any, found: Mapping[str, str], name: str, otherwise: int) -> Any:
    column = table[found[name]].try_cast("float64").round().try_cast("int64") if name in found else ibis.null("int64")
    return ibis.coalesce(column, otherwise)


def _cents(table: Any, found: Mapping[str, str], name: str, otherwise: int | None = None) -> Any:
    """A column of money in cents, from one in cents or in units."""
    if f"{name}_cents" in found:
        column = table[found[f"{name}_cents"]].try_cast("int64")
    elif name in found:
        column = _to_cents(table[found[name]])
    else:
        column = ibis.null("int64")
    return column if otherwise is None else ibis.coalesce(column, otherwise)


def _to_cents(column: Any) -> Any:
    """Money in its unit to cents, half away from zero."""
    return (column.try_cast(_CENTS) * 100).round().try_cast("int64")
