import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.errors import BadInput
from segments.features import build_features
from segments.segmentation.activity import activity_window
from segments.segmentation.value_activity import cell_numbers, explain, learn_value_activity, value_activity_parts
from segments.segmentation.value_tiers import Cell, merge_cells, tier_cuts
from segments.tables import Tables
from tests.segments.shop import ledger, line


def frame_of(revenue: list[int], recency: list[int | None]) -> pd.DataFrame:
    recency_days = pd.Series(recency, dtype="Float64")
    return pd.DataFrame({"lines": 1, "orders": 1, "revenue_cents": revenue, "recency_days": recency_days})


customers = st.lists(
    st.tuples(st.integers(-5_000, 500_000), st.one_of(st.none(), st.integers(0, 400))), min_size=1, max_size=300
)


@given(customers)
def test_everybody_is_in_exactly_one_segment_and_equals_stand_together(rows: list[tuple[int, int | None]]) -> None:
    frame = frame_of([revenue for revenue, _ in rows], [days for _, days in rows])
    params = learn_value_activity(frame, {}, 90)
    numbers = cell_numbers(frame, params)
    assert (numbers >= 0).all()
    assert len(params["cells"]) <= 6
    same = frame.assign(number=numbers, active=frame["recency_days"].fillna(999) <= 90)
    assert (same.groupby(["revenue_cents", "active"])["number"].nunique() == 1).all()


@given(customers, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[int, int | None]], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (frame_of([r for r, _ in some], [d for _, d in some]) for some in (rows, shuffled))
    assert learn_value_activity(first, {}, 90) == learn_value_activity(second, {}, 90)


def test_quarters_begin_at_exact_cents() -> None:
    assert tier_cuts(np.array([1, 2, 3, 4, 5, 6, 7, 8])) == [3, 5, 7]
    assert tier_cuts(np.array([5, 5, 5, 5])) == [5, 5, 5]


def cells(active: list[int], slipping: list[int], value: tuple[int, ...] = (100, 300, 900, 4000)) -> list[Cell]:
    tiers = ("low", "medium", "high", "top")
    return [
        Cell((tier,), activity, n, n * money)
        for activity, counts in (("active", active), ("slipping", slipping))
        for tier, n, money in zip(tiers, counts, value, strict=True)
    ]


def test_the_least_different_neighbours_are_joined_until_six_are_left() -> None:
    found = merge_cells(cells([100, 100, 100, 100], [100, 100, 100, 100]))
    assert [(cell.tiers, cell.activity) for cell in found] == [
        (("low", "medium"), "active"), (("high",), "active"), (("top",), "active"),
        (("low", "medium"), "slipping"), (("high",), "slipping"), (("top",), "slipping"),
    ]  # fmt: skip


def test_cells_that_are_too_small_are_joined_first() -> None:
    found = merge_cells(cells([400, 500, 600, 700], [300, 90, 20, 4]))
    assert [cell.tiers for cell in found if cell.activity == "slipping"] == [("low",), ("medium", "high", "top")]
    assert all(cell.n >= 0.03 * 2614 for cell in found)


def test_names_and_rules_can_be_read() -> None:
    params = {
        "activity_days": 98,
        "cuts_cents": [11750, 45650, 130950],
        "cells": [
            {"tiers": ["low", "medium"], "activity": "slipping"},
            {"tiers": ["top"], "activity": "active"},
            {"tiers": ["top"], "activity": "slipping"},
            {"tiers": ["high"], "activity": "active"},
        ],
    }
    parts = value_activity_parts(params, "GBP")
    assert [part.name for part in parts] == [
        "Top value, active", "Top value, slipping", "High value, active", "Lower value, slipping",
    ]  # fmt: skip
    assert parts[0].rule == "spent £1,309.50 or more; ordered in the last 98 days"
    assert parts[3].rule == "spent under £456.50; not in the last 98 days"
    assert "low and medium (slipping)" in explain(params)


def test_when_nearly_everybody_is_active_only_value_divides() -> None:
    params = learn_value_activity(frame_of(list(range(100, 140)), [1] * 38 + [200] * 2), {}, 90)
    assert {cell["activity"] for cell in params["cells"]} == {"any"}
    assert value_activity_parts(params, "")[0].name == "Top value"


def test_nobody_who_bought_is_refused() -> None:
    with pytest.raises(BadInput, match="Nobody bought"):
        learn_value_activity(frame_of([0], [None]).assign(lines=0), {}, 90)


@pytest.mark.parametrize(("gap", "window"), [(7, 28), (14, 28), (20, 42), (49, 98), (50, 105)])
def test_the_activity_window_follows_the_typical_gap_in_whole_weeks(tables: Tables, gap: int, window: int) -> None:
    rows = [line(f"c{n}", f"o{n}-{place}", place * gap + n, 500) for n in range(3) for place in range(4)]
    tables.add("a", "transactions", ledger([*rows, line("c0", "twice", 0.1, 5)]))
    assert activity_window(build_features(tables)) == window


def test_without_a_second_order_the_window_is_four_weeks(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line("c", "o", 0, 5)]))
    assert activity_window(build_features(tables)) == 28


def test_tiers_may_set_the_top_tenth_apart() -> None:
    frame = frame_of(list(range(1_000, 2_000)), [10, 400] * 500)
    params = learn_value_activity(frame, {"tiers": (0.4, 0.7, 0.9)}, 90)
    assert params["cuts_cents"] == [1400, 1700, 1900]
    assert "tiers that end at 40 %, 70 % and 90 %" in explain(params)
    assert "tiers" not in learn_value_activity(frame, {}, 90)


@pytest.mark.parametrize("ends", [(0.5, 0.7), (0.7, 0.4, 0.9), (0.0, 0.5, 0.9), (0.4, 0.7, 1.0)])
def test_tiers_that_do_not_rise_are_refused(ends: tuple[float, ...]) -> None:
    with pytest.raises(BadInput, match="three rising shares"):
        tier_cuts(np.array([1, 2, 3]), ends)
