"""The canonical transactions: one row per line of an order."""

from pathlib import Path
from typing import Any, cast

import pandas as pd

from personas.sources import QualityReport
from segments.tables.distinct import DistinctCounter
from segments.tables.quality import Sieve
from segments.tables.values.cells import blank_to_missing

COLUMNS = {
    "customer_id": "str",
    "order_id": "str",
    "ordered_at": "datetime64[us, UTC]",
    "channel": "str",
    "store_id": "str",
    "product_id": "str",
    "category": "str",
    "quantity": "Int64",
    "amount_cents": "Int64",
    "discount_cents": "Int64",
    "currency": "str",
    "hour": "Int64",
}
"""Canonical columns and their types. `amount_cents` is what was paid for the line, after `discount_cents`; negative for
returns. `hour` (0..23) is the hour on the shop's own clock, missing where the source knows only days."""

CHANNELS = {
    "web": "online web website web_shop webshop shopify internet ecommerce e_commerce e-commerce e-shop www desktop "
    "mobile_web shopify_draft_order onlineshop online_shop",
    "store": "store shop in-store instore in_store pos retail till counter physical offline high_street "
    "filiale laden ladengeschäft kasse",
}
"""Channel -> the words that exports have for it."""
RETURN = "return|refund|credit_note|exchange_in|reversal|chargeback|retoure|gutschrift|erstattung|rückgabe"
"""What stands in the type of a line that came back."""
VOID = "void|cancel|failed|declined|abandon|storn"
"""What stands in the type of a line that never was."""
_CHANNEL_OF = {name: channel for channel, names in CHANNELS.items() for name in names.split()}


def channels(values: pd.Series) -> pd.Series:
    """Channels in lower case, the many words for web and store as these two; missing where empty."""
    words = values.str.strip().str.lower().str.replace(" ", "_", regex=False)
    return blank_to_missing(words.replace(_CHANNEL_OF))


def finish(sieve: Sieve) -> pd.DataFrame:
    """Canonical columns in their order and types, oldest first."""
    keep_one_currency(sieve)
    frame = sieve.frame
    columns = {
        column: (frame[column] if column in frame else pd.Series(pd.NA, index=frame.index)).astype(cast(Any, kind))
        for column, kind in COLUMNS.items()
    }
    kept = pd.DataFrame(columns)
    kept["discount_cents"] = kept["discount_cents"].fillna(0)
    kept["quantity"] = kept["quantity"].fillna(1)
    return kept.sort_values(["ordered_at", "order_id"], kind="stable", ignore_index=True)


class Totals:
    """What the lines of a file come to: a misread decimal comma or day shows at once."""

    def __init__(self, folder: Path | None = None) -> None:
        """What is too much for memory waits in `folder`."""
        self._lines = self._orders = self._cents = 0
        self._customers = DistinctCounter(folder)
        self._currency = ""
        self._days: list[pd.Timestamp] = []

    def add(self, kept: pd.DataFrame) -> None:
        """Some more lines, oldest first; those of an order come together."""
        self._lines += len(kept)
        self._cents += int(kept["amount_cents"].sum())
        self._orders += int(kept["order_id"].nunique())
        self._customers.see(kept["customer_id"])
        self._currency = max([self._currency, *kept["currency"].dropna().unique()])
        days = [*self._days, kept["ordered_at"].iloc[0], kept["ordered_at"].iloc[-1]]
        self._days = [min(days), max(days)]

    def sentence(self) -> str:
        """For the report of the file."""
        first, last = self._days
        return (
            f"{self._lines:,} lines, {self._orders:,} orders, {len(self._customers):,} customers; "
            f"together {self._cents / 100:,.2f} {self._currency or 'in a currency not said'}; "
            f"first {first:%Y-%m-%d}, last {last:%Y-%m-%d}."
        )


def no_purchase(name: str, report: QualityReport) -> str:
    """What to say of a file of which no line stays."""
    why = ", ".join(f"{count:,} {reason}" for reason, count in report.dropped.items()) or "it has no rows"
    return f"No purchase in {name!r} can be used ({why}). Check the columns with --map."


def keep_one_currency(sieve: Sieve) -> None:
    """Amounts in different currencies cannot be added: the most frequent one stays."""
    if "currency" not in sieve.frame or sieve.frame.empty:
        return
    codes, counts = sieve.frame["currency"].fillna(""), sieve.currencies()
    for code in counts.index[1:]:
        sieve.drop(f"in {code}: amounts in another currency are not added to {counts.index[0]}", codes.eq(code))
        codes = codes[codes != code]
