"""What is measured over generated lines: the scan, Verism on either engine, the same by hand and in pandas."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.segments.generated import lines_file
from segments import Tables, build_segmentation
from segments.features import build_features
from segments.prediction import predict
from segments.refresh import Segmentation
from segments.segmentation.membership import membership_hash

SCAN, REFRESH, REFRESH_ON_SPARK, PREDICTIONS = "scan of 7 columns", "refresh", "refresh on Spark", "predictions"
Work = Callable[[], object]

_COLUMNS = "customer_id, order_id, ordered_at, store_id, category, quantity, amount_cents"
_BY_HAND = """
CREATE TABLE orders AS SELECT order_id, customer_id, min(ordered_at) AS moment, sum(amount_cents) AS cents,
  sum(quantity) AS units FROM '{file}' GROUP BY ALL;
CREATE TABLE customers AS SELECT customer_id, count(*) AS orders, sum(cents) AS cents, max(moment) AS newest
  FROM orders GROUP BY customer_id;
CREATE TABLE cuts AS SELECT quantile_cont(cents, 0.25) AS a, quantile_cont(cents, 0.5) AS b,
  quantile_cont(cents, 0.75) AS c FROM customers;
CREATE TABLE members AS SELECT customer_id, customers.cents, CAST(customers.cents >= a AS INT)
  + CAST(customers.cents >= b AS INT) + CAST(customers.cents >= c AS INT) AS tier,
  newest > (SELECT max(moment) FROM orders) - INTERVAL 28 DAY AS active FROM customers, cuts;
CREATE TABLE figures AS SELECT tier, active, count(*) AS n, sum(cents) AS total, avg(cents) AS mean
  FROM members GROUP BY ALL;
"""


def members_hash(answer: object) -> str:
    """What tells one refresh's definition and members from another's; "" for what is no refresh."""
    if not isinstance(answer, Segmentation):
        return ""
    return f"{answer.definition.hash} {membership_hash(answer.members.itertuples(index=False, name=None))}"


def _scan(folder: Path) -> Work:
    """The limit: every value of 7 columns read once and hashed."""
    hashed = f"SELECT sum(hash({_COLUMNS}) % 1000) FROM '{lines_file(folder)}'"
    return lambda: duckdb.connect().execute(hashed).fetchone()


def _grouped(folder: Path) -> Work:
    """The least that an order table asks: its keys, and how many lines each order has."""
    counted = f"SELECT order_id, customer_id, count(*) AS n FROM '{lines_file(folder)}' GROUP BY ALL"
    return lambda: duckdb.connect().execute(f"SELECT max(n) FROM ({counted})").fetchone()


def _streamed(folder: Path) -> Work:
    """What a refresh needs of each line, handed over as numbers, before anything is summed."""
    numbers = (
        "hash(order_id, customer_id), hash(customer_id), hash(customer_id, product_id), hash(category), hash(channel), "
        "epoch_us(ordered_at), hour, quantity, amount_cents, discount_cents"
    )

    def work() -> int:
        found = duckdb.connect().execute(f"SELECT {numbers} FROM '{lines_file(folder)}'")
        return sum(batch.num_rows for batch in found.to_arrow_reader(122_880))

    return work


def _refresh(folder: Path) -> Work:
    """What Verism does: order table, features, assignment, all statistics."""
    return lambda: build_segmentation(Tables(folder))


def _refresh_on_spark(folder: Path) -> Work:
    """The same with the order table and the customer table computed by Spark, started within the time."""
    return lambda: build_segmentation(Tables(folder, engine="spark"))


def _predictions(folder: Path) -> Work:
    """Scores of every customer, models fitted and tested; the order table is there already."""
    features = build_features(Tables(folder))
    return lambda: predict(features)


def _by_hand(folder: Path) -> Work:
    """Orders, customers, tiers and five figures in SQL written for this file."""
    return lambda: duckdb.connect().execute(_BY_HAND.format(file=lines_file(folder)))


def _in_pandas(folder: Path) -> Work:
    """The same as by hand, in pandas."""

    def work() -> int:
        lines = pd.read_parquet(lines_file(folder), columns=_COLUMNS.split(", "))
        grouped = lines.groupby(["order_id", "customer_id"], sort=False)
        orders = grouped.agg(
            at=("ordered_at", "min"), cents=("amount_cents", "sum"), units=("quantity", "sum")
        ).reset_index()
        by_customer = orders.groupby("customer_id")
        customers = by_customer.agg(orders=("order_id", "size"), cents=("cents", "sum"), last=("at", "max"))
        tier = pd.qcut(customers["cents"], 4, labels=False)
        active = customers["last"] > orders["at"].max() - pd.Timedelta(days=28)
        return len(customers.groupby([tier, active])["cents"].agg(["size", "sum", "mean"]))

    return work


CONTENDERS: dict[str, Callable[[Path], Work]] = {
    SCAN: _scan, "orders counted": _grouped, "lines streamed as numbers": _streamed, REFRESH: _refresh,
    "by hand in SQL": _by_hand, "pandas": _in_pandas, PREDICTIONS: _predictions, REFRESH_ON_SPARK: _refresh_on_spark,
}  # fmt: skip
"""Each makes itself ready for a folder of tables and gives the work that is timed."""
