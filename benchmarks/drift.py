"""How often drift is alarmed without reason, and how often a real shift is found: `make bench-segments`.

A thousand simulations each: six segments of equal size, drawn twice from the same shares, or with one of them grown
by a quarter.
"""

import sys

import numpy as np
from numpy.typing import NDArray

from benchmarks.results import Ratio, write_results
from segments.drift import chance_index, population_stability

_SIMULATIONS = 1_000
_SEED = 20170101
_SHARES = np.full(6, 1 / 6)


def main() -> int:
    """Simulate, print and write; 1 when a bar is missed."""
    random = np.random.default_rng(_SEED)
    grown = _SHARES * 1.0
    grown[0] *= 1.25
    alarms = {n: _alarms(random, n, _SHARES) for n in (250, 1_000, 10_000)}
    power = _alarms(random, 1_000, grown / grown.sum())
    power_of_largest = _alarms(random, 1_000, _shifted())
    ratios = {f"false alarms at {n:,}, distance from .05": Ratio(abs(rate - 0.05), 0.02, "lower")
              for n, rate in alarms.items()}  # fmt: skip
    ratios["power for a quarter more in one of six segments, 1,000 customers"] = Ratio(power, 0.89, "higher")
    ratios["power for a quarter more in half of the segments, 1,000 customers"] = Ratio(
        power_of_largest, 0.89, "higher"
    )
    figures = {"simulations": _SIMULATIONS, **{f"false alarms at {n}": rate for n, rate in alarms.items()}}
    write_results("drift", figures, ratios)
    return 0 if all(one.holds for one in ratios.values()) else 1


def _shifted() -> NDArray[np.float64]:
    """Every second segment a quarter larger, the others smaller."""
    shares = _SHARES * np.array([1.25, 0.75, 1.25, 0.75, 1.25, 0.75])
    return np.asarray(shares / shares.sum(), dtype="float64")


def _alarms(random: np.random.Generator, n: int, shares: NDArray[np.float64]) -> float:
    threshold = chance_index(len(shares), n, n)
    before, now = random.multinomial(n, _SHARES, _SIMULATIONS), random.multinomial(n, shares, _SIMULATIONS)
    return float(np.mean([population_stability(a / n, b / n) > threshold for a, b in zip(before, now, strict=True)]))


if __name__ == "__main__":
    sys.exit(main())
