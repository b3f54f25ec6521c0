"""Reading any ledger of purchases whose columns can be recognised by name."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce

import pandas as pd

from personas.errors import BadInput
from segments.tables import money
from segments.tables.cells import blank_to_missing
from segments.tables.formats import TableFormat
from segments.tables.ledger_names import AMOUNT, LEDGER_SYNONYMS
from segments.tables.names import find_columns, plain, renamed_to
from segments.tables.privacy import email_keys
from segments.tables.quality import Sieve
from segments.tables.recipes import Recipe, whole_rows
from segments.tables.sampling import Sample
from segments.tables.transactions import RETURN, VOID, Totals, channels, finish, no_purchase

_RETURN = re.compile(RETURN, re.IGNORECASE)
_VOID = re.compile(VOID, re.IGNORECASE)
_TEST = re.compile(r"^(?:test|training|dummy|demo)(?:\b|_)|\btest (?:order|sale|item|product)\b", re.IGNORECASE)
_FEWEST_HEADINGS = 2
"""Names of columns that stand in a row that is a header."""
_NOT_LEDGER = re.compile(
    r"review|rating|stars|sent_at|opened_at|respondent|response_id|session_id|question|bewertung|sterne|rezension|befrag|umfrage"
)


def find_ledger_columns(names: list[str]) -> dict[str, str] | None:
    """Canonical column -> column as written, or None when the columns do not make a ledger."""
    if any(_NOT_LEDGER.search(plain(name)) for name in names):
        return None
    found = find_columns(names, LEDGER_SYNONYMS)
    who, when = "customer_id" in found or "email" in found, "ordered_at" in found
    priced = "amount" in found or "amount_cents" in found or {"unit_price", "quantity"} <= found.keys()
    return found if who and when and priced else None


def ledger_format(columns: Mapping[str, str], name: str = "transaction ledger") -> TableFormat:
    """The format that reads these columns: canonical column -> column as written."""
    headed = pd.Series([columns[name] for name in ("amount", "unit_price") if name in columns], dtype=str)
    currency = "" if "currency" in columns else money.currency_of(headed)

    def prepare(frame: pd.DataFrame, sample: Sample) -> pd.DataFrame:
        renamed = renamed_to(frame, columns)
        return renamed.assign(currency=currency) if currency else renamed

    def sift(sieve: Sieve, sample: Sample) -> pd.DataFrame:
        sieve.renamed = columns
        _refuse_other_columns(sieve, sample.name)
        sieve.note(_paid(sample.header, columns))
        return sift_ledger(sieve)

    recipe = LEDGER._replace(sift=sift, prepare=prepare, columns=tuple(columns.values()))
    return TableFormat(name, "transactions", recipe, columns.get("customer_id", ""))


def _paid(header: Sequence[str], columns: Mapping[str, str]) -> str:
    """Which column was read as what was paid, where others could have been."""
    chosen = columns.get("amount")
    others = [name for name in header if name != chosen and plain(name) in AMOUNT]
    if chosen is None or not others:
        return ""
    return f"{chosen!r} is what was paid; {', '.join(map(repr, others))} was left aside: to change that, use --map."


def sift_ledger(sieve: Sieve) -> pd.DataFrame:
    """Drop what is no purchase, and make the rest canonical; the frame's columns are already renamed, all text."""
    _drop_headers_and_totals(sieve)
    _drop_repeated(sieve)
    _drop_void_and_test(sieve)
    _set_customer(sieve)
    _set_moment(sieve)
    _set_money(sieve)
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


def _drop_headers_and_totals(sieve: Sieve) -> None:
    """Rows that hands and reports leave between those of purchases."""
    moments = sieve.frame["ordered_at"].str.strip()
    sieve.drop("a repeated header", moments.eq(sieve.renamed.get("ordered_at", "").strip()) & moments.ne(""))
    named = [sieve.frame[column].str.strip().ne("") for column in ("customer_id", "email") if column in sieve.frame]
    nobody = ~reduce(lambda one, other: one | other, named)
    sieve.drop("neither a customer nor a date (a total of other rows)", nobody & sieve.frame["ordered_at"].eq(""))


def _refuse_other_columns(sieve: Sieve, name: str) -> None:
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


def _set_money(sieve: Sieve) -> None:
    frame = sieve.frame
    quantity = sieve.micros("quantity") if "quantity" in frame else None
    amount, priced = _amounts(sieve, quantity)
    if "currency" not in frame and "amount" in frame and (code := sieve.symbol("amount")):
        frame = frame.assign(currency=code)
    frame = frame.assign(amount_cents=amount, discount_cents=_discounts(sieve))
    if quantity is not None:
        frame["quantity"] = money.round_half_away(quantity, 10**money.MICRO)
    sieve.frame = frame
    sieve.drop("no amount", amount.isna())
    _turn_returns(sieve)
    frame = sieve.frame
    nothing = frame["amount_cents"].eq(0) & frame["discount_cents"].eq(0)
    sieve.drop("a line of nothing (amount and discount are zero)", nothing)
    if priced:
        sieve.note("Line amounts were computed as quantity x unit price.")


def _amounts(sieve: Sieve, quantity: pd.Series | None) -> tuple[pd.Series, bool]:
    if "amount_cents" in sieve.frame:
        return sieve.cents("amount_cents") // 100, False
    if "amount" in sieve.frame:
        return sieve.cents("amount"), False
    prices = sieve.micros("unit_price")
    gross = money.cents_of_product(prices * 0 + 10**money.MICRO if quantity is None else quantity, prices)
    return gross - _discounts(sieve), True


def _discounts(sieve: Sieve) -> pd.Series:
    if "discount_cents" in sieve.frame:
        return (sieve.cents("discount_cents") // 100).abs().fillna(0)
    if "discount" in sieve.frame:
        return sieve.cents("discount").abs().fillna(0)
    return pd.Series(0, index=sieve.frame.index, dtype="Int64")


def _turn_returns(sieve: Sieve) -> None:
    """A return is negative, whether its type, its quantity or its amount says so."""
    frame = sieve.frame
    back = frame["amount_cents"].lt(0)
    if "type" in frame:
        back |= frame["type"].str.contains(_RETURN)
    if "quantity" in frame:
        back |= frame["quantity"].lt(0).fillna(value=False)
        frame = frame.assign(quantity=frame["quantity"].abs().where(~back, -frame["quantity"].abs()))
    frame = frame.assign(amount_cents=frame["amount_cents"].abs().where(~back, -frame["amount_cents"].abs()))
    sieve.frame = frame
    sieve.count(
        "{0:,} lines are returns or refunds and count against revenue ({1:,.2f}).",
        int(back.sum()),
        -Decimal(int(frame.loc[back, "amount_cents"].sum())) / 100,
        one="{0:,} line is a return or refund and counts against revenue ({1:,.2f}).",
    )


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
