"""Intervals and tests computed from sums alone, without a second pass over the data."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from segments.statistics.measures import Moments

Z = 1.959963984540054
"""Two-sided 95 %."""
_EXACT = 2_000
_ALIKE = 1e-7
"""By how much logarithms of equal chances may differ."""


def wilson(successes: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson, 1927)."""
    share, z2 = successes / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def ratio_variance(sums: Moments) -> float:
    """The variance of sum(y) / sum(x) with members drawn at random: linearised (Cochran, 1977, 6.4)."""
    if sums.n < 2 or sums.x == 0:
        return math.inf
    ratio = sums.y / sums.x
    residual = max(0.0, sums.yy - 2 * ratio * sums.xy + ratio * ratio * sums.xx)
    return sums.n / (sums.n - 1) * residual / (sums.x * sums.x)


def ratio_interval(sums: Moments) -> tuple[float, float] | None:
    """The 95 % interval of a ratio; None where the members are too few to say."""
    variance = ratio_variance(sums)
    if not math.isfinite(variance):
        return None
    ratio, half = sums.y / sums.x, Z * math.sqrt(variance)
    return ratio - half, ratio + half


def proportion_p(part: Moments, rest: Moments) -> float:
    """Two-sided p of a difference between two proportions.

    Exact (Fisher, 1922) as long as the rarest of the four margins is of 2,000 people at most: with few who do, the
    normal approximation that is used above it calls chance a finding too often.
    """
    if part.x == 0 or rest.x == 0:
        return 1.0
    did, people = part.y + rest.y, part.x + rest.x
    if min(did, people - did, part.x, rest.x) <= _EXACT:
        return _exact_p(round(part.y), round(part.x), round(did), round(people))
    pooled = did / people
    variance = pooled * (1 - pooled) * (1 / part.x + 1 / rest.x)
    return two_sided_p(part.y / part.x - rest.y / rest.x, variance)


def _exact_p(seen: int, drawn: int, did: int, people: int) -> float:
    """How likely a draw is that is no likelier than the one seen, when everybody is alike (hypergeometric)."""
    from scipy.special import gammaln

    def ways(of: int, chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.asarray(gammaln(of + 1) - gammaln(chosen + 1) - gammaln(of - chosen + 1))

    possible = np.arange(max(0, drawn + did - people), min(drawn, did) + 1)
    logs = ways(did, possible) + ways(people - did, drawn - possible)
    chances = np.exp(logs - logs.max())
    return float(chances[logs <= logs[seen - possible[0]] + _ALIKE].sum() / chances.sum())


def ratio_p(part: Moments, rest: Moments) -> float:
    """Two-sided p of a difference between two ratios, members as clusters."""
    variance = ratio_variance(part) + ratio_variance(rest)
    if not math.isfinite(variance) or part.x == 0 or rest.x == 0:
        return 1.0
    return two_sided_p(part.y / part.x - rest.y / rest.x, variance)


def two_sided_p(difference: float, variance: float) -> float:
    """Two-sided p of a difference of this variance, by the normal distribution."""
    if variance <= 0:
        return 1.0 if difference == 0 else 0.0
    return math.erfc(abs(difference) / math.sqrt(2 * variance))


def false_discovery(p_values: Sequence[float]) -> list[float]:
    """Q for each p: the smallest rate of false discoveries at which it would be one (Benjamini and Hochberg, 1995)."""
    count = len(p_values)
    order = sorted(range(count), key=lambda place: p_values[place], reverse=True)
    q_values, least = [1.0] * count, 1.0
    for position, place in enumerate(order):
        least = min(least, p_values[place] * count / (count - position))
        q_values[place] = least
    return q_values
