"""The rows of a ledger: what is no purchase is dropped, the rest made canonical."""

import re
from decimal import Decimal
from functools import reduce

import pandas as pd

from personas.errors import BadInput
from segments.tables.privacy import email_keys
from segments.tables.quality import Sieve
from segments.tables.readers.ledger_money import set_money
from segments.tables.recipes import Recipe, whole_rows
from segments.tables.transactions import VOID, Totals, channels, finish, no_purchase
from segments.tables.values.cells import blank_to_missing

_VOID = re.compile(VOID, re.IGNORECASE)
_TEST = re.compile(r"^(?:test|training|dummy|demo)(?:\b|_)|\btest (?:order|sale|item|product)\b", re.IGNORECASE)
_FEWEST_HEADINGS = 2
"""Names of columns that stand in a row that is a header."""


def sift_ledger(sieve: Sieve) -> pd.DataFrame:
    """Drop what is no purchase, and make the rest canonical; the frame's columns are already renamed, all text."""
    _drop_headers_and_totals(sieve)
    _drop_repeated(sieve)
    _drop_void_and_test(sieve)
    _set_customer(sieve)
    _set_moment(sieve)
    set_money(sieve)
    _set_order(sieve)
    frame = sieve.frame
    for column in ("store_id", "product_id", "category", "currency"):
        if column in frame:
            frame[column] = blank_to_missing(frame[column])
    if "channel" in frame:
        frame["channel"] = channels(frame["channel"])
    elif "store_id" in frame:
        frame["channel"] = pd.Series("store", index=frame.index).where(frame["store_id"].notna())
    return finish(sieve)


def refuse_other_columns(sieve: Sieve, name: str) -> None:
    """Raise BadInput where a header comes again with its columns in other places: what follows would be misread."""
    columns = {ours: written.strip() for ours, written in sieve.renamed.items() if ours in sieve.frame}
    headings = frozenset(columns.values())
    some = sieve.frame["ordered_at"].isin(headings)
    for place, row in sieve.frame.loc[some, list(columns)].iterrows():
        told = {ours: cell.strip() for ours, cell in row.items() if cell.strip() in headings}
        if len(told) >= _FEWEST_HEADINGS and any(columns[str(ours)] != heading for ours, heading in told.items()):
            raise BadInput(
                f"The columns of {name!r} change at row {int(str(place)) + 1:,} below the header, where another header "
                "stands. Cut the file in two there and ingest both."
            )


def _drop_headers_and_totals(sieve: Sieve) -> None:
    """Rows that hands and reports leave between those of purchases."""
    moments = sieve.frame["ordered_at"].str.strip()
    sieve.drop("a repeated header", moments.eq(sieve.renamed.get("ordered_at", "").strip()) & moments.ne(""))
    named = [sieve.frame[column].str.strip().ne("") for column in ("customer_id", "email") if column in sieve.frame]
    nobody = ~reduce(lambda one, other: one | other, named)
    sieve.drop("neither a customer nor a date (a total of other rows)", nobody & sieve.frame["ordered_at"].eq(""))


def _drop_repeated(sieve: Sieve) -> None:
    if {"order_id", "line"} <= set(sieve.frame.columns):
        sieve.drop_duplicates(["order_id", "line"])
        return
    sieve.drop_repeats_elsewhere(order_of(sieve.frame))


def order_of(frame: pd.DataFrame) -> pd.Series:
    """What tells a ledger's orders apart, else its customers; for a row without either what tells it from other rows.

    Where lines have numbers, the order alone: what repeats is told by both.
    """
    if {"order_id", "line"} <= set(frame.columns):
        return frame["order_id"]
    keys = [frame[column] for column in ("order_id", "customer_id", "email") if column in frame]
    found = reduce(lambda known, further: known.where(known.ne(""), further), keys)
    blank = found.eq("")
    return found.mask(blank, "\0" + whole_rows(frame[blank]).astype("str")) if blank.any() else found


def _drop_void_and_test(sieve: Sieve) -> None:
    if "type" in sieve.frame:
        sieve.drop("void or cancelled", sieve.frame["type"].str.contains(_VOID))
        sieve.drop("a test or training sale", sieve.frame["type"].str.contains(_TEST))
    if "voided" in sieve.frame:
        flag = sieve.frame["voided"].str.strip().str.lower()
        sieve.drop("void or cancelled", ~flag.isin(["", "0", "false", "no", "n", "nein"]))
    for column in {"customer_id", "order_id", "product_id"} & set(sieve.frame.columns):
        sieve.drop("a test or training sale", sieve.frame[column].str.contains(_TEST))


def _set_customer(sieve: Sieve) -> None:
    frame = sieve.frame
    if "customer_id" in frame:
        ids = sieve.customer_ids()
        if "email" in frame:
            ids = ids.fillna(email_keys(frame["email"]))
    else:
        ids = email_keys(frame["email"])
    sieve.frame = frame.assign(customer_id=ids)
    missing = sieve.frame["customer_id"].isna()
    if missing.any() and "amount" in frame:
        sieve.count(
            "{0:,} lines without a customer came to {1:,.2f}; they belong to no segment.",
            int(missing.sum()),
            Decimal(int(sieve.cents("amount")[missing].sum())) / 100,
        )
    sieve.drop("no customer", missing)


def _set_moment(sieve: Sieve) -> None:
    moments = sieve.moments("ordered_at")
    sieve.frame = sieve.frame.assign(ordered_at=moments.at, hour=moments.hour)
    sieve.drop("no date or an impossible one", sieve.frame["ordered_at"].isna())


def _set_order(sieve: Sieve) -> None:
    frame = sieve.frame
    if "order_id" in frame:
        numbers = blank_to_missing(frame["order_id"])
        unnumbered = frame[numbers.isna()]
        sieve.frame = frame.assign(order_id=numbers.fillna(_day_orders(unnumbered)) if len(unnumbered) else numbers)
    else:
        sieve.frame = frame.assign(order_id=_day_orders(frame))
        sieve.note("There is no order number: what a customer bought on one day counts as one order.")


def _day_orders(frame: pd.DataFrame) -> pd.Series:
    days: pd.Series = frame["customer_id"] + "@" + frame["ordered_at"].dt.strftime("%Y-%m-%d")
    return days


LEDGER = Recipe(
    lambda sieve, sample: sift_ledger(sieve),
    together=order_of,
    dates=("ordered_at",),
    numbers=("amount", "amount_cents", "unit_price", "quantity", "discount", "discount_cents"),
    summary=Totals,
    nothing=no_purchase,
)
"""For rows whose columns are already named as ours."""
