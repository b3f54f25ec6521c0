"""Any table of purchases whose columns can be told by their names: tills, data warehouses, loyalty systems."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from segments.tables import money
from segments.tables.formats import TableExtract, TableFormat
from segments.tables.moments import to_moments
from segments.tables.names import AMOUNT, LEDGER_SYNONYMS, find_columns, plain
from segments.tables.privacy import email_keys, pseudonymous_ids
from segments.tables.quality import Sieve
from segments.tables.rows import Progress, read_rows
from segments.tables.sampling import Sample
from segments.tables.transactions import RETURN, VOID, blank_to_missing, channels, finish

_RETURN = re.compile(RETURN, re.IGNORECASE)
_VOID = re.compile(VOID, re.IGNORECASE)
_TEST = re.compile(r"^(?:test|training|dummy|demo)(?:\b|_)|\btest (?:order|sale|item|product)\b", re.IGNORECASE)
_NOT_LEDGER = re.compile(r"review|rating|stars|sent_at|opened_at|respondent|response_id|session_id|question")


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

    def read(path: Path, sample: Sample, progress: Progress | None = None) -> TableExtract:
        return read_ledger(path, sample, columns)

    return TableFormat(name, "transactions", read, columns.get("customer_id", ""))


def read_ledger(path: Path, sample: Sample, columns: Mapping[str, str]) -> TableExtract:
    """Read a ledger into canonical transactions."""
    frame = read_rows(path, sample, columns=columns.values())
    frame = frame.rename(columns={written: canonical for canonical, written in columns.items()})
    headed = pd.Series([columns[name] for name in ("amount", "unit_price") if name in columns], dtype=str)
    if "currency" not in columns and (code := money.currency_of(headed)):
        frame = frame.assign(currency=code)
    sieve = Sieve(frame)
    sieve.note(_paid(sample.header, columns))
    taken = sift_ledger(sieve, sample.name)
    return taken._replace(report=taken.report.model_copy(update={"columns": dict(columns)}))


def _paid(header: Sequence[str], columns: Mapping[str, str]) -> str:
    """Which column was read as what was paid, where others could have been."""
    chosen = columns.get("amount")
    others = [name for name in header if name != chosen and plain(name) in AMOUNT]
    if chosen is None or not others:
        return ""
    return f"{chosen!r} is what was paid; {', '.join(map(repr, others))} was left aside: to change that, use --map."


def sift_ledger(sieve: Sieve, name: str) -> TableExtract:
    """Drop what is no purchase, and make the rest canonical; the frame's columns are already renamed, all text."""
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
    return finish(sieve, name)


def _drop_repeated(sieve: Sieve) -> None:
    if {"order_id", "line"} <= set(sieve.frame.columns):
        sieve.drop_duplicates(["order_id", "line"])
        return
    keys = [column for column in ("order_id", "customer_id", "email", "ordered_at") if column in sieve.frame][:1]
    sieve.drop_repeats_elsewhere(keys)


def _drop_void_and_test(sieve: Sieve) -> None:
    if "type" in sieve.frame:
        sieve.drop("void or cancelled", sieve.frame["type"].str.contains(_VOID))
        sieve.drop("a test or training sale", sieve.frame["type"].str.contains(_TEST))
    if "voided" in sieve.frame:
        flag = sieve.frame["voided"].str.strip().str.lower()
        sieve.drop("void or cancelled", ~flag.isin(["", "0", "false", "no", "n"]))
    for column in {"customer_id", "order_id", "product_id"} & set(sieve.frame.columns):
        sieve.drop("a test or training sale", sieve.frame[column].str.contains(_TEST))


def _set_customer(sieve: Sieve) -> None:
    frame = sieve.frame
    if "customer_id" in frame:
        ids = pseudonymous_ids(frame["customer_id"])
        if "email" in frame:
            ids = ids.fillna(email_keys(frame["email"]))
    else:
        ids = email_keys(frame["email"])
    sieve.frame = frame.assign(customer_id=ids)
    missing = sieve.frame["customer_id"].isna()
    if missing.any() and "amount" in frame:
        lost = money.to_cents(frame["amount"][missing]).sum() / 100
        sieve.note(f"{int(missing.sum()):,} lines without a customer came to {lost:,.2f}; they belong to no segment.")
    sieve.drop("no customer", missing)


def _set_moment(sieve: Sieve) -> None:
    moments = to_moments(sieve.frame["ordered_at"])
    sieve.frame = sieve.frame.assign(ordered_at=moments.at, hour=moments.hour)
    for sentence in moments.notes:
        sieve.note(sentence)
    sieve.drop("no date or an impossible one", sieve.frame["ordered_at"].isna())


def _set_money(sieve: Sieve) -> None:
    frame = sieve.frame
    quantity = money.to_micros(frame["quantity"]) if "quantity" in frame else None
    amount, priced = _amounts(frame, quantity)
    if "currency" not in frame and "amount" in frame and (code := money.currency_of(frame["amount"])):
        frame = frame.assign(currency=code)
    frame = frame.assign(amount_cents=amount, discount_cents=_discounts(frame))
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


def _amounts(frame: pd.DataFrame, quantity: pd.Series | None) -> tuple[pd.Series, bool]:
    if "amount_cents" in frame:
        return money.to_cents(frame["amount_cents"]) // 100, False
    if "amount" in frame:
        return money.to_cents(frame["amount"]), False
    prices = money.to_micros(frame["unit_price"])
    gross = money.cents_of_product(prices * 0 + 10**money.MICRO if quantity is None else quantity, prices)
    return gross - _discounts(frame), True


def _discounts(frame: pd.DataFrame) -> pd.Series:
    if "discount_cents" in frame:
        return (money.to_cents(frame["discount_cents"]) // 100).abs().fillna(0)
    if "discount" in frame:
        return money.to_cents(frame["discount"]).abs().fillna(0)
    return pd.Series(0, index=frame.index, dtype="Int64")


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
    if back.any():
        total = -frame.loc[back, "amount_cents"].sum() / 100
        lines = int(back.sum())
        are = "line is a return or refund and counts" if lines == 1 else "lines are returns or refunds and count"
        sieve.note(f"{lines:,} {are} against revenue ({total:,.2f}).")


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
