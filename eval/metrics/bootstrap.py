"""Bootstrap intervals over cases (Efron, 1979).

Percentiles of few cases are too narrow; they are taken so much further out as a t interval is wider than a normal one
of so many (the expanded percentile interval, Hesterberg 2015).
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtr, stdtrit

from eval.metrics.alike import Floats, Interval, widened, widened_difference
from eval.metrics.observing import Observation
from eval.metrics.registry import Combine, Metric

DRAWS = 1000
LEVEL = 0.95


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
    independent. Where all cases of a group say the same no draw of it differs: what that leaves open is added
    (`eval.metrics.alike`).
    """
    hits, totals, n = _sums(tallies, metric.groups)
    if n == 0 or not (totals.sum(axis=0) > 0).all():
        return None
    made = _MAKING[metric.combine]
    weights = _weights(metric.name, n)
    drawn = made(weights @ hits, weights @ totals)
    value = float(made(hits.sum(axis=0)[None], totals.sum(axis=0)[None])[0])
    low, high = _interval(drawn, n, value)
    if _is_share(metric):
        low, high = widened(_shares(hits, totals), value, Interval(low, high))
    return Estimate(value, low, high, n)


def paired_difference(metric: Metric, left: Tallies, right: Tallies) -> Estimate | None:
    """Right minus left over the cases that both have, each draw taking the same cases of both.

    Where the two sides of each case, exchanged at random, come out as far apart in more than one of twenty draws
    (Fisher's randomisation test, 1935), the interval is widened until it holds zero: a few cases that all went one way
    would else be taken for a change.
    """
    common = sorted({name for name, found in left if found} & {name for name, found in right if found})
    sides = [_sums([(name, dict(side)[name]) for name in common], metric.groups) for side in (left, right)]
    if not common or any(not (totals.sum(axis=0) > 0).all() for _, totals, _ in sides):
        return None
    made, n = _MAKING[metric.combine], len(common)
    weights = np.vstack([np.ones(n), _weights(metric.name, n)])
    before, after = (made(weights @ hits, weights @ totals) for hits, totals, _ in sides)
    difference = after - before
    value = float(difference[0])
    low, high = _interval(difference[1:], n, value)
    if _is_share(metric):
        (one, two), drawn = (_shares(hits, totals) for hits, totals, _ in sides), Interval(low, high)
        low, high = widened_difference(two - one, value, drawn)
    if _by_chance(metric, [(hits, totals) for hits, totals, _ in sides], abs(value)):
        low, high = min(low, 0.0), max(high, 0.0)
    return Estimate(value, low, high, n)


def _interval(drawn: Floats, n: int, value: float) -> tuple[float, float]:
    """The expanded percentile interval of `n` cases, the value itself always in it; of one case no draw differs."""
    tail = (1 - LEVEL) / 2
    wider = float(ndtr(np.sqrt(n / (n - 1)) * stdtrit(n - 1, tail))) if n > 1 else tail
    low, high = np.nanpercentile(drawn, [100 * wider, 100 * (1 - wider)])
    return min(float(low), value), max(float(high), value)


def _is_share(metric: Metric) -> bool:
    return metric.unit == "share" and metric.combine == "mean"


def _shares(hits: Floats, totals: Floats) -> Floats:
    """The share of each case and group; NaN where a case says nothing of a group."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(totals > 0, hits / totals, np.nan)


def _by_chance(metric: Metric, sides: Sequence[tuple[Floats, Floats]], apart: float) -> bool:
    """Whether sides exchanged at random, case by case, are as far apart in more than one of twenty draws."""
    (hits, totals), (other_hits, other_totals) = sides
    kept = np.random.default_rng(_seed(metric.name)).integers(0, 2, (DRAWS, len(hits))).astype(float)
    made, swapped = _MAKING[metric.combine], 1 - kept
    one = made(kept @ hits + swapped @ other_hits, kept @ totals + swapped @ other_totals)
    two = made(swapped @ hits + kept @ other_hits, swapped @ totals + kept @ other_totals)
    as_far = np.abs(one - two) >= apart - 1e-9
    return bool((as_far.sum() + 1) / (DRAWS + 1) > 1 - LEVEL)


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
    return np.random.default_rng(_seed(metric)).multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)


def _seed(metric: str) -> int:
    return int.from_bytes(hashlib.sha256(metric.encode()).digest()[:4])


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
