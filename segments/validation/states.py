"""Customers as they stood at a moment of the past, and the segments they were in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from personas.segment import Definition
from segments.features import Features, customer_table, purchase_features
from segments.segmentation.clusters import learn_clusters
from segments.segmentation.definitions import make_definition, parts_of
from segments.segmentation.parts import Part, case_of, column_types
from segments.segmentation.value_activity import learn_value_activity
from segments.tables import Tables
from segments.tables.fetching import to_frame

_STATE = "customers_before"
_COLUMNS = ["customer_id", "lines", "orders", "revenue_cents", "recency_days", "tenure_days"]


def state_before(tables: Tables, features: Features, cut: datetime, definition: Definition) -> pd.DataFrame:
    """Customers who had bought before `cut`, one row each, with the `key` of their segment then.

    Cuts and centres are learned from that past; activity days, number of segments and rules are the definition's.
    """
    table = features.table(past_customers(tables, features, cut))
    parts = _parts(to_frame(table.select(*_COLUMNS)), definition, table, features.currency)
    case = case_of(parts) if parts else "NULL"
    frame: pd.DataFrame = features.connection.raw_sql(
        f"SELECT {', '.join(_COLUMNS)}, {case} AS key FROM {_STATE} WHERE lines > 0 ORDER BY customer_id"
    ).df()
    return frame.dropna(subset=["key"]).reset_index(drop=True)


def past_customers(tables: Tables, features: Features, cut: datetime) -> str:
    """Make the customer table as it was at `cut`; gives the name under which SQL finds it."""
    orders = features.table("orders")
    purchases = purchase_features(orders.filter(orders.ordered_at < cut), cut, features.channels)
    expression = customer_table(purchases, tables.read("customers"), cut, features.channels)
    features.connection.create_table(_STATE, expression, temp=True, overwrite=True)
    return _STATE


def relearned(frame: pd.DataFrame, definition: Definition) -> Definition:
    """The definition as it would have been learned from these customers."""
    match definition.method:
        case "value-activity":
            days = int(definition.params["activity_days"])
            return make_definition("value-activity", learn_value_activity(frame, definition.params, days))
        case "clusters":
            return make_definition("clusters", learn_clusters(frame, definition.params))
        case _:
            return definition


def _parts(frame: pd.DataFrame, definition: Definition, table: Any, currency: str) -> Sequence[Part]:
    return parts_of(relearned(frame, definition), column_types(table), currency)


def spending_between(features: Features, start: datetime, end: datetime) -> pd.DataFrame:
    """customer_id, spent_cents (returns off) and orders from `start` to before `end`."""
    orders = features.table("orders")
    within = orders.filter((orders.ordered_at >= start) & (orders.ordered_at < end))
    return to_frame(
        within.group_by("customer_id").aggregate(
            spent_cents=within.revenue_cents.sum(), future_orders=within.purchase.sum()
        )
    )
