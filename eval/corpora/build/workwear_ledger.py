"""The finished tables read back as a careful reader would: cleaned, joined, one row a line."""

from collections.abc import Mapping
from io import StringIO
from typing import NamedTuple

import pandas as pd

from eval.corpora.build.workwear_catalogue import BY_CODE

WEB, STORES, CAMPAIGNS, EVENTS, LOYALTY = (
    "orders_web_shopify.csv.gz",
    "orders_stores_pos.csv.gz",
    "campaigns.csv.gz",
    "web_events.csv.gz",
    "loyalty_members.csv.gz",
)
"""Names of the tables' files."""


class Ledger(NamedTuple):
    """The files, cleaned: no test rows, cancelled orders, repeated rows or impossible dates."""

    lines: pd.DataFrame
    """One row a line sold: member, order, at, web, sku, code, category, pieces, amount, status, sent, delivery."""
    returns: pd.DataFrame
    """Store returns: member, at, code, pieces (positive)."""
    campaigns: pd.DataFrame
    events: pd.DataFrame


def read_ledger(texts: Mapping[str, str]) -> Ledger:
    """Give the cleaned tables from the files' texts by name."""
    loyalty = _read(texts[LOYALTY])
    members = dict(zip(loyalty["email"].str.lower(), loyalty["loyalty_id"], strict=True))
    web, (stores, returns) = _web_lines(_read(texts[WEB]), members), _store_lines(_read(texts[STORES]))
    lines = pd.concat([web, stores], ignore_index=True)
    lines["code"] = lines["sku"].str[:3]
    lines["category"] = lines["code"].map({code: product.category for code, product in BY_CODE.items()})
    return Ledger(lines, returns, _read(texts[CAMPAIGNS]), _read(texts[EVENTS]))


def _read(text: str) -> pd.DataFrame:
    return pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)


def _local(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column.str[:19], errors="coerce")


def _pence(column: pd.Series) -> pd.Series:
    return (pd.to_numeric(column) * 100).round().astype("int64")


def _web_lines(rows: pd.DataFrame, members: Mapping[str, str]) -> pd.DataFrame:
    rows = rows[~rows["Name"].str.startswith("TEST")]
    once = ["Subtotal", "Created at", "Fulfilled at", "Cancelled at", "Shipping Method"]
    heads = rows[rows["Id"] != ""].set_index("Name")[once]
    rows = rows[[column for column in rows.columns if column not in once]].join(heads, on="Name")
    gross = _pence(rows["Lineitem price"]) * rows["Lineitem quantity"].astype("int64")
    whole = gross.groupby(rows["Name"]).transform("sum")
    lines = pd.DataFrame(
        {
            "member": rows["Email"].str.lower().map(members).fillna(""),
            "order": rows["Name"],
            "at": _local(rows["Created at"]),
            "web": True,
            "sku": rows["Lineitem sku"],
            "pieces": rows["Lineitem quantity"].astype("int64"),
            "amount": gross * _pence(rows["Subtotal"]) / whole,
            "status": rows["Lineitem fulfillment status"],
            "sent": _local(rows["Fulfilled at"]),
            "delivery": rows["Shipping Method"],
        }
    )
    return lines[rows["Cancelled at"] == ""]


def _store_lines(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = rows.drop_duplicates()
    at = pd.to_datetime(rows["sold_at"], errors="coerce")
    rows = rows.assign(at=at, pieces=rows["qty"].astype("int64"), amount=_pence(rows["line_total"]).astype(float))
    rows = rows[at.notna() & (rows["unit_price"] != "0.00")]
    rows = rows.rename(columns={"loyalty_id": "member", "receipt_no": "order"})
    sold = rows[rows["type"] == "sale"].assign(
        web=False, status="", sent=pd.Series(pd.NaT, rows.index, dtype="datetime64[s]"), delivery=""
    )
    back = rows[rows["type"] == "return"].assign(
        code=lambda frame: frame["sku"].str[:3], pieces=lambda frame: -frame["pieces"]
    )
    columns = ["member", "order", "at", "web", "sku", "pieces", "amount", "status", "sent", "delivery"]
    return sold[columns], back[["member", "at", "code", "pieces"]]
