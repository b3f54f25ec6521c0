"""Forecasting the mean spending of the next thirteen weeks from earlier ones."""

import math
from collections.abc import Sequence

QUARTERS_OF_A_YEAR = 4
_ORDINARY = 0.1
"""By how much (as a logarithm) a level sways from one horizon to the next without meaning anything."""
_DAMPING = 0.5
"""How much of a last change goes on (Gardner and McKenzie, 1985)."""


def forecast_level(levels: Sequence[float]) -> float | None:
    """The next level, from those of successive horizons, the newest first; None when the newest is not above 0.

    With the same step of a year before, that step is taken. Else the level is the mean of the last two, and a change
    that is larger than ordinary goes on, damped: the larger it is, the more it is believed.
    """
    if not levels or levels[0] <= 0:
        return None
    logs = [math.log(level) for level in levels if level > 0]
    if len(logs) < len(levels) or len(logs) < 2:
        return levels[0]
    if len(logs) > QUARTERS_OF_A_YEAR:
        step = logs[QUARTERS_OF_A_YEAR - 1] - logs[QUARTERS_OF_A_YEAR]
        return math.exp(logs[0] + _belief(step) * step)
    change = logs[0] - logs[1]
    belief = _belief(change)
    return math.exp((1 - belief) * (logs[0] + logs[1]) / 2 + belief * (logs[0] + _DAMPING * change))


def _belief(change: float) -> float:
    return change**2 / (change**2 + _ORDINARY**2)
