"""Reading consent logs: who agreed to what, when, and who withdrew."""

from collections.abc import Mapping, Sequence

import pandas as pd

from segments.tables.formats import TableFormat
from segments.tables.opening.sampling import Sample
from segments.tables.quality import Sieve
from segments.tables.recipes import Recipe
from segments.tables.values.cells import blank_to_missing
from segments.tables.values.names import CUSTOMER, EMAIL, find_columns, renamed_to

SYNONYMS: Mapping[str, Sequence[str]] = {
    "customer_id": CUSTOMER,
    "email": EMAIL,
    "purpose": ("purpose", "consent_purpose", "consent_type", "permission"),
    "given": "consent consented consent_given consent_status granted given opted_in opt_in status".split(),
    "at": "at date consent_date consented_at given_at granted_at recorded_at updated_at timestamp".split(),
    "withdrawn_at": ("withdrawn_at", "withdrawn", "revoked_at", "revoked", "opted_out_at"),
}  # fmt: skip
YES = frozenset(
    {
        "true",
        "yes",
        "y",
        "1",
        "1.0",
        "subscribed",
        "granted",
        "given",
        "opted in",
        "opted_in",
        "opt-in",
        "opt_in",
        "active",
    }
)
"""Words, in lower case, that mean agreement."""


def find_consent_columns(names: list[str]) -> dict[str, str] | None:
    """Canonical column -> column as written, or None when the columns do not make a consent log."""
    found = find_columns(names, SYNONYMS)
    who = "customer_id" in found or "email" in found
    return found if who and "purpose" in found and ("given" in found or "withdrawn_at" in found) else None


def consents_format(columns: Mapping[str, str]) -> TableFormat:
    """The format that reads these columns."""
    recipe = Recipe(
        _sift,
        columns=tuple(columns.values()),
        prepare=lambda frame, sample: renamed_to(frame, columns),
        dates=("at", "withdrawn_at"),
    )
    return TableFormat("consent log", "consents", recipe)


def _sift(sieve: Sieve, sample: Sample) -> pd.DataFrame:
    """customer_id, purpose, given, at; one row an entry."""
    sieve.drop_duplicates()
    frame = sieve.frame
    empty = pd.Series("", index=frame.index, dtype="str")
    keys = sieve.customer_keys()
    withdrawn = sieve.moments("withdrawn_at").at
    agreed = frame["given"].str.strip().str.lower().isin(YES) if "given" in frame else withdrawn.isna()
    sieve.frame = frame.assign(
        customer_id=keys,
        purpose=blank_to_missing(frame["purpose"]).str.lower(),
        given=agreed & withdrawn.isna(),
        at=sieve.moments("at").at,
    )
    sieve.drop("no customer", sieve.frame["customer_id"].isna())
    sieve.drop("no purpose", sieve.frame["purpose"].isna())
    dated = blank_to_missing(frame.get("at", empty)).notna()
    sieve.drop("an impossible date", dated.loc[sieve.frame.index] & sieve.frame["at"].isna())
    sieve.count("{0:,} entries have no date and count as the oldest.", int(sieve.frame["at"].isna().sum()))
    kept = sieve.frame[["customer_id", "purpose", "given", "at"]]
    return kept.sort_values(["customer_id", "purpose", "at"], na_position="first", ignore_index=True)
