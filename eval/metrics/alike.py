"""What draws cannot show: how far a share may be off where every case says the same.

A draw of cases that are all alike is like every other: as if nothing else could ever come. Wilson's interval (1927) of
as many cases says how much else could, and is joined with what the draws show as independent errors are, by the root
of the sum of squares (Zou and Donner 2008).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from segments.statistics.intervals import wilson

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """Where a figure lies, at 95 %."""

    low: float
    high: float


def widened(shares: Floats, value: float, drawn: Interval) -> Interval:
    """The drawn interval of a share, or of a mean of groups' shares, with what its groups of alike cases add.

    `shares` holds a row a case and a column a group, NaN where a case says nothing of a group.
    """
    return _joined(shares, value, drawn, bounds=_of_alike, least=0.0)


def widened_difference(shares: Floats, value: float, drawn: Interval) -> Interval:
    """The same of a difference of shares, case by case: no case that differs does not show that none ever will."""
    return _joined(shares, value, drawn, bounds=_of_alike_differences, least=-1.0)


def _joined(
    shares: Floats, value: float, drawn: Interval, *, bounds: Callable[[float, int], Interval], least: float
) -> Interval:
    known = [column[~np.isnan(column)] for column in shares.T]
    alike = [(one[0], bounds(float(one[0]), len(one))) for one in known if len(one) and np.ptp(one) == 0]
    below = [value - drawn.low, *((share - found.low) / len(known) for share, found in alike)]
    above = [drawn.high - value, *((found.high - share) / len(known) for share, found in alike)]
    return Interval(max(least, value - float(np.hypot.reduce(below))), min(1.0, value + float(np.hypot.reduce(above))))


def _of_alike(share: float, cases: int) -> Interval:
    """Of cases that all fail, or none; a single one that does neither may be anything."""
    if share in (0.0, 1.0):
        return Interval(*wilson(round(share) * cases, cases))
    return Interval(0.0, 1.0) if cases == 1 else Interval(share, share)


def _of_alike_differences(difference: float, cases: int) -> Interval:
    """Of cases none of which differs, or which all changed from one end to the other."""
    if difference == 0:
        reach = wilson(0, cases)[1]
        return Interval(-reach, reach)
    if abs(difference) == 1:
        sure = wilson(cases, cases)[0]
        return Interval(*sorted((sure * difference, difference)))
    return Interval(difference, difference)
