"""The report of predictions: models in force, backtests, scores."""

from datetime import datetime
from typing import NamedTuple

import pandas as pd

from personas.base import Record
from segments.prediction.probability import Backtest, ProbabilityModel
from segments.prediction.spend import Method, SpendBacktest
from segments.prediction.trials import Trial


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
    trials: dict[str, tuple[Trial, ...]]
    """By score: what was expected of the last thirteen weeks and what happened, then the same of those before."""
