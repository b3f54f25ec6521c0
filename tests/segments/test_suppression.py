import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from segments.statistics import FEWEST_SHOWN
from segments.statistics.suppression import complementary


def shown(counts: list[list[int]], *, divided: bool) -> list[list[bool]]:
    table = np.array(counts)
    small = (table > 0) & (table < FEWEST_SHOWN)
    return complementary(table, ~small, table.sum(axis=1) if divided else None).tolist()


def test_a_table_without_a_small_cell_is_shown_whole() -> None:
    assert shown([[5, 0], [90, 30]], divided=True) == [[True, True], [True, True]]


def test_one_small_cell_of_a_column_takes_the_next_smallest_with_it() -> None:
    assert shown([[3], [12], [40]], divided=False) == [[False], [False], [True]]


def test_two_small_cells_that_come_to_fewer_than_five_take_a_third_with_them() -> None:
    assert shown([[1], [2], [12], [40]], divided=False) == [[False], [False], [False], [True]]


def test_a_small_cell_of_a_division_is_guarded_along_its_row_and_its_column() -> None:
    found = np.array(shown([[3, 60, 37], [20, 30, 50], [80, 40, 90]], divided=True))
    assert not found[0, 0]
    assert ((~found).sum(axis=0)[(~found).any(axis=0)] >= 2).all()
    assert ((~found).sum(axis=1)[(~found).any(axis=1)] >= 2).all()
    assert found.sum() == 5, "no more is withheld than the four cells of a rectangle"


def test_people_in_no_column_hide_a_cell_of_their_row() -> None:
    table = np.array([[6, 30], [3, 30], [4, 60]])
    of = table.sum(axis=1) + 10
    assert complementary(table, ~((table > 0) & (table < FEWEST_SHOWN)), of)[:, 1].all()


@pytest.mark.parametrize("divided", [False, True])
@given(counts=arrays("int64", st.tuples(st.integers(2, 6), st.integers(1, 6)), elements=st.integers(0, 40)))
def test_no_small_cell_follows_from_the_total_of_its_line(counts: np.ndarray, divided: bool) -> None:
    left = np.array(shown(counts.tolist(), divided=divided))
    small = (counts > 0) & (counts < FEWEST_SHOWN)
    assert not (left & small).any()
    for axis in (0, 1) if divided else (0,):
        for line in range(counts.shape[1 - axis]):
            people, told = np.take(counts, line, axis=1 - axis), np.take(left, line, axis=1 - axis)
            withheld = people[~told & (people > 0)]
            everything_withheld = not (told & (people > 0)).any()
            assert not len(withheld) or everything_withheld or (len(withheld) >= 2 and withheld.sum() >= FEWEST_SHOWN)
