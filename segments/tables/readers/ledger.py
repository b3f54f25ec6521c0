"""Reading any ledger of purchases whose columns can be recognised by name."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from segments.tables.formats import TableFormat
from segments.tables.opening.sampling import Sample
from segments.tables.quality import Sieve
from segments.tables.readers.ledger_names import AMOUNT, LEDGER_SYNONYMS
from segments.tables.readers.ledger_rows import LEDGER, refuse_other_columns, sift_ledger
from segments.tables.values import money
from segments.tables.values.names import find_columns, plain, renamed_to

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
        refuse_other_columns(sieve, sample.name)
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
