"""What customers spend on which category, and on what they bought before: a table with one row a customer."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from segments.features import CUSTOMERS, Features
from segments.segmentation.parts import literal, quoted
from segments.tables import plain

SPENDING = "spending"
"""In SQL: customer_id, `again_cents`, `coded_cents` (on products with a code) and a column a category, in cents."""
MOST_CATEGORIES = 24
_LINES = "(SELECT customer_id, order_id, product_id, category, amount_cents FROM lines WHERE amount_cents > 0)"


class Category(NamedTuple):
    """A category that customers spend on, and its column in the table."""

    name: str
    column: str


def spending_table(features: Features) -> list[Category]:
    """Make the table; gives its categories, the one that earns most first, at most 24.

    Customers who bought nothing stand in it with 0.
    """
    categories = _leading(features)
    columns = [f"sum(cents) FILTER (category = {literal(one.name)}) AS {one.column}" for one in categories]
    told = ", ".join(f"coalesce({name}, 0) AS {name}" for name in ("again_cents", "coded_cents", *_names(categories)))
    _run(
        features,
        f"CREATE OR REPLACE TEMP TABLE {SPENDING} AS WITH pairs AS MATERIALIZED (SELECT customer_id, product_id, "
        f"category, sum(amount_cents) AS cents, min(order_id) <> max(order_id) AS again FROM {_LINES} GROUP BY ALL), "
        "products AS (SELECT customer_id, sum(cents) AS coded_cents, sum(cents) FILTER (again) AS again_cents "
        "FROM pairs WHERE product_id IS NOT NULL GROUP BY customer_id), "
        "sums AS (SELECT customer_id, category, sum(cents) AS cents FROM pairs GROUP BY ALL), "
        f"wide AS (SELECT {', '.join(['customer_id', *columns])} FROM sums GROUP BY customer_id) "
        f"SELECT customer_id, {told} FROM (SELECT customer_id FROM {CUSTOMERS}) LEFT JOIN products USING (customer_id) "
        "LEFT JOIN wide USING (customer_id)",
    )
    return categories


def _names(categories: Sequence[Category]) -> list[str]:
    return [one.column for one in categories]


def _run(features: Features, sql: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = features.connection.raw_sql(sql).fetchall()
    return rows


def _leading(features: Features) -> list[Category]:
    rows = _run(
        features,
        f"SELECT category FROM {_LINES} WHERE category IS NOT NULL GROUP BY 1 ORDER BY sum(amount_cents) DESC, 1 "
        f"LIMIT {MOST_CATEGORIES}",
    )
    found: dict[str, Category] = {}
    for (name,) in rows:
        column = f"spent_on_{plain(name)}"
        found[column if column not in found else f"{column}_{len(found)}"] = Category(name, "")
    return [one._replace(column=quoted(column)) for column, one in found.items()]
