"""Alternative segmentations of the same customers, put to the same tests."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from personas.segment import Definition, Method
from segments.scoring import enough, r_squared, roc_auc
from segments.segmentation.definitions import make_definition
from segments.segmentation.value_tiers import QUARTERS, TOP_TENTH
from segments.validation.forward import Trial, growth_of
from segments.validation.outcomes import by_group, lapsed_then, spent
from segments.validation.report import Alternative
from segments.validation.stability import labels, stability
from segments.validation.states import carried, relearned

_BOOTSTRAPS = 10
_LARGEST = 20_000
"""Customers on whom alternatives are tried at most."""


def alternatives(trial: Trial, customers: pd.DataFrame, definition: Definition) -> list[Alternative]:
    """The value tiers of the other cut, and clusters of 4, 6 and 8, beside the definition in force, which comes first.

    `customers` hold what definitions are learned from, as of today. Nothing for rules, which learn nothing.
    """
    if definition.method == "rules":
        return []
    days = definition.params.get("activity_days", 28)
    others: list[tuple[str, Method, Mapping[str, Any]]] = [
        ("quarters by value, by activity", "value-activity", {"activity_days": days, "tiers": QUARTERS}),
        ("the top tenth apart, by activity", "value-activity", {"activity_days": days, "tiers": TOP_TENTH}),
        *((f"{k} clusters of recency, orders and value", "clusters", {"k": k}) for k in (4, 6, 8)),
    ]
    found = [_tried("the way in force, learned on the past", definition, trial, customers)]
    for name, method, params in others:
        if not _same(definition, method, params) and _divisible(customers, params):
            found.append(_tried(name, make_definition(method, params), trial, customers))
    return found


def _same(definition: Definition, method: Method, params: Mapping[str, Any]) -> bool:
    if definition.method != method:
        return False
    if method == "clusters":
        return bool(definition.params["k"] == params["k"])
    return tuple(definition.params.get("tiers", QUARTERS)) == tuple(params["tiers"])


def _divisible(customers: pd.DataFrame, params: Mapping[str, Any]) -> bool:
    return int((customers["lines"] > 0).sum()) >= 20 * int(params.get("k", 0))


def _tried(name: str, definition: Definition, trial: Trial, customers: pd.DataFrame) -> Alternative:
    learning, testing = trial.learning, trial.testing
    learned = relearned(learning, definition)
    keys, later = pd.Series(labels(learning, learned)), pd.Series(labels(testing, carried(testing, learned)))
    told = by_group(keys, spent(learning), later)
    lapsed = lapsed_then(testing)
    some = customers if len(customers) <= _LARGEST else customers.sample(_LARGEST, random_state=20)
    return Alternative(
        name=name,
        segments=int(keys.nunique()),
        r2=r_squared(spent(testing), growth_of(told, trial.levels) * told),
        lapse_auc=roc_auc(lapsed, by_group(keys, lapsed_then(learning), later)) if enough(lapsed) else None,
        ari_mean=stability(some, definition, _BOOTSTRAPS).ari_mean,
    )
