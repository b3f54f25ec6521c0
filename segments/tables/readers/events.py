"""Reading site events: event tables, and Segment or RudderStack JSON Lines."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd

from personas.batches import batches
from personas.sources import QualityReport
from segments.tables.formats import TableFormat
from segments.tables.opening.blocks import Block
from segments.tables.opening.objects import iterate_objects
from segments.tables.opening.sampling import Sample
from segments.tables.quality import Sieve
from segments.tables.readers.allocation import allocate
from segments.tables.recipes import Recipe
from segments.tables.transactions import Totals, finish, no_purchase
from segments.tables.values.cells import blank_to_missing
from segments.tables.values.names import CUSTOMER, find_columns, renamed_to

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "customer_id": tuple(CUSTOMER),
    "session_id": ("session_id", "session", "visit_id", "ga_session_id"),
    "at": ("at", "timestamp", "event_at", "event_time", "occurred_at", "event_timestamp", "time", "created_at"),
    "type": ("type", "event", "event_name", "event_type", "action"),
    "page": ("page", "page_location", "path", "url", "page_path", "product_id"),
}
_COLUMNS = ("customer_id", "session_id", "at", "type", "page")
_OF_LINES = "customer_id order_id ordered_at product_id category quantity gross paid currency".split()
_ORDERED = "order completed"


def find_event_columns(names: list[str]) -> dict[str, str] | None:
    """Canonical column -> column as written, or None when the columns do not make an event table."""
    found = find_columns(names, SYNONYMS)
    complete = {"customer_id", "at", "type"} <= found.keys() and ("session_id" in found or "page" in found)
    return found if complete else None


def events_format(columns: Mapping[str, str]) -> TableFormat:
    """The format that reads these columns."""
    recipe = _EVENTS._replace(columns=tuple(columns.values()), prepare=lambda frame, sample: renamed_to(frame, columns))
    return TableFormat("event table", "events", recipe)


def recognise_tracking(sample: Sample) -> TableFormat | None:
    """Segment or RudderStack track calls: purchases when one is `Order Completed`, else events."""
    if sample.container not in ("json", "jsonl") or '"event"' not in sample.text or '"properties"' not in sample.text:
        return None
    if _ORDERED in sample.text.lower():
        return TableFormat("Segment Order Completed", "transactions", _ORDERS)
    return TableFormat("Segment events", "events", _EVENTS._replace(blocks=_tracks))


def _tracks(path: Path, sample: Sample, rows: int | None) -> Iterator[Block]:
    for calls, share in _calls(path, sample, rows):
        yield Block(pd.DataFrame(map(_track, calls), columns=list(_COLUMNS), dtype="str"), share)


def _lines_of_orders(path: Path, sample: Sample, rows: int | None) -> Iterator[Block]:
    for calls, share in _calls(path, sample, rows):
        orders = [call for call in calls if str(call.get("event", "")).lower() == _ORDERED]
        lines = [line for call in orders for line in _lines(call)]
        frame = pd.DataFrame(lines, columns=_OF_LINES, dtype="str")
        frame.attrs["left out"] = len(calls) - len(orders)
        yield Block(frame, share)


def _calls(path: Path, sample: Sample, most: int | None) -> Iterator[tuple[list[dict[str, Any]], float]]:
    """At most so many calls at a time, all at once for None; how far it is, a guess."""
    calls = iterate_objects(path, sample)
    for number, some in enumerate([list(calls)] if most is None else batches(calls, most), start=1):
        yield some, number / (number + 1)


def _track(call: dict[str, Any]) -> dict[str, str]:
    facts = call.get("properties") or {}
    return {
        "customer_id": _who(call),
        "session_id": str(call.get("anonymousId") or call.get("sessionId") or ""),
        "at": _when(call),
        "type": str(call.get("event") or call.get("type") or ""),
        "page": str(facts.get("path") or facts.get("name") or ""),
    }


def _no_event(name: str, report: QualityReport) -> str:
    return f"No event in {name!r} can be used: none has a customer and a date."


def _sift_events(sieve: Sieve, sample: Sample) -> pd.DataFrame:
    sieve.drop_duplicates()
    frame = sieve.frame.copy()
    frame["customer_id"] = sieve.customer_ids()
    frame["at"] = sieve.moments("at").at
    for column in ("session_id", "type", "page"):
        frame[column] = (
            blank_to_missing(frame[column]) if column in frame else pd.Series(pd.NA, frame.index, dtype="str")
        )
    frame["page"] = frame["page"].str.replace(r"[?#].*$", "", regex=True)
    sieve.frame = frame
    sieve.drop("no customer", frame["customer_id"].isna())
    sieve.drop("no date or an impossible one", sieve.frame["at"].isna())
    return sieve.frame[list(_COLUMNS)].sort_values(["at", "customer_id"], kind="stable", ignore_index=True)


def _sift_orders(sieve: Sieve, sample: Sample) -> pd.DataFrame:
    sieve.drop_duplicates()
    moments = sieve.moments("ordered_at")
    gross, paid = sieve.cents("gross").fillna(0), sieve.cents("paid").fillna(0)
    orders_of = sieve.frame["order_id"]
    listed = gross.groupby(orders_of).transform("sum")
    sieve.frame = sieve.frame.assign(
        customer_id=sieve.customer_ids(),
        ordered_at=moments.at,
        hour=moments.hour,
        quantity=pd.to_numeric(sieve.frame["quantity"], errors="coerce").fillna(1).round().astype("Int64"),
        amount_cents=allocate(paid, gross, orders_of),
        discount_cents=allocate((listed - paid).clip(lower=0), gross, orders_of),
        channel="web",
    )
    for column in ("product_id", "category", "currency"):
        sieve.frame[column] = blank_to_missing(sieve.frame[column])
    sieve.drop("no customer", sieve.frame["customer_id"].isna())
    sieve.drop("no date or an impossible one", sieve.frame["ordered_at"].isna())
    return finish(sieve)


def _lines(call: dict[str, Any]) -> Iterator[dict[str, str]]:
    facts = call.get("properties") or {}
    products = facts.get("products") or [{}]
    prices = [_number(item.get("price")) * _number(item.get("quantity", 1)) for item in products]
    paid = _paid(facts, sum(prices, Decimal(0)))
    for item, price in zip(products, prices, strict=True):
        yield {
            "customer_id": _who(call),
            "order_id": str(facts.get("order_id") or facts.get("checkout_id") or call.get("messageId") or ""),
            "ordered_at": _when(call),
            "product_id": str(item.get("sku") or item.get("product_id") or ""),
            "category": str(item.get("category") or ""),
            "quantity": str(item.get("quantity", 1)),
            "gross": str(price),
            "paid": str(paid),
            "currency": str(facts.get("currency") or ""),
        }


def _paid(facts: dict[str, Any], listed: Decimal) -> Decimal:
    """What the goods came to: `revenue`, else `total` without tax and shipping, else the lines less the discount."""
    if facts.get("revenue") is not None:
        return _number(facts["revenue"])
    if facts.get("total") is not None:
        return _number(facts["total"]) - _number(facts.get("tax")) - _number(facts.get("shipping"))
    return listed - _number(facts.get("discount"))


def _number(value: Any) -> Decimal:
    try:
        return Decimal(str(value or 0))
    except InvalidOperation:
        return Decimal(0)


def _who(call: dict[str, Any]) -> str:
    traits = (call.get("context") or {}).get("traits") or {}
    return str(call.get("userId") or call.get("user_id") or traits.get("email") or "")


def _when(call: dict[str, Any]) -> str:
    return str(call.get("timestamp") or call.get("originalTimestamp") or call.get("sentAt") or "")


_EVENTS = Recipe(_sift_events, dates=("at",), nothing=_no_event)
_ORDERS = Recipe(
    _sift_orders,
    together=lambda frame: frame["order_id"],
    dates=("ordered_at",),
    numbers=("gross", "paid"),
    summary=Totals,
    nothing=no_purchase,
    blocks=_lines_of_orders,
)
