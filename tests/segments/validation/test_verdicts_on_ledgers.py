"""The verdict on ledgers of which it is known whether segments can hold."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from segments import build_segmentation, validate_segmentation
from segments.tables import Tables
from segments.validation import Verdict, judge
from tests.segments.shop import ledger, line

_DAYS, _LAST = 500, 409
Spending = Callable[[float, float, np.random.Generator], float]


def stocked(folder: Path, spending: Spending, gap: float = 30, customers: int = 350) -> Tables:
    """Customers of lasting size who order at random times; `spending` tells an order's cents by size and day."""
    random = np.random.default_rng(11)
    rows = []
    for number in range(customers):
        size, day = random.lognormal(8, 0.9), random.uniform(0, gap)
        while day < _DAYS:
            cents = int(spending(size, day, random)) + 1
            rows.append(line(f"c{number:03}", f"o{number}-{len(rows)}", day, cents))
            day += random.exponential(gap)
    tables = Tables(folder)
    tables.add("a", "transactions", ledger(rows))
    return tables


def verdict(folder: Path, spending: Spending, gap: float = 30, customers: int = 350) -> Verdict:
    tables = stocked(folder, spending, gap, customers)
    definition = build_segmentation(tables).definition
    found = judge(validate_segmentation(tables, definition, bootstraps=3, compare=False))
    tables.close()
    return found


def test_other_divisions_are_tried_on_the_segments_that_they_learned(tmp_path: Path) -> None:
    tables = stocked(tmp_path, lambda size, day, random: size * random.lognormal(0, 0.3), gap=60)
    found = validate_segmentation(tables, build_segmentation(tables).definition, bootstraps=2)
    tables.close()
    assert found.forward is not None
    assert found.alternatives[0].r2 == pytest.approx(found.forward.r2, abs=1e-9), "the way in force is tested alike"
    clusters = [one for one in found.alternatives if "clusters" in one.name]
    assert len(clusters) == 3 and all(one.r2 > 0 for one in clusters)


def test_segments_of_lasting_differences_hold(tmp_path: Path) -> None:
    found = verdict(tmp_path, lambda size, day, random: size * random.lognormal(0, 0.3), customers=600)
    assert found.outcome == "holds"


@pytest.mark.parametrize(
    ("spending", "said"),
    [
        (lambda size, day, random: random.lognormal(8, 0.5), "later spending"),
        (lambda size, day, random: size if day < _LAST else 9e6 / size, "worse than taking everybody alike"),
    ],
    ids=["differences are chance", "who spent much spends little since"],
)
def test_segments_that_tell_nothing_of_later_sales_are_said_not_to_hold(
    tmp_path: Path, spending: Spending, said: str
) -> None:
    found = verdict(tmp_path, spending)
    assert found.outcome == "does not hold"
    assert said in found.sentence()


def test_buyers_of_one_order_each_give_nothing_to_hold(tmp_path: Path) -> None:
    found = verdict(tmp_path, lambda size, day, random: size, gap=5_000, customers=3_000)
    assert found.outcome == "does not hold"
