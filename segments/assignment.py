"""Assigning the customers of a file to segments by a frozen definition."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from personas.errors import BadInput
from personas.segment import Definition, Segment
from segments.features import CUSTOMERS, Features, build_features, newest_purchase
from segments.features.lines import KEY_DIGITS
from segments.segmentation.definitions import parts_of
from segments.segmentation.parts import case_of, column_types
from segments.segmentation.rules import REST, SegmentRule, missing_columns
from segments.tables import TableExtract, Tables
from segments.tables.fetching import to_frame


def assign_customers(
    tables: Tables, definition: Definition, segments: Sequence[Segment], extract: TableExtract
) -> pd.DataFrame:
    """customer_id, segment_id, segment_name for every customer of a file; both empty where no segment fits.

    A file of purchases is scored on those purchases; a customer file on its attributes and on what the workspace knows
    of the same customers' purchases. Days are counted to the newest purchase of either. Raises BadInput for a file
    that is neither, for purchases in another currency than the workspace's, and when the definition needs columns or
    purchases that neither the file nor the workspace has.
    """
    if extract.kind not in ("customers", "transactions"):
        raise BadInput(f"Customers or purchases can be assigned to segments, not {extract.kind}.")
    if extract.kind == "transactions":
        _require_currency(tables, extract.frame)
    wanted = sorted(set(extract.frame["customer_id"]))
    with TemporaryDirectory() as folder:
        small = Tables(Path(folder))
        try:
            found = _score(tables, small, definition, extract)
        finally:
            small.close()
    names = {part.key: (part.id or part.key, part.name) for part in segments}
    unnamed = names.get(REST, ("", ""))
    pairs = [names.get(found[customer], unnamed) if customer in found else ("", "") for customer in wanted]
    return pd.DataFrame(
        {"customer_id": wanted, "segment_id": [p[0] for p in pairs], "segment_name": [p[1] for p in pairs]}
    )


def _score(tables: Tables, small: Tables, definition: Definition, extract: TableExtract) -> dict[str, str]:
    """Customer -> key, from a small set of tables: the file, and what the workspace knows of its customers."""
    small.add("b-file", extract.kind, extract.frame)
    wanted = set(extract.frame["customer_id"])
    attributes = _known(tables.read("customers"), wanted)
    if attributes is not None:
        small.add("a-known", "customers", attributes)
    if extract.kind == "customers":
        keys = _address_keys(extract.frame) | _address_keys(attributes)
        purchases = _known(tables.read("transactions"), wanted | keys)
        if purchases is not None:
            small.add("a-known", "transactions", purchases)
    return _divided(build_features(small, as_of=_today(tables, small)), definition)


def _today(*ledgers: Tables) -> datetime | None:
    """The newest purchase of all: whoever last bought long before it is not active because a file ends there."""
    return max((day for day in map(newest_purchase, ledgers) if day is not None), default=None)


def _require_currency(tables: Tables, purchases: pd.DataFrame) -> None:
    """Raise BadInput for purchases in another currency than those that the segments were told from."""
    transactions = tables.read("transactions")
    if transactions is None:
        return
    known = set(to_frame(transactions.select("currency").distinct())["currency"].dropna())
    ours, theirs = known or {tables.currency} - {""}, set(purchases["currency"].dropna())
    if ours and theirs - ours:
        raise BadInput(
            f"The file's purchases are in {', '.join(sorted(theirs))}, the segments were told from "
            f"{', '.join(sorted(ours))}: amounts cannot be compared. Convert them first."
        )


def _address_keys(frame: pd.DataFrame | None) -> set[str]:
    """The keys under which purchases of people known by their address stand."""
    if frame is None or "email_sha256" not in frame:
        return set()
    return {f"e-{address[:KEY_DIGITS]}" for address in frame["email_sha256"].dropna()}


def _known(table: Any | None, customers: set[str]) -> pd.DataFrame | None:
    """The workspace's rows of these customers, or None."""
    if table is None:
        return None
    frame = to_frame(table.filter(table.customer_id.isin(sorted(customers))))
    return frame if len(frame) else None


def _divided(features: Features, definition: Definition) -> dict[str, str]:
    columns = column_types(features.table(CUSTOMERS))
    if definition.method == "rules":
        rules = [SegmentRule.model_validate(rule) for rule in definition.params["rules"]]
        missing = missing_columns(rules, columns)
        if missing:
            raise BadInput(f"The segments' rules need {', '.join(missing)}, which the file does not have.")
    elif not features.has_orders:
        raise BadInput(
            "The file was read as a list of customers, none of whom has bought anything here, and these segments are "
            "told from purchases. Give a file of purchases (customer, date, amount), or of known customers; where it "
            "does hold purchases, say which column is what with --map MAP.yaml (`kind: transactions`)."
        )
    case = case_of(parts_of(definition, columns, features.currency))
    rows = features.connection.raw_sql(f"SELECT customer_id, {case} AS key FROM {CUSTOMERS}").fetchall()
    return {str(customer): str(key) for customer, key in rows if key is not None}
