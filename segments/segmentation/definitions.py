"""Making frozen, hashed definitions, and turning them back into parts."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import pandas as pd

from personas.errors import BadInput
from personas.segment import Definition, Method
from segments.features import CUSTOMERS, Features
from segments.segmentation.activity import activity_window
from segments.segmentation.clusters import cluster_parts, learn_clusters
from segments.segmentation.missions import learn_missions, mission_parts
from segments.segmentation.parts import FEWEST_SHOWN, ColumnType, Part, column_types
from segments.segmentation.rules import SegmentRule, check_rules, missing_columns, rule_parts
from segments.segmentation.small_parts import count_parts
from segments.segmentation.targets import target_parts
from segments.segmentation.value_activity import learn_value_activity, value_activity_parts
from segments.segmentation.voices import PEOPLE
from segments.tables import plain
from segments.tables.fetching import to_frame


def make_definition(method: Method, params: Mapping[str, Any]) -> Definition:
    """A definition with its hash; the library gives the version when it is saved."""
    body = json.dumps({"method": method, "params": params}, sort_keys=True, separators=(",", ":"))
    return Definition(method=method, params=dict(params), hash=hashlib.sha256(body.encode()).hexdigest())


def learn_definition(
    features: Features,
    people: Mapping[str, ColumnType],
    method: Method,
    params: Mapping[str, Any],
    rules: Sequence[SegmentRule],
) -> Definition:
    """Learn what a method needs from the customers, and freeze it.

    `people` are the columns known of those who spoke. `activity_days` in `params` may be "auto".
    Raises BadInput when the method cannot be used on what there is.
    """
    if method == "rules":
        return make_definition("rules", _learn_rules(features, people, rules))
    if not features.has_orders:
        raise BadInput(f"The method {method!r} needs purchases. Ingest transactions, or use `--method rules`.")
    if method == "missions":
        return make_definition("missions", learn_missions(features, params))
    frame = learning_columns(features)
    if method == "clusters":
        return make_definition("clusters", learn_clusters(frame, params))
    asked = params.get("activity_days", "auto")
    window = activity_window(features) if asked == "auto" else int(asked)
    return make_definition("value-activity", learn_value_activity(frame, params, window))


def learning_columns(features: Features) -> pd.DataFrame:
    """What methods learn from: lines, orders, revenue_cents, recency_days of each customer, in a fixed order."""
    table = features.table(CUSTOMERS)
    return to_frame(table.order_by("customer_id").select("lines", "orders", "revenue_cents", "recency_days"))


def parts_of(definition: Definition, columns: Mapping[str, ColumnType], currency: str) -> list[Part]:
    """The parts of a frozen definition over a table of these columns, in their order."""
    match definition.method:
        case "rules":
            rules = [SegmentRule.model_validate(rule) for rule in definition.params["rules"]]
            return rule_parts(rules, columns)
        case "clusters":
            return cluster_parts(definition.params)
        case "value-activity":
            return value_activity_parts(definition.params, currency)
        case "missions":
            return mission_parts(definition.params)
        case "target":
            return target_parts(definition.params)


def customer_columns(features: Features) -> dict[str, ColumnType]:
    """The columns of the customer table; none when there is no table."""
    return column_types(features.table(CUSTOMERS)) if features.has_customers else {}


def _learn_rules(features: Features, people: Mapping[str, ColumnType], rules: Sequence[SegmentRule]) -> dict[str, Any]:
    check_rules(rules)
    customers = customer_columns(features)
    if customers and not missing_columns(rules, customers):
        return {"population": "customers", "rules": _held_by_several(features, CUSTOMERS, customers, rules)}
    if people and not missing_columns(rules, people):
        return {"population": "respondents", "rules": _held_by_several(features, PEOPLE, people, rules)}
    missing = missing_columns(rules, {**customers, **people}) or missing_columns(rules, people or customers)
    there = sorted({*customers, *people})
    near = [name for one in missing for name in get_close_matches(plain(one), there, n=2)]
    meant = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    known = ", ".join(there) or "nothing yet: ingest a survey or a customer file"
    raise BadInput(f"The rules use {', '.join(map(repr, missing))}, which is not known.{meant} Known columns: {known}.")


def _held_by_several(
    features: Features, table: str, columns: Mapping[str, ColumnType], rules: Sequence[SegmentRule]
) -> list[dict[str, Any]]:
    """The rules as they are frozen, without those that one to four people fit: a size alone would tell of them.

    Whoever fits such a rule goes on to a later one or to the others, so that no size gives theirs away. Raises BadInput
    where no other rule is left.
    """
    sizes = count_parts(features.connection, table, rule_parts(rules, columns))
    small = {key for key, count in sizes.items() if count < FEWEST_SHOWN}
    kept = [rule for rule in rules if rule.name not in small]
    if not kept:
        raise BadInput(f"Fewer than {FEWEST_SHOWN} people fit any rule: there is no segment to speak of. Widen a rule.")
    written = [rule.model_dump() for rule in kept]
    return written if len(kept) == len(rules) else _held_by_several(features, table, columns, kept)
