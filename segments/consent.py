"""Marketing consent: from a consent log, else from a column of the customer file."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

import pandas as pd

from personas.errors import BadInput
from segments.features import resolve
from segments.tables import Tables
from segments.tables.fetching import to_frame
from segments.tables.readers.consents import YES

MARKETING = "marketing"


class Consent(NamedTuple):
    """Whose agreement is on record."""

    customers: frozenset[str]
    """Those whose newest entry says yes."""
    source: str
    """Where that stands, in words."""


def consenting(tables: Tables, purpose: str | None = None, *, today: datetime | None = None) -> Consent | None:
    """Who agreed to `purpose` (a word of it is enough; by default marketing); None where nothing speaks of consent.

    A log goes before a column. An entry dated after `today` does not count yet. Raises BadInput for a purpose that
    nobody was asked about, naming those that are known.
    """
    now = today or datetime.now(UTC)
    log = tables.read("consents")
    if log is not None:
        return _from_log(to_frame(resolve(log, tables.read("customers"))), purpose, now)
    customers = tables.read("customers")
    return None if customers is None else _from_column(to_frame(customers), purpose, now)


def _from_log(entries: pd.DataFrame, purpose: str | None, now: datetime) -> Consent:
    chosen = _purpose(sorted(set(entries["purpose"])), purpose)
    counted = entries[entries["purpose"].eq(chosen) & ~(entries["at"] > now)]
    newest = counted.sort_values("at", na_position="first", kind="stable").drop_duplicates("customer_id", keep="last")
    return Consent(frozenset(newest.loc[newest["given"], "customer_id"]), f"the consent log for {chosen!r}")


def _from_column(customers: pd.DataFrame, purpose: str | None, now: datetime) -> Consent | None:
    names = [name for name in customers.columns if "consent" in name and not name.endswith(("date", "_at"))]
    if not names:
        return None
    column = _purpose(names, purpose) if purpose or len(names) > 1 else names[0]
    known = customers.drop_duplicates("customer_id", keep="last")
    agreed = known[column].astype("str").str.strip().str.lower().isin(YES)
    date = next((name for name in (f"{column}_date", f"{column}_at", "consent_date") if name in known.columns), None)
    if date is not None:
        agreed &= ~(pd.to_datetime(known[date], utc=True, errors="coerce") > now)
    return Consent(frozenset(known.loc[agreed, "customer_id"]), f"the column {column!r} of the customer file")


def _purpose(known: Collection[str], wanted: str | None) -> str:
    """The one purpose that is meant. Raises BadInput when none is, or several are."""
    word = (wanted or MARKETING).strip().lower()
    if word in known:
        return word
    fitting = [one for one in known if word in one.replace("_", " ")]
    if wanted is None and len(known) == 1:
        return next(iter(known))
    if len(fitting) == 1:
        return fitting[0]
    found = "Several fit" if fitting else "Nobody was asked about"
    raise BadInput(f"{found} {word!r}. Say which with --purpose: {', '.join(fitting or known)}.")
