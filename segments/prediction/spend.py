"""Expected spending of each customer in thirteen weeks: three methods, chosen by backtest."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from personas.base import Record
from personas.errors import BadInput
from segments.prediction.frames import Moment, histories
from segments.prediction.probability import ProbabilityModel
from segments.prediction.purchases import PurchaseModel, fit_purchases
from segments.prediction.spending import SpendingModel, fit_spending
from segments.prediction.targets import LAPSE, Lessons
from segments.prediction.trials import Tests, Trial
from segments.scoring import Numbers, bootstrap_interval, learned_from, r_squared

Method = Literal[
    "repeat-purchase model", "regression on past spending", "chance of ordering times spend of those who order"
]
TWO_PARTS: Method = "chance of ordering times spend of those who order"
"""Who orders at all, and what those who do spend (Cragg, 1971): agrees with the risk that nothing is ordered."""
_AS_GOOD = 0.01
"""R2 by which another method must tell more than the one in two parts to be taken."""
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
    """The best R2 of the other methods; None where none could be fitted."""
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
    lapse: ProbabilityModel | None = None
    """Who orders nothing; wanted for the method in two parts."""

    def expected(self, at: Moment) -> Numbers:
        """Cents that each customer is expected to spend in the thirteen weeks after."""
        if self.method == "repeat-purchase model":
            return self._repeated(at)
        spending = np.clip(self.numbers[0] + _values(at) @ np.array(self.numbers[1:]), 0, None)
        if self.method == TWO_PARTS and self.lapse is not None:
            spending = spending * (1 - self.lapse.probability(LAPSE.values(at)))
        return np.asarray(spending, dtype="float64")

    def _repeated(self, at: Moment) -> Numbers:
        r, alpha, a, b, p, q, v = self.numbers
        purchases, spending = PurchaseModel(r, alpha, a, b, 0.0), SpendingModel(p, q, v, 0.0)
        repeats, mean = (at.customers[name].to_numpy(dtype="float64") for name in ("repeats", "repeat_cents"))
        return purchases.expected(histories(at.customers), _WEEKS) * spending.expected(repeats, mean)


def fit_spend(method: Method, at: Moment, lessons: Lessons) -> SpendModel:
    """Fit one method on a moment whose time after is known. Raises BadInput for too few people to learn it from."""
    if method == "repeat-purchase model":
        frame = at.customers
        purchases = fit_purchases(histories(frame))
        spending = fit_spending(*(frame[name].to_numpy(dtype="float64") for name in ("repeats", "repeat_cents")))
        return SpendModel(method, (*purchases[:4], *spending[:3]))
    if method == "regression on past spending":
        return SpendModel(method, _regression(at))
    lapse = lessons.of(LAPSE, at)
    if lapse is None:
        raise BadInput("Who orders at all can be told from 100 people who did and 100 who did not.")
    ordered = at.customers["future_orders"].to_numpy() > 0
    return SpendModel(method, _regression(at, ordered), lapse)


class Chosen(NamedTuple):
    """The method of expected spending, how it did on the newest test, and what it had expected there."""

    test: SpendBacktest
    trial: Trial


def choose_spend(learning: Moment, testing: Moment, lessons: Lessons) -> Chosen:
    """The method that told the last horizon best, and how it did.

    The one in two parts is preferred to what hardly told more, because it contradicts no other prediction.
    """
    actual = testing.customers["spent_cents"].to_numpy(dtype="float64")
    tried = dict(_tried(learning, testing, lessons))
    scores = {method: r_squared(actual, expected) for method, expected in tried.items()}
    method = max(scores, key=lambda one: scores[one] + _AS_GOOD * (one == TWO_PARTS))
    expected = tried[method]
    some = learned_from(len(actual), len(actual))
    then, told = actual[some], expected[some]
    test = SpendBacktest(
        method=method, n=len(actual), r2=scores.pop(method),
        r2_ci=bootstrap_interval(lambda rows: r_squared(then[rows], told[rows]), len(then)),
        mae_cents=float(np.abs(expected - actual).mean()),
        bias_cents=float((expected - actual).mean()), rejected_r2=max(scores.values(), default=None),
    )  # fmt: skip
    return Chosen(test, Trial(expected, actual))


def spend_trials(method: Method, tests: Tests, lessons: Lessons) -> Iterator[Trial]:
    """What a method expected at each moment, and what was spent; where it could be learned."""
    for learning, testing in tests:
        with suppress(BadInput):
            expected = _expected(method, learning, testing, lessons)
            yield Trial(expected, testing.customers["spent_cents"].to_numpy(dtype="float64"))


def _tried(learning: Moment, testing: Moment, lessons: Lessons) -> Iterator[tuple[Method, Numbers]]:
    """What each method that could be learned expected."""
    for method in get_args(Method):
        with suppress(BadInput):
            yield method, _expected(method, learning, testing, lessons)


def _expected(method: Method, learning: Moment, testing: Moment, lessons: Lessons) -> Numbers:
    """What a method had expected at a moment; repeat purchases learn from what was known at that very moment."""
    at = testing if method == "repeat-purchase model" else learning
    return fit_spend(method, at, lessons).expected(testing)


def _regression(at: Moment, of_whom: NDArray[np.bool_] | slice = slice(None)) -> tuple[float, ...]:
    """The intercept and one weight a column, of what some of the customers spent after a moment."""
    from sklearn.linear_model import LinearRegression

    fitted = LinearRegression().fit(_values(at)[of_whom], at.customers["spent_cents"].to_numpy()[of_whom])
    return float(fitted.intercept_), *map(float, fitted.coef_)


def _values(at: Moment) -> Numbers:
    return at.customers[_COLUMNS].astype("Float64").fillna(3650).to_numpy(dtype="float64")
