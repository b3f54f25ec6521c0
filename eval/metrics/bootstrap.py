"""Figures with intervals: cases are drawn again and again with replacement (Efron 1979, percentile method)."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.metrics.observing import Observation
from eval.metrics.registry import Combine, Metric
from segments.statistics.intervals import wilson

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


def estimate(metric: Metric, tallies: Tallies) -> Estimate | None:
    """A figure with its interval; None where nothing was observed or a group of it is missing.

    Every draw takes whole cases, so that claims of one draft, which succeed and fail together, do not count as
    independent. Where no case fails, or all do, no draw differs: then the interval is that of so many cases without an
    exception (Wilson 1927).
    """
    hits, totals, n = _sums(tallies, metric.groups)
    if n == 0 or not (totals.sum(axis=0) > 0).all():
        return None
    made = _MAKING[metric.combine]
    weights = _weights(metric.name, n)
    drawn = made(weights @ hits, weights @ totals)
    value = float(made(hits.sum(axis=0)[None], totals.sum(axis=0)[None])[0])
    low, high = np.nanpercentile(drawn, [100 * (1 - LEVEL) / 2, 100 * (1 + LEVEL) / 2])
    if metric.unit == "share" and low == high and value in (0.0, 1.0):
        least = int((totals > 0).sum(axis=0).min())
        low, high = wilson(round(value) * least, least)
    return Estimate(value, min(float(low), value), max(float(high), value), n)


def paired_difference(metric: Metric, left: Tallies, right: Tallies) -> Estimate | None:
    """Right minus left over the cases that both have, each draw taking the same cases of both."""
    common = sorted({name for name, found in left if found} & {name for name, found in right if found})
    sides = [_sums([(name, dict(side)[name]) for name in common], metric.groups) for side in (left, right)]
    if not common or any(not (totals.sum(axis=0) > 0).all() for _, totals, _ in sides):
        return None
    made = _MAKING[metric.combine]
    weights = np.vstack([np.ones(len(common)), _weights(metric.name, len(common))])
    before, after = (made(weights @ hits, weights @ totals) for hits, totals, _ in sides)
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


def _mean(hits: Floats, totals: Floats) -> Floats:
    """The mean over groups of hits per total; a draw without a group is left out."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return _finite((hits / totals).mean(axis=1))


def _kappa(hits: Floats, totals: Floats) -> Floats:
    """Cohen's kappa of two groups, the label yes and the label no, whose hits are the answers that agree with it."""
    n, yes = totals.sum(axis=1), hits[:, 0] + totals[:, 1] - hits[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = (totals[:, 0] * yes + totals[:, 1] * (n - yes)) / n**2
        return _finite((hits.sum(axis=1) / n - chance) / (1 - chance))


_MAKING: dict[Combine, Callable[[Floats, Floats], Floats]] = {"mean": _mean, "kappa": _kappa}


def _finite(drawn: Floats) -> Floats:
    return np.where(np.isfinite(drawn), drawn, np.nan)
