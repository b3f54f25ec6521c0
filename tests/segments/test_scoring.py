"""Scores of predictions against what they mean."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from segments.scoring import auc_of_rows, learned_from


@given(some.lists(some.tuples(some.booleans(), some.integers(0, 4)), min_size=1, max_size=12), some.randoms())
def test_the_auc_of_rows_is_how_often_who_did_had_the_higher_risk(people: list[tuple[bool, int]], chance) -> None:
    happened, risk = (np.array(column, dtype="float64") for column in zip(*people, strict=True))
    rows = np.array([chance.randrange(len(people)) for _ in people])
    did = [risk[row] for row in rows if happened[row]]
    did_not = [risk[row] for row in rows if not happened[row]]
    wins = [1.0 if a > b else 0.5 if a == b else 0.0 for a, b in product(did, did_not)]
    assert auc_of_rows(happened, risk)(rows) == pytest.approx(np.mean(wins) if wins else 0.5)


def test_models_learn_from_all_or_from_enough_of_both_kinds() -> None:
    assert len(range(90_000)[learned_from(90_000, 40_000)]) == 90_000
    assert len(range(1_000_000)[learned_from(1_000_000, 400_000)]) == 50_000
    assert len(range(1_000_000)[learned_from(1_000_000, 12_000)]) == 500_000
    assert len(range(1_000_000)[learned_from(1_000_000, 150)]) == 1_000_000
