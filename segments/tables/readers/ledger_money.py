"""What the lines of a ledger came to: amounts, discounts, returns."""

import re
from decimal import Decimal

import pandas as pd

from segments.tables.quality import Sieve
from segments.tables.transactions import RETURN
from segments.tables.values import money

_RETURN = re.compile(RETURN, re.IGNORECASE)


def set_money(sieve: Sieve) -> None:
    """Set amount and discount in cents and whole quantities; lines without an amount or of nothing are dropped."""
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
