"""Forward validation: learn on the past, score the next 13 weeks."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from personas.segment import Definition
from segments.features import Features
from segments.past import HORIZON, HORIZON_DAYS, learning_moments, spending_between, with_outcome
from segments.prediction.levels import QUARTERS_OF_A_YEAR, forecast_level
from segments.scoring import FEWEST_OF_EACH, Numbers, auc_of_rows, bootstrap_interval, enough, r_squared, roc_auc
from segments.tables import Tables
from segments.validation.controls import controls, individual_auc
from segments.validation.outcomes import by_group, lapsed_then, spent
from segments.validation.report import Earlier, Forward
from segments.validation.states import Fit, carried, relearned, state_before


class Trial(NamedTuple):
    """Customers as they stood one and two horizons before the newest purchase, with what they then did."""

    learning: pd.DataFrame
    testing: pd.DataFrame
    levels: Sequence[float]
    """What a customer spent on average in the horizons up to the test, the newest first."""


def hold_out(
    tables: Tables, features: Features, definition: Definition, levels: Sequence[float], *, back: int = 0
) -> Trial | str:
    """Set the last horizon aside, or one so many horizons before it; or why that cannot be done.

    `levels` are `spending_levels`. The frames' `key` is the segment at that moment.
    """
    window = features.window
    if window is None or window.end - window.start < (3 + back) * HORIZON:
        return f"Forward validation needs purchases over three times {HORIZON_DAYS} days."
    now = window.end + timedelta(seconds=1) - (1 + back) * HORIZON
    learning, learned = _scored(tables, features, now - HORIZON, definition, relearned)
    testing, _ = _scored(tables, features, now, learned, carried)
    if len(learning) < FEWEST_OF_EACH or len(testing) < FEWEST_OF_EACH:
        return f"Forward validation needs {FEWEST_OF_EACH} customers with a history; there are {len(testing)}."
    return Trial(learning, testing, levels[1 + back :])


def earlier_tests(
    tables: Tables, features: Features, definition: Definition, levels: Sequence[float]
) -> Iterator[Earlier]:
    """The same test on the horizons before the last one, as far as they are known and within a year of it."""
    for back in range(1, QUARTERS_OF_A_YEAR):
        trial = hold_out(tables, features, definition, levels, back=back)
        if isinstance(trial, str) or features.window is None:
            return
        yield Earlier(until=features.window.end - back * HORIZON, forward=forward_validation(trial))


def spending_levels(features: Features) -> list[float]:
    """Cents that a customer known before each horizon spent in it on average, the newest horizon first."""
    orders = features.table("orders")
    levels = []
    for cut in learning_moments(features):
        known = orders.filter(orders.ordered_at < cut).select("customer_id").distinct()
        within = orders.filter((orders.ordered_at >= cut) & (orders.ordered_at < cut + HORIZON))
        spent = within.semi_join(known, "customer_id").revenue_cents.sum()
        levels.append(float(spent.to_pyarrow().as_py() or 0) / max(int(known.count().to_pyarrow().as_py()), 1))
    return levels


def _scored(
    tables: Tables, features: Features, cut: datetime, definition: Definition, fit: Fit
) -> tuple[pd.DataFrame, Definition]:
    state, fitted = state_before(tables, features, cut, definition, fit)
    recent = spending_between(features, cut - HORIZON, cut).rename(columns={"spent_cents": "recent_cents"})
    joined = state.merge(recent[["customer_id", "recent_cents"]], how="left").fillna({"recent_cents": 0})
    filled = with_outcome(features, joined, cut, cut + HORIZON)
    days = {"recency_days": 3650, "tenure_days": 3650}
    return filled.astype({"recency_days": "Float64", "tenure_days": "Float64"}).fillna(days), fitted


def forward_validation(trial: Trial) -> Forward:
    """What segments learned one horizon earlier say of the last one.

    At the earlier moment the segments' mean spending and share of lapses over the next horizon are learned; at the
    later one they are the prediction for each customer. What all will spend together is forecast from every horizon
    before (`forecast_level`), and the segments share it.
    """
    learning, testing, levels = trial
    actual, lapsed = spent(testing), lapsed_then(testing)
    learned = by_group(learning["key"], spent(learning), testing["key"])
    growth = growth_of(learned, levels)
    predicted = growth * learned
    risk = by_group(learning["key"], lapsed_then(learning), testing["key"])
    told = enough(lapsed)
    return Forward(
        horizon_days=HORIZON_DAYS,
        customers=len(testing),
        r2=r_squared(actual, predicted),
        r2_ci=bootstrap_interval(lambda rows: r_squared(actual[rows], predicted[rows]), len(actual)),
        mae_cents=float(np.abs(predicted - actual).mean()),
        bias_cents=float((predicted - actual).mean()),
        revenue_error=float(abs(predicted.sum() - actual.sum()) / max(abs(actual.sum()), 1.0)),
        growth=growth,
        lapse_auc=roc_auc(lapsed, risk) if told else None,
        lapse_auc_ci=bootstrap_interval(auc_of_rows(lapsed, risk), len(actual)) if told else None,
        lapse_share=float(lapsed.mean()),
        controls=controls(learning, testing, growth),
        individual_lapse_auc=individual_auc(learning, testing) if told else None,
    )


def growth_of(learned: Numbers, levels: Sequence[float]) -> float:
    """By what spending learned a horizon ago is multiplied, so that it comes to the level forecast for everybody."""
    level = forecast_level(levels)
    return level / float(learned.mean()) if level is not None and learned.mean() > 0 else 1.0
