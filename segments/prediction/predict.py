"""Predictions for every customer: fitted, backtested on the last thirteen weeks, dated."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import pandas as pd

from segments.features import Features
from segments.past import HORIZON, HORIZON_DAYS
from segments.prediction.campaigns import campaign_responses
from segments.prediction.frames import Moment, leading_categories, moment
from segments.prediction.probability import Backtest, ProbabilityModel, backtest
from segments.prediction.report import Fitted, PredictionReport, Predictions
from segments.prediction.spend import Method, SpendBacktest, SpendModel, choose_spend, fit_spend, spend_trials
from segments.prediction.targets import LAPSE, SOON, Lessons, Target, of_category
from segments.prediction.trials import Trial
from segments.scoring import FEWEST_OF_EACH
from segments.tables.fetching import room_needed

REFIT = timedelta(days=30)
_MOST_TESTS = 3
"""Times thirteen weeks on which a prediction is tested: the newest decides, all tell of its error."""
_UNTOLD_SPENDING = "What each customer will spend could not be told better than by the mean of all: nobody is scored."
_LOGISTIC = "logistic regression on recency, orders, value, tenure and recent spending"


class _Moments(NamedTuple):
    """The newest purchase, and moments one, two and up to four horizons before it."""

    today: Moment
    """What is scored."""
    past: tuple[Moment, ...]
    """The newest first: each is what is tested on, and the next what is learned from for that."""

    @property
    def tests(self) -> Iterator[tuple[Moment, Moment]]:
        """What is learned from and tested on, the newest test first."""
        return zip(self.past[1:], self.past, strict=False)


@room_needed()
def predict(features: Features, fitted: Fitted | None = None) -> Predictions:
    """Score every customer as of the newest purchase; models older than 30 days (or none) are fitted anew.

    Needs purchases over three times 13 weeks; a probability also 100 customers who did and 100 who did not. What
    cannot be predicted is left out, with the reason among the notes.
    """
    window = features.window
    if window is None or window.end - window.start < 3 * HORIZON:
        note = f"Predictions need purchases over three times {HORIZON_DAYS} days."
        empty = pd.DataFrame({"customer_id": pd.Series(dtype="str")})
        return Predictions(PredictionReport(as_of=features.as_of, fitted=None, notes=(note,)), empty, {})
    end = window.end + timedelta(seconds=1)
    in_force = fitted if fitted is not None and end - fitted.as_of < REFIT else None
    categories = in_force.categories if in_force else leading_categories(features)
    known = min(_MOST_TESTS, (window.end - window.start) // HORIZON - 2) + 1
    today, *past = (moment(features, end - steps * HORIZON, categories) for steps in range(known + 1))
    return _Scoring(_Moments(today, tuple(past))).whole(features, in_force, categories)


class _Scoring:
    """Scores, tests and notes as they come together. What does not tell better than chance scores nobody."""

    def __init__(self, moments: _Moments) -> None:
        self._at = moments
        self._lessons = Lessons()
        self._scores = moments.today.customers[["customer_id"]].copy()
        self._tests: list[Backtest] = []
        self._trials: dict[str, tuple[Trial, ...]] = {}
        self._notes: list[str] = []

    def whole(self, features: Features, in_force: Fitted | None, categories: tuple[str, ...]) -> Predictions:
        """All predictions; models are fitted where none are in force."""
        newest, *earlier = self._at.tests
        spend_test, told = choose_spend(*newest, self._lessons)
        fitted = in_force or _fit(self._at, categories, spend_test.method, self._lessons)
        of_categories = [(of_category(name), model) for name, model in fitted.by_category.items()]
        for target, model in [(LAPSE, fitted.lapse), (SOON, fitted.soon), *of_categories]:
            self._add_probability(target, model)
        if spend_test.tells:
            before = spend_trials(spend_test.method, earlier, self._lessons)
            self._trials["expected_cents"] = (told, *before)
            spending = SpendModel(fitted.spend_method, fitted.spend, fitted.lapse)
            self._scores["expected_cents"] = spending.expected(self._at.today)
        else:
            self._notes.append(_UNTOLD_SPENDING)
        spent = ["recent_cents", "earlier_cents"]
        self._scores[spent] = self._at.today.customers[spent]
        self._add_campaign(features)
        return Predictions(self._report(fitted, spend_test), self._scores, self._trials)

    def _add_probability(self, target: Target, model: ProbabilityModel | None) -> None:
        """Test what would have been learned a horizon earlier; score everybody with the model if that tells."""
        trials = target.trials(self._at.tests, self._lessons)
        newest = next(trials, None)
        if model is None or newest is None:
            self._notes.append(_too_few(target))
            return
        base_rate = float(target.happened(self._at.past[1]).mean())
        if self._tells(backtest(target.words, _LOGISTIC, newest.happened, newest.expected, base_rate)):
            self._trials[target.name] = (newest, *trials)
            self._scores[target.name] = model.probability(target.values(self._at.today))

    def _add_campaign(self, features: Features) -> None:
        responses = campaign_responses(features)
        if responses is not None and self._tells(responses.test):
            self._trials["campaign"] = (Trial(responses.expected, responses.happened),)
            scores = responses.scores.rename(columns={"probability": "campaign"})
            self._scores = self._scores.merge(scores, how="left")

    def _tells(self, test: Backtest) -> bool:
        """Whether a test tells better than chance; it is kept either way, and noted if it does not."""
        self._tests.append(test)
        if not test.tells:
            self._notes.append(_untold(test))
        return test.tells

    def _report(self, fitted: Fitted, spend: SpendBacktest) -> PredictionReport:
        tests, notes = tuple(self._tests), tuple(self._notes)
        return PredictionReport(as_of=self._at.today.at, fitted=fitted, tests=tests, spend=spend, notes=notes)


def _too_few(target: Target) -> str:
    return (
        f"Too few to learn who will {target.words}: it takes {FEWEST_OF_EACH} who did and as many who did not, "
        "twice over."
    )


def _untold(test: Backtest) -> str:
    return f"Who will {test.target} could not be told better than by chance (AUC {test.auc:.2f}), so nobody is scored."


def _fit(moments: _Moments, categories: tuple[str, ...], method: Method, lessons: Lessons) -> Fitted:
    """Learn from the newest horizon that is known, so that the models speak of the next one."""
    known, repeat = moments.past[0], method == "repeat-purchase model"
    return Fitted(
        as_of=moments.today.at,
        categories=categories,
        lapse=lessons.of(LAPSE, known),
        soon=SOON.learned(known),
        by_category={name: model for name in categories if (model := of_category(name).learned(known))},
        spend_method=method,
        spend=fit_spend(method, moments.today if repeat else known, lessons).numbers,
    )
