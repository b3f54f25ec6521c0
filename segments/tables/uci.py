"""The UCI Online Retail exports, I and II: invoices whose number starts with C are returns."""

from collections.abc import Mapping
from pathlib import Path

from segments.tables import money
from segments.tables.formats import TableExtract, TableFormat
from segments.tables.ledger import sift_ledger
from segments.tables.names import find_columns, plain_names
from segments.tables.quality import Sieve
from segments.tables.rows import Progress, read_rows
from segments.tables.sampling import Sample

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
    return TableFormat("UCI Online Retail", "transactions", _read) if len(columns) == len(_SYNONYMS) else None


def _read(path: Path, sample: Sample, progress: Progress | None = None) -> TableExtract:
    columns = find_columns(sample.header, _SYNONYMS)
    frame = read_rows(path, sample, columns=columns.values())
    frame = frame.rename(columns={written: canonical for canonical, written in columns.items()})
    frame["customer_id"] = frame["customer_id"].str.replace(r"\.0$", "", regex=True)
    sieve = Sieve(frame)
    cancelled = frame["order_id"].str.upper().str.startswith("C")
    sieve.frame = frame.assign(type=cancelled.map({True: "return", False: "sale"}))
    prices = money.to_micros(frame["unit_price"])
    sieve.drop("a price of nothing or less (a stock adjustment)", prices.le(0) | prices.isna())
    sieve.note("The amounts are in pounds sterling.")
    sieve.frame = sieve.frame.assign(currency="GBP", channel="web")
    return sift_ledger(sieve, sample.name)
