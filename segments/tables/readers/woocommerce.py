"""WooCommerce order exports: one row per order, its items in columns `order_item_1`, `order_item_2`, ..."""

import re

import pandas as pd

from segments.tables.formats import TableFormat
from segments.tables.opening.sampling import Sample
from segments.tables.privacy import email_keys
from segments.tables.quality import Sieve
from segments.tables.recipes import Recipe
from segments.tables.transactions import Totals, finish, no_purchase
from segments.tables.values.money import to_cents
from segments.tables.values.names import plain_names, renamed_to

_ITEM = re.compile(r"^(?:order|line)_item_\d+$")
_LOST = {"cancelled", "failed", "pending", "trash", "checkout_draft", "on_hold"}


def recognise_woocommerce(sample: Sample) -> TableFormat | None:
    """The format, if the header has an order's id, its total and item columns."""
    there = plain_names(sample.header)
    items = any(_ITEM.match(name) for name in there)
    known = {"order_id", "order_total", "status"} <= there.keys() and {"date", "order_date"} & there.keys()
    return TableFormat("WooCommerce orders", "transactions", _RECIPE) if items and known else None


def _prepare(frame: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    return renamed_to(frame, plain_names(frame.columns))


def _sift(sieve: Sieve, sample: Sample) -> pd.DataFrame:
    sieve.drop_duplicates(["order_id"])
    status = sieve.frame["status"].str.lower().str.removeprefix("wc-").str.replace("-", "_")
    sieve.drop("cancelled, failed or unpaid order", status.isin(_LOST))
    _set_customer(sieve)
    _set_moment(sieve)
    sieve.frame = _lines(sieve.frame)
    return finish(sieve)


def _set_customer(sieve: Sieve) -> None:
    frame = sieve.frame
    sieve.frame = frame.assign(customer_id=frame.get("customer_user", frame.get("customer_id", "")))
    account = sieve.customer_ids()
    ids = account.mask(account.eq("0"))
    if "billing_email" in frame:
        ids = email_keys(frame["billing_email"]).fillna(ids)
    sieve.frame = frame.assign(customer_id=ids)
    sieve.drop("no customer", sieve.frame["customer_id"].isna())


def _set_moment(sieve: Sieve) -> None:
    moments = sieve.moments("date" if "date" in sieve.frame else "order_date")
    sieve.frame = sieve.frame.assign(ordered_at=moments.at, hour=moments.hour)
    sieve.drop("no date or an impossible one", sieve.frame["ordered_at"].isna())


def _lines(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per item; what the order's total says beyond its items (shipping, tax, fees) is left out."""
    items = [column for column in frame.columns if _ITEM.match(column)]
    long = frame.melt(
        id_vars=["order_id", "customer_id", "ordered_at", "hour", "status"], value_vars=items, value_name="item"
    )
    long = long[long["item"].str.contains("|", regex=False)]
    parts = long["item"].str.split("|")
    product = parts.str[0].str.split(":").str[-1]
    long = long.assign(
        product_id=product, amount_cents=to_cents(parts.str[-1]), quantity=_quantities(parts), channel="web"
    )
    refunded = long[long["status"].str.lower().str.contains("refund")]
    returned = refunded.assign(amount_cents=-refunded["amount_cents"], quantity=-refunded["quantity"])
    return pd.concat([long, returned], ignore_index=True).dropna(subset=["amount_cents"])


def _quantities(parts: pd.Series) -> pd.Series:
    return pd.to_numeric(parts.str[-2], errors="coerce").fillna(1).astype("int64").astype("Int64")


_RECIPE = Recipe(
    _sift,
    prepare=_prepare,
    together=lambda frame: frame["order_id"],
    dates=("date", "order_date"),
    summary=Totals,
    nothing=no_purchase,
)
