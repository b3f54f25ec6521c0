"""Spending by category and on repeat products: one row a customer.

Millions of lines make nearly as many pairs of customer and product, which no engine groups cheaply. So the lines are
streamed once as numbers and summed in place, and only pairs that may have come twice are grouped, by what they really
are: hashes narrow what is looked at and never decide (docs/decisions/0012-segments-at-size.md).
"""

from collections.abc import Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as arrow
from numpy.typing import NDArray
from pyarrow import compute

from segments.features import CUSTOMERS, Features
from segments.segmentation.parts import literal, quoted
from segments.tables import plain

SPENDING = "spending"
"""In SQL: customer_id, `again_cents`, `coded_cents` (on products with a code) and a column a category, in cents."""
MOST_CATEGORIES = 24
_BATCH = 122_880
"""Lines that are summed at a time: few enough to stay near the processor."""
_REPEATED = "repeated_pairs"
_PAIR = "hash(customer_id, product_id)"


class Category(NamedTuple):
    """A category that customers spend on, and its column in the table."""

    name: str
    column: str


def spending_table(features: Features) -> list[Category]:
    """Make the table; gives its categories, the one that earns most first, at most 24.

    Customers who bought nothing stand in it with 0.
    """
    categories = _leading(features)
    sums, repeated = _read_lines(features, [one.name for one in categories])
    columns = {one.column.strip('"'): sums.by_category[:, place] for place, one in enumerate(categories, start=1)}
    table = {
        "customer_id": sums.customers,
        "coded_cents": sums.coded,
        **columns,
        "again_cents": _bought_again(features, sums.customers, repeated),
    }
    features.connection.create_table(SPENDING, arrow.table(table), temp=True, overwrite=True)
    return categories


def _bought_again(features: Features, customers: Any, repeated: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Cents of each customer on products that stand in two of their orders or more."""
    features.connection.create_table(_REPEATED, arrow.table({"pair": repeated}), temp=True, overwrite=True)
    found = features.connection.raw_sql(
        "SELECT customer_id, CAST(sum(cents) AS BIGINT) AS cents FROM (SELECT customer_id, sum(amount_cents) AS cents "
        f"FROM lines SEMI JOIN {_REPEATED} ON pair = {_PAIR} WHERE amount_cents > 0 AND product_id IS NOT NULL "
        "GROUP BY customer_id, product_id, category HAVING min(order_id) <> max(order_id)) GROUP BY customer_id"
    ).to_arrow_table()
    cents = np.zeros(len(customers), "int64")
    cents[compute.index_in(found["customer_id"], customers).to_numpy()] = found["cents"].to_numpy()
    return cents


def spending_sql(features: Features) -> str:
    """The table as one statement over `lines` and `customer_table`: what any engine runs, if slower."""
    categories = _leading(features)
    bought = "".join(
        f", sum(CASE WHEN category = {literal(name)} THEN amount_cents ELSE 0 END) AS {column}"
        for name, column in categories
    )
    columns = ["coded_cents", *(column for _, column in categories)]
    known = ", ".join(f"coalesce({column}, 0) AS {column}" for column in columns)
    return (
        f"SELECT c.customer_id, {known}, coalesce(again_cents, 0) AS again_cents FROM {CUSTOMERS} c "
        "LEFT JOIN (SELECT customer_id, sum(CASE WHEN product_id IS NOT NULL THEN amount_cents ELSE 0 END) AS "
        f"coded_cents{bought} FROM lines WHERE amount_cents > 0 GROUP BY customer_id) s ON s.customer_id = "
        "c.customer_id LEFT JOIN (SELECT customer_id, sum(cents) AS again_cents FROM (SELECT customer_id, "
        "sum(amount_cents) AS cents FROM lines WHERE amount_cents > 0 AND product_id IS NOT NULL "
        "GROUP BY customer_id, product_id, category HAVING min(order_id) <> max(order_id)) p GROUP BY customer_id) a "
        "ON a.customer_id = c.customer_id"
    )


class _Sums(NamedTuple):
    """Cents of each customer, in the order of `customers`."""

    customers: Any
    """Customer ids, as Arrow."""
    coded: NDArray[np.int64]
    by_category: NDArray[np.int64]
    """A column a category from 1 on; what is in none of them in column 0."""


def _read_lines(features: Features, categories: Sequence[str]) -> tuple[_Sums, NDArray[np.uint64]]:
    """Sums of every customer, and the hash of each pair of customer and product that stands in two lines or more."""
    customers, key = _customers(features)
    index = pd.Index(customers["key"].to_numpy())
    sums = _Sums(
        customers["customer_id"], np.zeros(len(index), "int64"), np.zeros((len(index), len(categories) + 1), "int64")
    )
    pairs, filled = np.empty(features.rows("SELECT count(*) FROM lines")[0][0], "uint64"), 0
    names = ", ".join(map(literal, categories))
    reader = features.connection.raw_sql(
        f"SELECT {key} AS customer, {_PAIR} AS pair, product_id IS NOT NULL AS coded, amount_cents AS cents, "
        f"CAST(coalesce(list_position(CAST([{names}] AS VARCHAR[]), category), 0) AS SMALLINT) AS category "
        "FROM lines WHERE amount_cents > 0"
    ).to_arrow_reader(_BATCH)
    for batch in reader:
        coded = batch["coded"].to_numpy(zero_copy_only=False)
        _add(sums, index, batch, coded)
        told = batch["pair"].to_numpy()[coded]
        pairs[filled : filled + len(told)] = told
        filled += len(told)
    return sums, _repeated(pairs[:filled])


def _add(sums: _Sums, index: pd.Index, batch: Any, coded: NDArray[np.bool_]) -> None:
    """Add lines to the sums; a customer is looked up once for lines that stand together, as those of a basket do."""
    customer, cents = batch["customer"].to_numpy(), batch["cents"].to_numpy()
    starts = np.flatnonzero(np.concatenate([[True], customer[1:] != customer[:-1]]))
    places = index.get_indexer(customer[starts])
    first_cells = np.repeat(places * sums.by_category.shape[1], np.diff(starts, append=len(customer)))
    np.add.at(sums.by_category.reshape(-1), first_cells + batch["category"].to_numpy(), cents)
    np.add.at(sums.coded, places, np.add.reduceat(np.where(coded, cents, 0), starts))


def _repeated(pairs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Those that are there more than once; sorts in place."""
    pairs.sort()
    return np.unique(pairs[1:][pairs[1:] == pairs[:-1]])


def _customers(features: Features) -> tuple[Any, str]:
    """Every customer_id with its key, and the SQL of the key: a hash that no two of them share."""
    for seed in count():
        key = f"hash(customer_id, {seed})" if seed else "hash(customer_id)"
        found = features.connection.raw_sql(f"SELECT customer_id, {key} AS key FROM {CUSTOMERS}").to_arrow_table()
        if len(np.unique(found["key"].to_numpy())) == len(found):
            return found, key
    raise AssertionError("counting ended")


def _leading(features: Features) -> list[Category]:
    rows = features.rows(
        "SELECT category FROM lines WHERE amount_cents > 0 AND category IS NOT NULL GROUP BY 1 "
        f"ORDER BY sum(amount_cents) DESC, 1 LIMIT {MOST_CATEGORIES}",
    )
    found: dict[str, Category] = {}
    for (name,) in rows:
        column = f"spent_on_{plain(name)}"
        found[column if column not in found else f"{column}_{len(found)}"] = Category(name, "")
    return [one._replace(column=quoted(column)) for column, one in found.items()]
