"""Segments by value tier and activity: the default where there are purchases."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from personas.errors import BadInput
from personas.phrasing import money, percent
from segments.segmentation.activity import active_within
from segments.segmentation.parts import Part
from segments.segmentation.value_tiers import MOST_SEGMENTS, QUARTERS, TIERS, cells_of, merge_cells, tier_cuts

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
    cells = merge_cells(cells_of(revenue, cuts, active), most)
    return {
        "activity_days": window,
        "cuts_cents": cuts,
        "cells": [{"tiers": list(cell.tiers), "activity": cell.activity} for cell in cells],
        **({} if ends == QUARTERS else {"tiers": list(ends)}),
    }


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
