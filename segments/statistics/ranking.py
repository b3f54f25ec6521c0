"""Ranking a segment's figures: facts first, then differences by size, then the most common."""

import math
from collections.abc import Mapping, Sequence

from personas.evidence import Statistic

LAST = 102
"""The place of what only repeats how the segment was made."""
_FIRST = {"segment_size": 0, "revenue_share": 1}
_DIFFERENT, _ALIKE = 100, 101


def ranked(statistics: Sequence[Statistic], segments: Sequence[str], places: Mapping[str, int]) -> list[Statistic]:
    """The statistics by segment, in the order of these keys; `places` (by metric) come before or after all others."""
    order, fixed = {key: place for place, key in enumerate(segments)}, {**_FIRST, **places}

    def worth(figure: Statistic) -> tuple[int, int, float, str]:
        rank = fixed.get(figure.metric, _DIFFERENT if figure.differs and figure.value > 0 else _ALIKE)
        return order[figure.segment_id], rank, -_effect(figure) if figure.differs else -_size(figure), figure.metric

    return sorted(statistics, key=worth)


def _size(figure: Statistic) -> float:
    """How much of the segment a figure speaks of: where nothing sets it apart, what most of it does is told first."""
    return figure.value if figure.unit == "share" else 0.5


def _effect(figure: Statistic) -> float:
    """How large a difference is, on one scale for shares (Cohen's h) and for levels (half the log of the ratio)."""
    base = figure.base_value
    if base is None:
        return 0.0
    if figure.unit == "share":
        return abs(
            2 * math.asin(math.sqrt(min(1, max(0, figure.value)))) - 2 * math.asin(math.sqrt(min(1, max(0, base))))
        )
    return abs(math.log(figure.value / base)) / 2 if figure.value > 0 and base > 0 else 0.0
