"""Customers as they stood at a moment of the past, and the segments they were in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from personas.segment import Definition
from segments.features import Features
from segments.past import STATE, STATE_COLUMNS, past_customers
from segments.segmentation.clusters import learn_clusters
from segments.segmentation.definitions import make_definition, parts_of
from segments.segmentation.parts import Part, case_of, column_types
from segments.segmentation.value_activity import learn_value_activity
from segments.tables import Tables
from segments.tables.fetching import to_frame


def state_before(tables: Tables, features: Features, cut: datetime, definition: Definition) -> pd.DataFrame:
    """Customers who had bought before `cut`, one row each, with the `key` of their segment then.

    Cuts and centres are learned from that past; activity days, number of segments and rules are the definition's.
    """
    table = features.table(past_customers(tables, features, cut))
    parts = _parts(to_frame(table.select(*STATE_COLUMNS)), definition, table, features.currency)
    case = case_of(parts) if parts else "NULL"
    frame: pd.DataFrame = features.connection.raw_sql(
        f"SELECT {', '.join(STATE_COLUMNS)}, {case} AS key FROM {STATE} WHERE lines > 0 ORDER BY customer_id"
    ).df()
    return frame.dropna(subset=["key"]).reset_index(drop=True)


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
