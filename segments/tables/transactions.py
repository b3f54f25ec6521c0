"""The canonical transactions: one row per line of an order."""

from typing import Any, cast

import pandas as pd

from personas.errors import BadInput
from segments.tables.formats import TableExtract
from segments.tables.quality import Sieve

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
    "mobile_web shopify_draft_order",
    "store": "store shop in-store instore in_store pos retail till counter physical offline high_street",
}
"""Channel -> the words that exports have for it."""
RETURN = "return|refund|credit_note|exchange_in|reversal|chargeback"
"""What stands in the type of a line that came back."""
VOID = "void|cancel|failed|declined|abandon"
"""What stands in the type of a line that never was."""
_CHANNEL_OF = {name: channel for channel, names in CHANNELS.items() for name in names.split()}


def channels(values: pd.Series) -> pd.Series:
    """Channels in lower case, the many words for web and store as these two; missing where empty."""
    words = values.str.strip().str.lower().str.replace(" ", "_", regex=False)
    return blank_to_missing(words.replace(_CHANNEL_OF))


def blank_to_missing(values: pd.Series) -> pd.Series:
    """Text, trimmed; missing where nothing is left."""
    values = values.astype("str").str.strip()
    return values.mask(values.isin(["", "NULL", "null", "None", "nan", "NaN", "#N/A"]))


def finish(sieve: Sieve, name: str) -> TableExtract:
    """Canonical columns in their order and types, oldest first. Raises BadInput when no row is left."""
    keep_one_currency(sieve)
    frame = sieve.frame
    if frame.empty:
        why = ", ".join(f"{count:,} {reason}" for reason, count in sieve.report(frame).dropped.items())
        raise BadInput(
            f"No purchase in {name!r} can be used ({why or 'it has no rows'}). Check the columns with --map."
        )
    columns = {
        column: (frame[column] if column in frame else pd.Series(pd.NA, index=frame.index)).astype(cast(Any, kind))
        for column, kind in COLUMNS.items()
    }
    kept = pd.DataFrame(columns)
    kept["discount_cents"] = kept["discount_cents"].fillna(0)
    kept["quantity"] = kept["quantity"].fillna(1)
    kept = kept.sort_values(["ordered_at", "order_id"], kind="stable", ignore_index=True)
    report = sieve.report(kept)
    return TableExtract("transactions", kept, report.model_copy(update={"notes": (_totals(kept), *report.notes)}))


def _totals(kept: pd.DataFrame) -> str:
    """What the lines come to, in a sentence: a misread decimal comma or day shows at once."""
    currency = kept["currency"].dropna().max() if kept["currency"].notna().any() else "in a currency not said"
    return (
        f"{len(kept):,} lines, {kept['order_id'].nunique():,} orders, {kept['customer_id'].nunique():,} customers; "
        f"together {kept['amount_cents'].sum() / 100:,.2f} {currency}; "
        f"first {kept['ordered_at'].iloc[0]:%Y-%m-%d}, last {kept['ordered_at'].iloc[-1]:%Y-%m-%d}."
    )


def keep_one_currency(sieve: Sieve) -> None:
    """Amounts in different currencies cannot be added: the most frequent one stays."""
    if "currency" not in sieve.frame or sieve.frame.empty:
        return
    codes = sieve.frame["currency"].fillna("")
    counts = codes[codes != ""].value_counts()
    for code in counts.index[1:]:
        sieve.drop(f"in {code}: amounts in another currency are not added to {counts.index[0]}", codes.eq(code))
        codes = codes[codes != code]
