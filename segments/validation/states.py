"""Past states: customers at an earlier moment, with the segments they were in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd

from personas.segment import Definition
from segments.features import Features
from segments.past import STATE, STATE_COLUMNS, past_customers
from segments.segmentation.clusters import cluster_scales, learn_clusters
from segments.segmentation.definitions import make_definition, parts_of
from segments.segmentation.parts import case_of, column_types
from segments.segmentation.value_activity import learn_value_activity
from segments.segmentation.value_tiers import QUARTERS, tier_cuts
from segments.tables import Tables
from segments.tables.fetching import to_frame

Fit = Callable[[pd.DataFrame, Definition], Definition]
"""How a definition is brought to the customers of another moment: `relearned` or `carried`."""


def state_before(
    tables: Tables, features: Features, cut: datetime, definition: Definition, fit: Fit
) -> tuple[pd.DataFrame, Definition]:
    """Customers who had bought before `cut`, one row each, with the `key` of their segment then; and its definition."""
    table = features.table(past_customers(tables, features, cut))
    fitted = fit(to_frame(table.select(*STATE_COLUMNS)), definition)
    parts = parts_of(fitted, column_types(table), features.currency)
    case = case_of(parts) if parts else "NULL"
    frame: pd.DataFrame = features.connection.raw_sql(
        f"SELECT {', '.join(STATE_COLUMNS)}, {case} AS key FROM {STATE} WHERE lines > 0 ORDER BY customer_id"
    ).df()
    return frame.dropna(subset=["key"]).reset_index(drop=True), fitted


def relearned(frame: pd.DataFrame, definition: Definition) -> Definition:
    """The definition as it would have been learned from these customers; activity days and the number stay."""
    match definition.method:
        case "value-activity":
            days = int(definition.params["activity_days"])
            return make_definition("value-activity", learn_value_activity(frame, definition.params, days))
        case "clusters":
            return make_definition("clusters", learn_clusters(frame, definition.params))
        case _:
            return definition


def carried(frame: pd.DataFrame, learned: Definition) -> Definition:
    """A definition learned earlier as it divides these later customers: the same segments, one for one.

    A ledger grows, so tiers end at the same shares of today's customers, and centres stand among today's scales.
    """
    buyers, scaled = frame[frame["lines"] > 0], dict[str, Any]()
    match learned.method:
        case "value-activity":
            ends = tuple(learned.params.get("tiers", QUARTERS))
            scaled = {"cuts_cents": tier_cuts(buyers["revenue_cents"].to_numpy(dtype="int64"), ends)}
        case "clusters":
            scaled = cluster_scales(buyers)
        case _:
            return learned
    return make_definition(learned.method, {**learned.params, **scaled})
