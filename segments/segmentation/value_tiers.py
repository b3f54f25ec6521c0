"""Value tiers, and the cells of tier and activity that form segments."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from personas.errors import BadInput

TIERS = ("low", "medium", "high", "top")
MOST_SEGMENTS = 6
SMALLEST_SHARE = 0.03
QUARTERS = (0.25, 0.5, 0.75)
"""Where the value tiers end by default, as shares of the customers from the least revenue up."""
TOP_TENTH = (0.4, 0.7, 0.9)
"""Tiers that set the most valuable tenth apart."""
SMALLEST = 5
"""Nothing is shown for fewer people."""


class Cell(NamedTuple):
    """Neighbouring value tiers of one activity, and what the customers in them come to."""

    tiers: tuple[str, ...]
    activity: str
    n: int
    revenue: int


def tier_cuts(revenue: NDArray[np.int64], ends: Sequence[float] = QUARTERS) -> list[int]:
    """The revenue at which each tier above the lowest begins: exact cents, so that equals always stand together.

    Raises BadInput unless `ends` are three rising shares between 0 and 1.
    """
    if len(ends) != len(TIERS) - 1 or not all(a < b for a, b in pairwise((0.0, *ends, 1.0))):
        raise BadInput(f"Value tiers end at three rising shares, for example 0.4, 0.7, 0.9; not at {list(ends)}.")
    ordered = np.sort(revenue)
    return [int(ordered[min(int(len(ordered) * end + 1e-9), len(ordered) - 1)]) for end in ends]


def cells_of(revenue: NDArray[np.int64], cuts: list[int], active: NDArray[np.bool_]) -> list[Cell]:
    """Every tier of either activity; of one activity where either side has too few for a segment."""
    tier = np.searchsorted(np.array(cuts), revenue, side="right")
    smallest = max(SMALLEST, int(len(revenue) * SMALLEST_SHARE))
    divided = min(int(active.sum()), int((~active).sum())) >= smallest
    sides = {"active": active, "slipping": ~active} if divided else {"any": np.ones(len(active), dtype=bool)}
    cells = []
    for activity, side in sides.items():
        for place, name in enumerate(TIERS):
            here = side & (tier == place)
            cells.append(Cell((name,), activity, int(here.sum()), int(revenue[here].sum())))
    return cells


def merge_cells(cells: list[Cell], most: int = MOST_SEGMENTS) -> list[Cell]:
    """Join neighbouring value tiers of the same activity until there are few enough cells and none is too small.

    Each step joins the pair that loses least of the differences in revenue between customers (Ward, 1963); first
    pairs with a cell under 3 % of the customers (at least 5). Ties go to the first pair, so the result is one.
    """
    total = sum(cell.n for cell in cells)
    smallest = max(SMALLEST, int(total * SMALLEST_SHARE))
    while True:
        pairs = [(left, left + 1) for left in range(len(cells) - 1) if cells[left].activity == cells[left + 1].activity]
        small = [pair for pair in pairs if min(cells[pair[0]].n, cells[pair[1]].n) < smallest]
        if not pairs or not (small or len(cells) > most):
            return cells
        left, right = min(small or pairs, key=lambda pair: _loss(cells[pair[0]], cells[pair[1]]))
        first, second = cells[left], cells[right]
        joined = Cell(first.tiers + second.tiers, first.activity, first.n + second.n, first.revenue + second.revenue)
        cells = [*cells[:left], joined, *cells[right + 1 :]]


def _loss(first: Cell, second: Cell) -> float:
    if not first.n or not second.n:
        return 0.0
    apart = first.revenue / first.n - second.revenue / second.n
    return first.n * second.n / (first.n + second.n) * apart**2
