"""Expected spending of each customer in thirteen weeks: two methods, chosen by backtest."""

from contextlib import suppress
from typing import Literal, NamedTuple

import numpy as np

from personas.base import Record
from personas.errors import BadInput
from segments.prediction.frames import Moment, histories
from segments.prediction.purchases import PurchaseModel, fit_purchases
from segments.prediction.spending import SpendingModel, fit_spending
from segments.scoring import Numbers, bootstrap_interval, learned_from, r_squared

Method = Literal["repeat-purchase model", "regression on past spending"]
_WEEKS = 13.0
FEWEST_TESTED = 30
"""Customers on whom expected spending is tested before it is shown."""
_COLUMNS = ["recency_days", "orders", "revenue_cents", "tenure_days", "recent_cents", "earlier_cents"]


class SpendBacktest(Record):
    """How expected spending did on the last thirteen weeks, of which it had not learned."""

    method: Method
    n: int
    r2: float
    mae_cents: float
    bias_cents: float
    """Mean of expected less actual spending."""
    rejected_r2: float | None
    """R2 of the other method; None where it could not be fitted."""
    r2_ci: tuple[float, float] | None = None
    """95 % interval; None in reports of before it was kept."""

    @property
    def tells(self) -> bool:
        """Whether it told more than the mean of all does, of enough people: what does not is not shown of anybody."""
        return self.n >= FEWEST_TESTED and (self.r2_ci is None or self.r2_ci[0] > 0)


class SpendModel(NamedTuple):
    """Coefficients of one method."""

    method: Method
    numbers: tuple[float, ...]
    """r, alpha, a, b, p, q, v; or the intercept and one weight a column."""

    def expected(self, at: Moment) -> Numbers:
        """Cents that each customer is expected to spend in the thirteen weeks after."""
        if self.method == "regression on past spending":
            expected = self.numbers[0] + _values(at) @ np.array(self.numbers[1:])
            return np.asarray(np.clip(expected, 0, None), dtype="float64")
        r, alpha, a, b, p, q, v = self.numbers
        purchases, spending = PurchaseModel(r, alpha, a, b, 0.0), SpendingModel(p, q, v, 0.0)
        repeats, mean = (at.customers[name].to_numpy(dtype="float64") for name in ("repeats", "repeat_cents"))
        return purchases.expected(histories(at.customers), _WEEKS) * spending.expected(repeats, mean)


def fit_spend(method: Method, at: Moment) -> SpendModel:
    """Fit one method on a moment whose time after is known. Raises BadInput for too few repeat buyers."""
    if method == "regression on past spending":
        from sklearn.linear_model import LinearRegression

        fitted = LinearRegression().fit(_values(at), at.customers["spent_cents"])
        return SpendModel(method, (float(fitted.intercept_), *map(float, fitted.coef_)))
    frame = at.customers
    purchases = fit_purchases(histories(frame))
    spending = fit_spending(*(frame[name].to_numpy(dtype="float64") for name in ("repeats", "repeat_cents")))
    return SpendModel(method, (*purchases[:4], *spending[:3]))


def choose_spend(learning: Moment, testing: Moment) -> tuple[SpendBacktest, Numbers]:
    """The method that told the last horizon better, and what it expected of each customer then."""
    actual = testing.customers["spent_cents"].to_numpy(dtype="float64")
    regression = fit_spend("regression on past spending", learning).expected(testing)
    tried: list[tuple[Method, Numbers]] = [("regression on past spending", regression)]
    with suppress(BadInput):
        tried.append(("repeat-purchase model", fit_spend("repeat-purchase model", testing).expected(testing)))
    scored = sorted(((r_squared(actual, expected), place) for place, (_, expected) in enumerate(tried)), reverse=True)
    method, expected = tried[scored[0][1]]
    some = learned_from(len(actual), len(actual))
    then, told = actual[some], expected[some]
    found = SpendBacktest(
        method=method, n=len(actual), r2=scored[0][0],
        r2_ci=bootstrap_interval(lambda rows: r_squared(then[rows], told[rows]), len(then)),
        mae_cents=float(np.abs(expected - actual).mean()),
        bias_cents=float((expected - actual).mean()), rejected_r2=scored[1][0] if len(scored) > 1 else None,
    )  # fmt: skip
    return found, expected


def _values(at: Moment) -> Numbers:
    return at.customers[_COLUMNS].astype("Float64").fillna(3650).to_numpy(dtype="float64")
