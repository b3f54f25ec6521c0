"""Small-cell suppression, with secondary suppression against recovery by subtraction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from segments.segmentation.parts import FEWEST_SHOWN
from segments.statistics.measures import Measure, Moments

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


def tables_of(measures: Iterable[Measure]) -> list[list[Measure]]:
    """Measures whose counts stand in one table: the values of an attribute, the answers to a question; else one."""
    by_table: dict[str, list[Measure]] = defaultdict(list)
    for measure in measures:
        by_table[measure.metric.partition("=")[0]].append(measure)
    return list(by_table.values())


def shown_cells(table: Sequence[Measure], parts: Sequence[Sequence[Moments]], totals: Sequence[Moments]) -> Mask:
    """Which figures of a table are shown; `parts` are a row a segment and a column a measure, `totals` everybody's.

    Nothing over fewer than five people, no share that speaks of fewer, and none from which one follows.
    """
    share = np.array([measure.unit == "share" for measure in table])
    some, known = (np.array([[getattr(cell, field) for cell in row] for row in parts]) for field in ("some", "n"))
    counts = np.where(share, some, known).round().astype("int64")
    shown = np.array([[_fits(*cell) for cell in zip(table, row, totals, strict=True)] for row in parts])
    of = known.max(axis=1).astype("int64")
    divided = len(table) > 1 and all(measure.kind == "proportion" for measure in table)
    return complementary(counts, shown, of if divided and (counts.sum(axis=1) <= of).all() else None)


def _fits(measure: Measure, part: Moments, total: Moments) -> bool:
    if total.y == 0 or part.n < max(FEWEST_SHOWN, measure.fewest_known) or part.x <= 0:
        return False
    return measure.unit != "share" or not 0 < part.some < FEWEST_SHOWN


def complementary(counts: Counts, shown: Mask, known: Counts | None = None) -> Mask:
    """Which cells of a table are still shown when no small one may follow from what else is published.

    `counts` are people, a row a segment and a column a value; `shown` is False for what is withheld by itself. The
    figure of everybody gives the total of each column; `known` (people a row, where each is in one column at most)
    that of each row. A line with a small cell, or with one withheld to protect it, must withhold two that together
    speak of five people or more: until it does, the smallest cell that it shows is withheld too (secondary
    suppression; Cox, 1980; Hundepool et al., 2012). The totals themselves stay.
    """
    shown, guarded = shown.copy(), ~shown & (counts > 0) & (counts < FEWEST_SHOWN)
    outside = np.zeros(len(counts), dtype="int64") if known is None else known - counts.sum(axis=1)
    views = [(counts.T, shown.T, guarded.T, np.zeros(counts.shape[1], dtype="int64"))]
    views += [(counts, shown, guarded, outside)] if known is not None else []
    while any([_guard_lines(*view) for view in views]):
        pass
    return shown


def _guard_lines(counts: Counts, shown: Mask, guarded: Mask, outside: Counts) -> bool:
    """Withhold one more cell in each row that needs it, in place; whether any did. `outside` stand in no column."""
    withheld = False
    for place in range(len(counts)):
        crossing = np.asarray(guarded.any(axis=0))
        cell = _to_withhold(counts[place], shown[place], guarded[place], int(outside[place]), crossing)
        if cell is not None:
            shown[place, cell], guarded[place, cell], withheld = False, True, True
    return withheld


def _to_withhold(counts: Counts, shown: Mask, guarded: Mask, outside: int, crossing: Mask) -> int | None:
    """The cell of a line that must go too; None where its guarded cells are safe, or nothing is left to withhold.

    Cells whose crossing line is guarded anyway go first, so that fewer lines are touched; of these the smallest.
    """
    gone = counts[~shown & (counts > 0)]
    if not guarded.any() or (len(gone) + (outside > 0) >= 2 and gone.sum() + outside >= FEWEST_SHOWN):
        return None
    left = np.flatnonzero(shown & (counts > 0))
    return min(left.tolist(), key=lambda cell: (not crossing[cell], counts[cell]), default=None)
