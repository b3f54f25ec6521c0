"""The outlook of segments: predictions averaged, with their error."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from personas.evidence import BY_DEFINITION, PREDICTED, Statistic, Unit, Window
from personas.ids import content_id
from personas.phrasing import money, percent
from personas.segment import Segment
from segments.prediction.report import Predictions
from segments.prediction.trials import Trial
from segments.scoring import Numbers
from segments.statistics import FEWEST_COMPARED, ratio_interval
from segments.statistics.measures import Moments
from segments.statistics.wording import category_words, is_left_over

SCORES = "scores"
"""In SQL: customer_id and a column a score."""
RANGE = 0.8
"""How often the range of a prediction is meant to hold what comes."""
RANGE_WORDS = "8 times in 10"
_WIDEST = 0.6
"""Of the range of a share: one that may be nearly anything is not told."""
_CATEGORIES_TOLD = 2
_CATEGORY = "category:"
_GROUPS = 10


class _Score(NamedTuple):
    column: str
    metric: str
    predicate: str
    terms: tuple[str, ...]
    unit: Unit = "share"


_ALWAYS = (
    _Score("lapse", f"{PREDICTED}lapse", "are expected to order nothing in the next 13 weeks", ("lapse", "expected")),
    _Score("soon", f"{PREDICTED}order", "are expected to order in the next 4 weeks", ("expected", "predicted", "next")),
    _Score("expected_cents", f"{PREDICTED}spend", "the average spend expected of a customer in the next 13 weeks",
           ("expected", "predicted", "next"), "money"),
    _Score("campaign", f"{PREDICTED}campaign", "are expected to answer the next campaign that they are sent",
           ("campaign", "expected", "predicted")),
)  # fmt: skip


def outlook_statistics(
    predictions: Predictions, members: pd.DataFrame, segments: Sequence[Segment], definition_hash: str, currency: str
) -> list[Statistic]:
    """For each segment of at least 30 customers: risk of lapse, order soon, expected spending, trend, categories.

    `members` has customer_id and segment_id (keys). The range of an average is `average_error` to either side; a
    share whose range spans more than 60 points is left out.
    """
    scored = members.merge(predictions.scores, on="customer_id")
    window = Window(start=predictions.report.as_of, end=predictions.report.as_of)
    found: list[Statistic] = []
    for segment in segments:
        inside = scored[scored["segment_id"] == segment.key]
        if segment.population == "customers" and len(inside) >= FEWEST_COMPARED:
            figures = [*_averages(predictions, inside, scored, segment, currency), *_trend(inside, scored, segment)]
            found += [_identified(one, definition_hash, window) for one in figures]
    return found


def average_error(trials: Sequence[Trial], scores: Numbers) -> float:
    """Half the width of the 80 % range of the mean of these scores over a quarter to come.

    Each trial's customers are put into ten groups by what was expected of them, and the scores into the same groups,
    which weigh by the scores in them. What a whole quarter misses is alike for all, so quarters are what is drawn at
    random: the half is the root of their mean squared miss and of the chance among people, times Student's t of as
    many degrees of freedom as there are trials (a prediction interval under random effects: Higgins, Thompson and
    Spiegelhalter, 2009, JRSS A 172, 137-159). Groups that missed to either side do not make up for each other.
    """
    from scipy.special import stdtrit

    missed = [_missed(trial, scores) for trial in trials]
    square = sum(one.square for one in missed) / len(missed) + missed[0].variance
    return float(stdtrit(len(missed), (1 + RANGE) / 2) * np.sqrt(square))


class _Missed(NamedTuple):
    """What a trial missed among customers of like scores, squared, and the variance of the mean by people alone."""

    square: float
    variance: float


def _missed(trial: Trial, scores: Numbers) -> _Missed:
    edges = np.unique(np.quantile(trial.expected, np.linspace(0, 1, _GROUPS + 1)[1:-1]))
    tried, here = (np.searchsorted(edges, values, side="right") for values in (trial.expected, scores))
    weights = np.bincount(here, minlength=len(edges) + 1) / len(scores)
    square, variance = 0.0, 0.0
    for group, weight in enumerate(weights):
        residuals = (trial.happened - trial.expected)[tried == group]
        if weight and len(residuals):
            square += weight * float(residuals.mean()) ** 2
            variance += weight * float(residuals.var()) * (weight / len(residuals) + 1 / len(scores))
    return _Missed(square, variance)


def _identified(one: Statistic, definition_hash: str, window: Window) -> Statistic:
    name = content_id("s", one.segment_id, one.metric, definition_hash)
    return one.model_copy(update={"id": name, "window": window})


def _scores(inside: pd.DataFrame) -> list[_Score]:
    """What is told of a segment: the scores that there are, of the categories only the two that most will buy."""
    means = {name: float(inside[name].to_numpy().mean()) for name in inside.columns if name.startswith(_CATEGORY)}
    means = {name: mean for name, mean in means.items() if not is_left_over(name.removeprefix(_CATEGORY))}
    likely = sorted(means, key=lambda name: (-means[name], name))[:_CATEGORIES_TOLD]
    told = []
    for column in likely:
        words = category_words(column.removeprefix(_CATEGORY), [one.removeprefix(_CATEGORY) for one in means])
        predicate = f"are expected to buy {words.bought} in the next 13 weeks"
        told.append(_Score(column, f"{PREDICTED}{column}", predicate, (words.term,)))
    return [score for score in (*_ALWAYS, *told) if score.column in inside.columns]


def _averages(
    predictions: Predictions, inside: pd.DataFrame, everybody: pd.DataFrame, segment: Segment, currency: str
) -> Iterator[Statistic]:
    for score in _scores(inside):
        values = inside[score.column].dropna().to_numpy(dtype="float64")
        trials = predictions.trials.get(score.column)
        if len(values) < FEWEST_COMPARED or not trials:
            continue
        value, half, share = float(values.mean()), average_error(trials, values), score.unit == "share"
        low, high = max(0.0, value - half), min(1.0, value + half) if share else value + half
        if share and high - low > _WIDEST:
            continue
        bounds = " and ".join(percent(round(end, 3)) if share else money(end, currency) for end in (low, high))
        yield Statistic(
            id="", segment_id=segment.key, metric=score.metric,
            predicate=f"{score.predicate} (between {bounds}, {RANGE_WORDS})",
            terms=score.terms, section="outlook", group=segment.name, population="customers", value=value,
            unit=score.unit, currency="" if share else currency, numerator=float(values.sum()),
            denominator=len(values), base_value=float(everybody[score.column].dropna().to_numpy().mean()),
            ci_low=low, ci_high=high, coverage=len(values) / segment.n, sql=_sql(_mean(score.column), segment),
        )  # fmt: skip


def _trend(inside: pd.DataFrame, everybody: pd.DataFrame, segment: Segment) -> Iterator[Statistic]:
    """Spending of the last thirteen weeks by that of the thirteen weeks before, of the same customers."""
    now, before = (inside[name].to_numpy(dtype="float64") for name in ("recent_cents", "earlier_cents"))
    base = float(everybody["earlier_cents"].sum())
    if now.sum() <= 0 or before.sum() <= 0 or base <= 0:
        return
    value, all_ = float(now.sum() / before.sum()), float(everybody["recent_cents"].sum()) / base
    sums = (now.sum(), before.sum(), (now * now).sum(), (before * before).sum(), (now * before).sum())
    low, high = ratio_interval(Moments(len(now), *map(float, sums))) or (None, None)
    yield Statistic(
        id="", segment_id=segment.key, metric="trend:spend", terms=("trend", "spend", "spent"),
        section=BY_DEFINITION if "recency_days" in segment.sql else "outlook",
        predicate="of what they spent in the 13 weeks before is what these customers spent in the last 13 "
        f"(all customers: {percent(all_)})",
        group=segment.name, value=value, unit="share", base_value=all_, index=100 * value / all_ if all_ > 0 else None,
        ci_low=low, ci_high=high, sql=_sql("CAST(sum(recent_cents) AS DOUBLE) / sum(earlier_cents) AS value", segment),
    )  # fmt: skip


def _mean(column: str) -> str:
    return f'avg("{column}") AS value, sum("{column}") AS numerator, count("{column}") AS denominator'


def _sql(columns: str, segment: Segment) -> str:
    return f"SELECT {columns} FROM {SCORES} WHERE customer_id IN ({segment.sql})"
