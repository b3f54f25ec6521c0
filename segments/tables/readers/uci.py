"""Reading the UCI Online Retail exports, I and II: invoices whose number starts with C are returns."""

from collections.abc import Mapping

import pandas as pd

from segments.tables.formats import TableFormat
from segments.tables.opening.sampling import Sample
from segments.tables.quality import Sieve
from segments.tables.readers.ledger_rows import LEDGER, sift_ledger
from segments.tables.values.names import find_columns, plain_names, renamed_to

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "customer_id": ("customer_id",),
    "order_id": ("invoice_no", "invoice"),
    "product_id": ("stock_code",),
    "quantity": ("quantity",),
    "ordered_at": ("invoice_date",),
    "unit_price": ("unit_price", "price"),
}


def recognise_uci(sample: Sample) -> TableFormat | None:
    """The format, if the header is that of Online Retail I or II."""
    there = plain_names(sample.header)
    if not {"stock_code", "invoice_date", "country"} <= there.keys():
        return None
    columns = find_columns(sample.header, _SYNONYMS)
    if len(columns) < len(_SYNONYMS):
        return None
    recipe = LEDGER._replace(sift=_sift, prepare=_prepare, columns=tuple(columns.values()))
    return TableFormat("UCI Online Retail", "transactions", recipe)


def _prepare(frame: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    frame = renamed_to(frame, find_columns(sample.header, _SYNONYMS))
    return frame.assign(customer_id=frame["customer_id"].str.replace(r"\.0$", "", regex=True))


def _sift(sieve: Sieve, sample: Sample) -> pd.DataFrame:
    cancelled = sieve.frame["order_id"].str.upper().str.startswith("C")
    sieve.frame = sieve.frame.assign(type=cancelled.map({True: "return", False: "sale"}))
    prices = sieve.micros("unit_price")
    sieve.drop("a price of nothing or less (a stock adjustment)", prices.le(0) | prices.isna())
    sieve.note("The amounts are in pounds sterling.")
    sieve.frame = sieve.frame.assign(currency="GBP", channel="web")
    return sift_ledger(sieve)
