from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.segments.forecasts import PUBLISHED, WEEKS, held_out, published_histories
from personas.errors import BadInput
from segments.prediction import PurchaseHistories, fit_purchases, fit_spending, forecast_level


@pytest.fixture(scope="module")
def published_data() -> Path:
    found = find_spec("lifetimes")
    if found is None or not found.submodule_search_locations:
        pytest.skip("the package lifetimes, which ships the CDNOW data, is not installed")
    return Path(found.submodule_search_locations[0]) / "datasets"


def test_the_purchase_model_finds_the_published_parameters_and_likelihood(published_data: Path) -> None:
    found = fit_purchases(published_histories(published_data))
    assert found[:4] == pytest.approx(PUBLISHED[:4], abs=5e-4)
    assert found.log_likelihood == pytest.approx(-9582.4, abs=0.05)


def test_the_published_customer_is_expected_to_buy_as_published() -> None:
    one = PurchaseHistories(np.array([2.0]), np.array([30.43]), np.array([38.86]))
    assert PUBLISHED.expected(one, 39)[0] == pytest.approx(1.2259, abs=5e-4)


def test_the_spending_model_finds_the_published_parameters(published_data: Path) -> None:
    frame = pd.read_csv(published_data / "cdnow_customers_summary_with_transactions.csv")
    found = fit_spending(frame["x"].to_numpy(dtype="float64"), frame["zbar"].to_numpy(dtype="float64"))
    assert found[:3] == pytest.approx((6.25, 3.74, 15.44), abs=0.01)


def test_later_purchases_are_told_as_well_as_the_field_tells_them(published_data: Path) -> None:
    known, later = held_out(published_data)
    expected = fit_purchases(known).expected(known, WEEKS)
    assert round(float(np.corrcoef(expected, later)[0, 1]), 3) >= 0.626
    assert round(float(np.abs(expected - later).mean()), 3) <= 0.785


@given(st.integers(0, 40), st.floats(0, 1), st.floats(1, 200), st.floats(0.1, 100))
def test_expectations_are_finite_and_grow_with_time(repeats: int, part: float, age: float, weeks: float) -> None:
    one = PurchaseHistories(np.array([float(repeats)]), np.array([part * age if repeats else 0.0]), np.array([age]))
    near, far = PUBLISHED.expected(one, weeks)[0], PUBLISHED.expected(one, 2 * weeks)[0]
    assert 0 <= near <= far + 1e-9 and np.isfinite(far)


def test_a_few_repeat_buyers_are_not_enough() -> None:
    few = PurchaseHistories(np.array([1.0, 0.0]), np.array([3.0, 0.0]), np.array([9.0, 9.0]))
    with pytest.raises(BadInput, match="50 customers who bought again"):
        fit_purchases(few)
    with pytest.raises(BadInput, match="50 customers who bought again"):
        fit_spending(np.array([1.0]), np.array([20.0]))


def test_a_level_follows_the_step_of_a_year_before() -> None:
    christmas = [100.0, 90.0, 95.0, 280.0, 98.0]
    level = forecast_level(christmas)
    assert level is not None and 230 < level < 300


def test_a_small_sway_is_averaged_and_a_fall_goes_on() -> None:
    assert forecast_level([100.0, 102.0]) == pytest.approx(101, abs=0.2)
    falling = forecast_level([100.0, 200.0])
    assert falling is not None and falling < 80
    assert forecast_level([100.0]) == 100
    assert forecast_level([]) is None and forecast_level([0.0, 5.0]) is None
