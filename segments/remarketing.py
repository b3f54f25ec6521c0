"""Remarketing audiences: customers who looked at a product and did not buy afterwards."""

import pandas as pd

from segments.features import resolve
from segments.tables import Tables
from segments.tables.fetching import to_frame

LOOK_DAYS = 30
PRODUCT_PAGE = r"/products?/([^/?#]+)"


def looked_without_buying(tables: Tables, days: int = LOOK_DAYS) -> pd.DataFrame:
    """customer_id, looked_at (the product last looked at) and when (UTC) of signed-in visitors, by customer id.

    A look counts within `days` before the newest event; whoever bought anything at or after their last look is out.
    Empty without events.
    """
    events, customers = tables.read("events"), tables.read("customers")
    if events is None:
        return pd.DataFrame({"customer_id": pd.Series(dtype="str"), "looked_at": "", "when": pd.NaT})
    product = events.page.cast("string").re_extract(PRODUCT_PAGE, 1)
    looks = resolve(events.mutate(looked_at=product), customers)
    frame = to_frame(looks.filter(looks.customer_id.notnull()).select("customer_id", "looked_at", "at", "type"))
    recent = frame[frame["at"] >= frame["at"].max() - pd.Timedelta(days=days)]
    seen = recent[recent["looked_at"].fillna("").ne("")].sort_values(["customer_id", "at"], kind="stable")
    last = seen.drop_duplicates("customer_id", keep="last").rename(columns={"at": "when"})
    bought = _last_purchases(tables, frame)
    since = last["customer_id"].map(bought)
    kept = last[~(since >= last["when"].dt.floor("D"))]
    told: pd.DataFrame = kept[["customer_id", "looked_at", "when"]]
    return told.reset_index(drop=True)


def _last_purchases(tables: Tables, events: pd.DataFrame) -> pd.Series:
    """Customer -> when they last bought, by the ledger or by an event of an order."""
    ordered = events[events["type"].str.contains("order completed|purchase", case=False, na=False)]
    found = [ordered[["customer_id", "at"]]]
    transactions = tables.read("transactions")
    if transactions is not None:
        lines = resolve(transactions.filter(transactions.amount_cents > 0), tables.read("customers"))
        newest = lines.group_by("customer_id").aggregate(at=lines.ordered_at.max())
        found.append(to_frame(newest))
    return pd.concat(found).groupby("customer_id")["at"].max()
