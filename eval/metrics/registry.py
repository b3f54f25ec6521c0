"""The registry of metrics: definition, source, direction."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from personas.base import Record

Better = Literal["higher", "lower", "zero", "neither"]
Combine = Literal["mean", "kappa"]
_HERE = Path(__file__).parent
_OF_CHECKS = {
    "check_precision": ("claims failed by the check “{}” that are false", "precision", ()),
    "check_recall": ("lies of the kinds that the check “{}” is there to see, failed by it", "recall", ()),
    "check_accuracy": (
        "mean of that recall, and of true claims that the check “{}” lets pass",
        "balanced accuracy",
        ("honest", "lie"),
    ),
}
"""Figures of one check each: definition, source, groups."""


class Metric(Record):
    """A figure."""

    name: str
    definition: str
    source: str
    better: Better = "higher"
    unit: str = "share"
    """`share` is 0..1; else what is counted, a case."""
    groups: tuple[str, ...] = ()
    """Where given, the figure is made of the shares of these groups."""
    combine: Combine = "mean"
    """How: their mean, or of two groups the agreement beyond chance (Cohen, 1960)."""
    scores: bool = True
    """Whether a case of which only this is known counts as scored: what it took, or what a judge says, is no score."""


@cache
def metrics() -> dict[str, Metric]:
    """All figures by name, in the order in which they are reported."""
    read = yaml.safe_load((_HERE / "definitions.yaml").read_text(encoding="utf-8"))
    return {name: Metric(name=name, **fields) for name, fields in read.items()}


def metric(name: str) -> Metric:
    """A figure by name, of one check as `check_precision:NAME`. Raises KeyError for an unknown one."""
    kind, _, check = name.partition(":")
    if not check:
        return metrics()[name]
    definition, source, groups = _OF_CHECKS[kind]
    return Metric(name=name, definition=definition.format(check), source=source, groups=groups)


@cache
def lies_of_checks() -> dict[str, frozenset[str]]:
    """Check -> the kinds of lie that it is there to see."""
    read = yaml.safe_load((_HERE / "lies.yaml").read_text(encoding="utf-8"))
    return {check: frozenset(kinds) for check, kinds in read.items()}


def is_figure(name: str) -> bool:
    """Whether a figure of that name exists, those of one check among them."""
    kind, _, check = name.partition(":")
    return kind in _OF_CHECKS if check else name in metrics()
