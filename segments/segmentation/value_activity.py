"""Segments by value tier and activity: the default where there are purchases."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import ibis
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from personas.errors import BadInput
from personas.phrasing import money, percent
from segments.features import CUSTOMERS, Features
from segments.features.calendar import days_since_1970
from segments.segmentation.parts import Part
from segments.tables.fetching import scalar

TIERS = ("low", "medium", "high", "top")
MOST_SEGMENTS = 6
SMALLEST_SHARE = 0.03
QUARTERS = (0.25, 0.5, 0.75)
"""Where the value tiers end by default, as shares of the customers from the least revenue up."""
TOP_TENTH = (0.4, 0.7, 0.9)
"""Tiers that set the most valuable tenth apart."""
SMALLEST = 5
"""Nothing is shown for fewer people."""

_MOST_LOOKED_AT = 25_000

_NAMES = {
    ("low",): "Low value",
    ("medium",): "Medium value",
    ("high",): "High value",
    ("top",): "Top value",
    ("low", "medium"): "Lower value",
    ("medium", "high"): "Middle value",
    ("high", "top"): "Higher value",
    ("low", "medium", "high"): "Below top value",
    ("medium", "high", "top"): "Above low value",
    TIERS: "Any value",
}


class Cell(NamedTuple):
    """Neighbouring value tiers of one activity, and what the customers in them come to."""

    tiers: tuple[str, ...]
    activity: str
    n: int
    revenue: int


def activity_window(features: Features) -> int:
    """Days after which a customer counts as slipping: twice the gap between a typical customer's successive orders.

    The gap is the median over customers of each one's median gap in days (orders of one day count once); the window
    is rounded up to whole weeks and never under 28 days. Of more than 25,000 customers every k-th by id is looked at.
    """
    orders = _some(features.table("orders"), features.table(CUSTOMERS))
    days = orders.filter(orders.purchase).select("customer_id", day=days_since_1970(orders.ordered_at))
    days = days.distinct()
    before = days.day.lag().over(group_by="customer_id", order_by="day")
    gaps = days.mutate(gap=days.day - before)
    known = gaps.filter(gaps.gap.notnull())
    median = scalar(known.group_by("customer_id").aggregate(typical=known.gap.median()).typical.median())
    return 28 if median is None else max(28, int(-(-2 * median // 7) * 7))


def _some(orders: Any, customers: Any) -> Any:
    """The orders of every k-th customer, so that those of 25,000 at most are left."""
    step = -(-int(scalar(customers.count())) // _MOST_LOOKED_AT)
    if step <= 1:
        return orders
    numbered = customers.select("customer_id", place=ibis.row_number().over(order_by=customers.customer_id))
    return orders.semi_join(numbered.filter(numbered.place % step == 0), "customer_id")


def learn_value_activity(frame: pd.DataFrame, params: Mapping[str, Any], window: int) -> dict[str, Any]:
    """The frozen parameters: cuts in cents, days of activity, and which cells form a segment.

    `frame` holds lines, revenue_cents and recency_days of each customer; `params["tiers"]` says where tiers end
    (`QUARTERS`). Raises BadInput when nobody bought, or when these are not three rising shares.
    """
    buyers = frame[frame["lines"] > 0]
    if buyers.empty:
        raise BadInput("Nobody bought anything. Ingest transactions, or segment by rules: `--method rules`.")
    revenue = buyers["revenue_cents"].to_numpy(dtype="int64")
    active = active_within(buyers["recency_days"], window)
    ends = tuple(params.get("tiers", QUARTERS))
    cuts = tier_cuts(revenue, ends)
    most = int(params.get("segments", MOST_SEGMENTS))
    cells = merge_cells(_cells(revenue, cuts, active), most)
    return {
        "activity_days": window,
        "cuts_cents": cuts,
        "cells": [{"tiers": list(cell.tiers), "activity": cell.activity} for cell in cells],
        **({} if ends == QUARTERS else {"tiers": list(ends)}),
    }


def active_within(recency_days: pd.Series, window: int) -> NDArray[np.bool_]:
    """Who ordered within the window; a customer with returns only did not."""
    return np.asarray((recency_days <= window).fillna(value=False), dtype=bool)


def tier_cuts(revenue: NDArray[np.int64], ends: Sequence[float] = QUARTERS) -> list[int]:
    """The revenue at which each tier above the lowest begins: exact cents, so that equals always stand together.

    Raises BadInput unless `ends` are three rising shares between 0 and 1.
    """
    if len(ends) != len(TIERS) - 1 or not all(a < b for a, b in pairwise((0.0, *ends, 1.0))):
        raise BadInput(f"Value tiers end at three rising shares, for example 0.4, 0.7, 0.9; not at {list(ends)}.")
    ordered = np.sort(revenue)
    return [int(ordered[min(int(len(ordered) * end + 1e-9), len(ordered) - 1)]) for end in ends]


def _cells(revenue: NDArray[np.int64], cuts: list[int], active: NDArray[np.bool_]) -> list[Cell]:
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


def value_activity_parts(params: Mapping[str, Any], currency: str) -> list[Part]:
    """The segments of a frozen definition, the most valuable and active first."""
    cuts, days = params["cuts_cents"], params["activity_days"]
    cells = [(tuple(cell["tiers"]), cell["activity"]) for cell in params["cells"]]
    cells.sort(key=lambda cell: (-TIERS.index(cell[0][-1]), cell[1] != "active"))
    return [_part(tiers, activity, cuts, days, currency) for tiers, activity in cells]


def _part(tiers: tuple[str, ...], activity: str, cuts: list[int], days: int, currency: str) -> Part:
    low, high = TIERS.index(tiers[0]), TIERS.index(tiers[-1])
    least = cuts[low - 1] if low > 0 else None
    under = cuts[high] if high < len(cuts) else None
    conditions, words = ["lines > 0"], []
    if least is not None:
        conditions.append(f"revenue_cents >= {least}")
    if under is not None:
        conditions.append(f"revenue_cents < {under}")
    words.append(_value_words(least, under, currency))
    if activity == "active":
        conditions.append(f"recency_days <= {days}")
        words.append(f"ordered in the last {days} days")
    elif activity == "slipping":
        conditions.append(f"(recency_days > {days} OR recency_days IS NULL)")
        words.append(f"not in the last {days} days")
    name = _NAMES[tiers] if activity == "any" else f"{_NAMES[tiers]}, {activity}"
    return Part(f"{'+'.join(tiers)}:{activity}", name, "; ".join(words), " AND ".join(conditions))


def _value_words(least: int | None, under: int | None, currency: str) -> str:
    match least, under:
        case None, None:
            return "bought anything"
        case int(), None:
            return f"spent {money(least or 0, currency)} or more"
        case None, int():
            return f"spent under {money(under or 0, currency)}"
        case _:
            return f"spent {money(least or 0, currency)} to under {money(under or 0, currency)}"


def explain(params: Mapping[str, Any]) -> str:
    """One sentence on how the cells came to be."""
    joined = [
        f"{' and '.join(cell['tiers'])} ({cell['activity']})" for cell in params["cells"] if len(cell["tiers"]) > 1
    ]
    tiers = params.get("tiers")
    who = "Quarters of customers" if tiers is None else f"Customers in tiers that end at {_shares(tiers)}"
    start = f"{who} by revenue, by whether they ordered in the last {params['activity_days']} days"
    return f"{start}; joined because they differ least in revenue: {', '.join(joined)}." if joined else f"{start}."


def _shares(tiers: Sequence[float]) -> str:
    return " and ".join(", ".join(percent(end) for end in part) for part in (tiers[:-1], tiers[-1:]))


def cell_numbers(frame: pd.DataFrame, params: Mapping[str, Any]) -> NDArray[np.int64]:
    """For each buyer the place of their cell in the definition; the same as its SQL."""
    revenue = frame["revenue_cents"].to_numpy(dtype="int64")
    tier = np.searchsorted(np.array(params["cuts_cents"]), revenue, side="right")
    active = active_within(frame["recency_days"], int(params["activity_days"]))
    numbers = np.full(len(frame), -1, dtype="int64")
    for place, cell in enumerate(params["cells"]):
        tiers = [TIERS.index(name) for name in cell["tiers"]]
        side = {"active": active, "slipping": ~active}.get(cell["activity"], np.ones(len(frame), dtype=bool))
        numbers[np.isin(tier, tiers) & side] = place
    return numbers
