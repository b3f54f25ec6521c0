"""Predictions for every customer: fitted on what is known, tested on the last thirteen weeks, kept with a date."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from personas.base import Record
from segments.features import Features
from segments.past import HORIZON, HORIZON_DAYS
from segments.prediction.campaigns import campaign_responses
from segments.prediction.frames import Moment, behaviour, leading_categories, moment
from segments.prediction.probability import Backtest, ProbabilityModel, backtest, fit_probability
from segments.prediction.spend import Method, SpendBacktest, SpendModel, choose_spend, fit_spend
from segments.scoring import FEWEST_OF_EACH, Numbers
from segments.tables.fetching import room_needed

REFIT = timedelta(days=30)
_UNTOLD_SPENDING = "What each customer will spend could not be told better than by the mean of all: nobody is scored."
_LOGISTIC = "logistic regression on recency, orders, value, tenure and recent spending"
Outcome = Callable[[Moment], Numbers]


class Fitted(Record):
    """The models in force, as numbers."""

    as_of: datetime
    categories: tuple[str, ...]
    lapse: ProbabilityModel | None
    soon: ProbabilityModel | None
    by_category: dict[str, ProbabilityModel]
    spend_method: Method
    spend: tuple[float, ...]


class PredictionReport(Record):
    """What was fitted, how it did, and why something was not."""

    as_of: datetime
    """The newest purchase when scores were computed."""
    fitted: Fitted | None
    tests: tuple[Backtest, ...] = ()
    spend: SpendBacktest | None = None
    notes: tuple[str, ...] = ()


class Predictions(NamedTuple):
    """Scores of every customer who has bought, with what is known of their error."""

    report: PredictionReport
    scores: pd.DataFrame
    """customer_id and a column a score: probabilities 0..1, cents; `category:<name>` for each category."""
    trials: dict[str, "Trial"]
    """By score: what was expected of the last thirteen weeks, and what happened."""


class Trial(NamedTuple):
    """A prediction put to the test: one entry each for the customers of thirteen weeks ago."""

    expected: Numbers
    happened: Numbers


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
    categories = leading_categories(features)
    if fitted is not None and end - fitted.as_of < REFIT:
        categories = fitted.categories
    learning, testing, today = (moment(features, end - steps * HORIZON, categories) for steps in (2, 1, 0))
    return _predict(features, learning, testing, today, categories, fitted)


def _predict(
    features: Features, learning: Moment, testing: Moment, today: Moment, categories: tuple[str, ...],
    fitted: Fitted | None,
) -> Predictions:  # fmt: skip
    notes: list[str] = []
    spend_test, expected_then = choose_spend(learning, testing)
    if fitted is None or today.at - fitted.as_of >= REFIT:
        fitted = _fit(testing, today, categories, spend_test.method)
    scores = today.customers[["customer_id"]].copy()
    trials: dict[str, Trial] = {}
    tests: list[Backtest] = []
    for name, words, model, outcome in _targets(fitted):
        values = _category_values if name.startswith("category:") else _plain_values
        happened, learned = outcome(testing), outcome(learning)
        earlier = fit_probability(values(learning, name), learned)
        if model is None or earlier is None:
            notes.append(_too_few(words))
            continue
        trial = Trial(earlier.probability(values(testing, name)), happened)
        test = backtest(words, _LOGISTIC, happened, trial.expected, float(learned.mean()))
        tests.append(test)
        if not test.tells:
            notes.append(_untold(test))
            continue
        scores[name], trials[name] = model.probability(values(today, name)), trial
    if spend_test.tells:
        scores["expected_cents"] = SpendModel(fitted.spend_method, fitted.spend).expected(today)
        trials["expected_cents"] = Trial(expected_then, testing.customers["spent_cents"].to_numpy(dtype="float64"))
    else:
        notes.append(_UNTOLD_SPENDING)
    scores[["recent_cents", "earlier_cents"]] = today.customers[["recent_cents", "earlier_cents"]]
    responses = campaign_responses(features)
    if responses is not None:
        tests.append(responses.test)
        if responses.test.tells:
            trials["campaign"] = Trial(responses.expected, responses.happened)
            scores = scores.merge(responses.scores.rename(columns={"probability": "campaign"}), how="left")
        else:
            notes.append(_untold(responses.test))
    report = PredictionReport(
        as_of=today.at, fitted=fitted, tests=tuple(tests), spend=spend_test, notes=tuple(notes)
    )  # fmt: skip
    return Predictions(report, scores, trials)


def _too_few(words: str) -> str:
    return f"Too few to learn who will {words}: it takes {FEWEST_OF_EACH} who did and as many who did not, twice over."


def _untold(test: Backtest) -> str:
    return f"Who will {test.target} could not be told better than by chance (AUC {test.auc:.2f}), so nobody is scored."


def _fit(known: Moment, today: Moment, categories: tuple[str, ...], method: Method) -> Fitted:
    """Learn from the newest horizon that is known, so that the models speak of the next one."""
    repeat = method == "repeat-purchase model"
    return Fitted(
        as_of=today.at,
        categories=categories,
        lapse=fit_probability(_plain_values(known), _lapsed(known)),
        soon=fit_probability(_plain_values(known), _soon(known)),
        by_category={
            name: model
            for name in categories
            if (model := fit_probability(_category_values(known, f"category:{name}"), _bought(name)(known)))
        },
        spend_method=method,
        spend=fit_spend(method, today if repeat else known).numbers,
    )


def _targets(fitted: Fitted) -> list[tuple[str, str, ProbabilityModel | None, Outcome]]:
    return [
        ("lapse", "order nothing in the next 13 weeks", fitted.lapse, _lapsed),
        ("soon", "order in the next 4 weeks", fitted.soon, _soon),
        *((f"category:{name}", f"buy {name} in the next 13 weeks", model, _bought(name))
          for name, model in fitted.by_category.items()),
    ]  # fmt: skip


def _lapsed(at: Moment) -> Numbers:
    return np.asarray(at.customers["future_orders"] == 0, dtype="float64")


def _soon(at: Moment) -> Numbers:
    return np.asarray(at.customers["soon_orders"] > 0, dtype="float64")


def _bought(category: str) -> Outcome:
    return lambda at: np.asarray(at.after[category] > 0, dtype="float64")


def _plain_values(at: Moment, name: str = "") -> Numbers:
    return behaviour(at.customers)


def _category_values(at: Moment, name: str) -> Numbers:
    """What the customer spent on the category and on the others in the half year before, beside behaviour."""
    own = at.before[name.removeprefix("category:")].to_numpy(dtype="float64")
    rest = at.before.sum(axis=1).to_numpy(dtype="float64") - own
    return np.column_stack([behaviour(at.customers), np.log1p(own), own > 0, np.log1p(rest)])
