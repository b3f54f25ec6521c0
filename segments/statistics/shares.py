"""The population stability index, and its chance level."""

import math
from collections.abc import Sequence


def stability_index(before: Sequence[int], now: Sequence[int]) -> tuple[float, float]:
    """The stability index of two days' customers by segment, and what chance alone reaches in one of twenty cases."""
    n, m = sum(before), sum(now)
    index = population_stability([count / n for count in before], [count / m for count in now])
    return index, chance_index(len(before), n, m)


def chance_index(classes: int, n: int, m: int) -> float:
    """The index that chance alone stays under 19 times in 20, for n customers before and m now (Yurdakul, 2018)."""
    from scipy.stats import chi2

    return float(chi2.ppf(0.95, max(classes - 1, 1)) * (1 / n + 1 / m))


def population_stability(before: Sequence[float], now: Sequence[float]) -> float:
    """The population stability index of two distributions over the same classes; an empty class counts as .0001."""
    pairs = [(max(a, 1e-4), max(b, 1e-4)) for a, b in zip(before, now, strict=True)]
    return sum((b - a) * math.log(b / a) for a, b in pairs)
