"""Every figure that the suites report: what it is, where its definition comes from, and which way is better."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from personas.base import Record

Better = Literal["higher", "lower", "zero", "neither"]
Combine = Literal["mean", "kappa"]
_CHECK = "check_precision:"


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
    read = yaml.safe_load((Path(__file__).parent / "definitions.yaml").read_text(encoding="utf-8"))
    return {name: Metric(name=name, **fields) for name, fields in read.items()}


def metric(name: str) -> Metric:
    """A figure by name; one check's precision is named `check_precision:NAME`. Raises KeyError for an unknown one."""
    if name.startswith(_CHECK):
        definition = f"claims failed by the check “{name.removeprefix(_CHECK)}” that are false"
        return Metric(name=name, definition=definition, source="precision")
    return metrics()[name]
