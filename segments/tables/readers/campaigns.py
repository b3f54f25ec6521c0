"""Reading campaign logs: messages sent, and the responses to them."""

from collections.abc import Mapping

import pandas as pd

from segments.tables.formats import TableFormat
from segments.tables.opening.sampling import Sample
from segments.tables.quality import Sieve
from segments.tables.recipes import Recipe
from segments.tables.values.cells import blank_to_missing
from segments.tables.values.names import CUSTOMER, EMAIL, find_columns, names_of, renamed_to

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "campaign_id": names_of("campaign_id campaign_no campaign mailing_id kampagnen_id kampagnen_nr kampagne"),
    "campaign_name": names_of("campaign_name campaign_title name subject kampagnenname betreff"),
    "customer_id": CUSTOMER,
    "email": EMAIL,
    "channel": names_of("channel medium kanal"),
    "sent_at": names_of("sent_at sent sent_date send_date delivered_at versendet_am gesendet_am versanddatum"),
    "opened_at": names_of("opened_at opened open_date first_open geöffnet_am"),
    "clicked_at": names_of("clicked_at clicked click_date first_click geklickt_am"),
    "redeemed_at": names_of("redeemed_at redeemed redemption_date converted_at eingelöst_am"),
    "revenue": names_of("revenue attributed_revenue conversion_value umsatz"),
    "revenue_cents": names_of("revenue_cents"),
    "holdout": names_of("holdout hold_out control control_group is_control kontrollgruppe"),
}
_TIMES = ("sent_at", "opened_at", "clicked_at", "redeemed_at")
_YES = {"1", "true", "yes", "y", "t", "control", "holdout"}


def find_campaign_columns(names: list[str]) -> dict[str, str] | None:
    """Canonical column -> column as written, or None when the columns do not make a campaign log."""
    found = find_columns(names, SYNONYMS)
    complete = "campaign_id" in found and "sent_at" in found and ("customer_id" in found or "email" in found)
    return found if complete else None


def campaigns_format(columns: Mapping[str, str]) -> TableFormat:
    """The format that reads these columns."""
    recipe = Recipe(
        _sift,
        columns=tuple(columns.values()),
        prepare=lambda frame, sample: renamed_to(frame, columns),
        dates=_TIMES,
        numbers=("revenue", "revenue_cents"),
    )
    return TableFormat("campaign log", "campaigns", recipe)


def _sift(sieve: Sieve, sample: Sample) -> pd.DataFrame:
    sieve.drop_duplicates()
    sieve.frame = sieve.frame.assign(customer_id=sieve.customer_keys())
    sieve.drop("no customer", sieve.frame["customer_id"].isna())
    result = _canonical(sieve)
    sieve.drop("neither sent nor held out", result["sent_at"].isna() & ~result["holdout"])
    return result.loc[sieve.frame.index].sort_values(["campaign_id", "customer_id"], ignore_index=True)


def _canonical(sieve: Sieve) -> pd.DataFrame:
    frame = sieve.frame
    empty = pd.Series("", index=frame.index, dtype="str")
    result = pd.DataFrame(index=frame.index)
    result["campaign_id"] = frame["campaign_id"].str.strip()
    result["campaign_name"] = blank_to_missing(frame.get("campaign_name", empty)).fillna(result["campaign_id"])
    result["customer_id"] = frame["customer_id"]
    result["channel"] = blank_to_missing(frame.get("channel", empty)).str.lower()
    for column in _TIMES:
        result[column] = _days(sieve, column)
    result["revenue_cents"] = _revenue(sieve)
    result["holdout"] = frame.get("holdout", empty).str.strip().str.lower().isin(_YES)
    return result


def _days(sieve: Sieve, column: str) -> pd.Series:
    read = sieve.moments(column)
    unread = f"{{0:,}} of {{1:,}} dates in {column!r} could not be read: left empty."
    sieve.count(unread, read.unread, len(sieve.frame))
    return read.at


def _revenue(sieve: Sieve) -> pd.Series:
    if "revenue_cents" in sieve.frame:
        return sieve.cents("revenue_cents") // 100
    if "revenue" in sieve.frame:
        return sieve.cents("revenue")
    return pd.Series(pd.NA, index=sieve.frame.index, dtype="Int64")
