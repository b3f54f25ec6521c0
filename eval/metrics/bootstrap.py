"""Figures with intervals: cases are drawn again and again with replacement (Efron 1979, percentile method)."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.metrics.observing import Observation

DRAWS = 1000
LEVEL = 0.95

Floats = NDArray[np.float64]


class Estimate(NamedTuple):
    """A figure, its 95 % interval, and the number of cases that it rests on."""

    value: float
    low: float
    high: float
    n: int

    def public_json(self) -> dict[str, Any]:
        """The documented shape."""
        return {"value": round(self.value, 6), "ci": [round(self.low, 6), round(self.high, 6)], "n": self.n}


Tallies = Sequence[tuple[str, Sequence[Observation]]]
"""Case id -> its observations of one metric. Repeats of a case stand under one id: cases are what is drawn."""


def estimate(metric: str, tallies: Tallies, *, groups: Sequence[str] = ()) -> Estimate | None:
    """The figure of a metric with its interval; None where nothing was observed or a group of it is missing.

    With `groups`, the mean of the groups' ratios. Every draw takes whole cases, so that claims of one draft, which
    succeed and fail together, do not count as independent.
    """
    hits, totals, n = _sums(tallies, groups)
    if n == 0 or not (totals.sum(axis=0) > 0).all():
        return None
    weights = _weights(metric, n)
    drawn = _ratio(weights @ hits, weights @ totals)
    value = float(_ratio(hits.sum(axis=0)[None], totals.sum(axis=0)[None])[0])
    low, high = np.nanpercentile(drawn, [100 * (1 - LEVEL) / 2, 100 * (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high), n)


def paired_difference(metric: str, left: Tallies, right: Tallies, *, groups: Sequence[str] = ()) -> Estimate | None:
    """Right minus left over the cases that both have, each draw taking the same cases of both."""
    common = sorted({name for name, found in left if found} & {name for name, found in right if found})
    sides = [_sums([(name, dict(side)[name]) for name in common], groups) for side in (left, right)]
    if not common or any(not (totals.sum(axis=0) > 0).all() for _, totals, _ in sides):
        return None
    weights = np.vstack([np.ones(len(common)), _weights(metric, len(common))])
    before, after = (_ratio(weights @ hits, weights @ totals) for hits, totals, _ in sides)
    difference = after - before
    low, high = np.nanpercentile(difference[1:], [100 * (1 - LEVEL) / 2, 100 * (1 + LEVEL) / 2])
    return Estimate(float(difference[0]), float(low), float(high), len(common))


def _sums(tallies: Tallies, groups: Sequence[str]) -> tuple[Floats, Floats, int]:
    """Hits and totals, a row a case and a column a group."""
    names = list(groups) or [""]
    rows = [found for _, found in tallies if found]
    hits, totals = np.zeros((len(rows), len(names))), np.zeros((len(rows), len(names)))
    for row, found in enumerate(rows):
        for one in found:
            column = names.index(one.group) if groups else 0
            hits[row, column] += one.hit
            totals[row, column] += one.of
    return hits, totals, len(rows)


def _weights(metric: str, n: int) -> Floats:
    """How often each case is drawn, a row a draw; the same for the same metric and number of cases."""
    seed = int.from_bytes(hashlib.sha256(metric.encode()).digest()[:4])
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)


def _ratio(hits: Floats, totals: Floats) -> Floats:
    """The mean over groups of hits per total; a draw without a group is left out."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios: Floats = (hits / totals).mean(axis=1)
    return np.where(np.isfinite(ratios), ratios, np.nan)
