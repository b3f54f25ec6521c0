"""Allocating an order's total to its lines, exact to the cent."""

import pandas as pd


def allocate(totals: pd.Series, weights: pd.Series, orders: pd.Series) -> pd.Series:
    """Each line's part of its order's total, in proportion to its weight; the parts add up exactly.

    `totals` repeats the order's total (integer cents) on each of its lines; where an order's weights add up to
    nothing, its first line gets all. The method is that of rounding the running sum, so no cent is lost or made.
    """
    weights = weights.astype("int64").clip(lower=0)
    sums = weights.groupby(orders).transform("sum")
    first = ~orders.duplicated()
    weights = weights.where(sums > 0, first.astype("int64"))
    sums = sums.where(sums > 0, 1)
    running = weights.groupby(orders).cumsum()
    totals = totals.astype("int64")
    return totals * running // sums - totals * (running - weights) // sums
