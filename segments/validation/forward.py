"""Forward validation: learn on the past, score the next 13 weeks."""

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from personas.segment import Definition
from segments.features import Features
from segments.tables import Tables
from segments.validation.report import Forward
from segments.validation.states import spending_between, state_before

HORIZON_DAYS = 91
FEWEST_OF_EACH = 100
"""People who lapse, and who do not, for an AUC."""
_RESAMPLES = 200
_SEED = 91

Numbers = NDArray[np.float64]


def forward_validation(tables: Tables, features: Features, definition: Definition) -> Forward | str:
    """What segments learned one horizon earlier say of the last one; or why it cannot be computed.

    Two moments, one and two horizons before the newest purchase: at the earlier one the segments' mean spending and
    share of lapses over the next horizon are learned; at the later one they are the prediction for each customer.
    """
    window = features.window
    horizon = timedelta(days=HORIZON_DAYS)
    if window is None or window.end - window.start < 3 * horizon:
        return f"Forward validation needs purchases over three times {HORIZON_DAYS} days."
    end = window.end + timedelta(seconds=1)
    then, now = end - 2 * horizon, end - horizon
    learning = _scored(tables, features, definition, then)
    testing = _scored(tables, features, definition, now)
    if len(learning) < FEWEST_OF_EACH or len(testing) < FEWEST_OF_EACH:
        return f"Forward validation needs {FEWEST_OF_EACH} customers with a history; there are {len(testing)}."
    return _compare(learning, testing)


def _scored(tables: Tables, features: Features, definition: Definition, cut: datetime) -> pd.DataFrame:
    horizon = timedelta(days=HORIZON_DAYS)
    state = state_before(tables, features, cut, definition)
    recent = spending_between(features, cut - horizon, cut).rename(columns={"spent_cents": "recent_cents"})
    future = spending_between(features, cut, cut + horizon)
    joined = state.merge(recent[["customer_id", "recent_cents"]], how="left").merge(future, how="left")
    filled = joined.fillna({"recent_cents": 0, "spent_cents": 0, "future_orders": 0})
    days = {"recency_days": 3650, "tenure_days": 3650}
    return filled.astype({"recency_days": "Float64", "tenure_days": "Float64"}).fillna(days)


def _compare(learning: pd.DataFrame, testing: pd.DataFrame) -> Forward:
    actual, lapsed = _spent(testing), _lapsed(testing)
    predicted = _by_group(learning["key"], _spent(learning), testing["key"])
    risk = _by_group(learning["key"], _lapsed(learning), testing["key"])
    random = np.random.default_rng(_SEED)
    shuffled = pd.Series(random.permutation(learning["key"].to_numpy()))
    groups = learning["key"].nunique()
    ceiling = LinearRegression().fit(_individual(learning), _spent(learning)).predict(_individual(testing))
    auc = _auc(lapsed, risk)
    return Forward(
        horizon_days=HORIZON_DAYS,
        customers=len(testing),
        r2=_r2(actual, predicted),
        r2_ci=_interval(lambda rows: _r2(actual[rows], predicted[rows]), len(actual)),
        mae_cents=float(np.abs(predicted - actual).mean()),
        bias_cents=float((predicted - actual).mean()),
        revenue_error=float(abs(predicted.sum() - actual.sum()) / max(abs(actual.sum()), 1.0)),
        lapse_auc=auc,
        lapse_auc_ci=None if auc is None else _interval(lambda rows: _raw_auc(lapsed[rows], risk[rows]), len(actual)),
        lapse_share=float(lapsed.mean()),
        controls={
            "global_mean": _r2(actual, np.full(len(actual), _spent(learning).mean())),
            "value_quantiles": _r2(actual, _value_quantiles(learning, testing, groups)),
            "shuffled": _r2(actual, _by_group(shuffled, _spent(learning), testing["key"])),
            "individual": _r2(actual, ceiling),
        },
        individual_lapse_auc=None if auc is None else _individual_auc(learning, testing),
    )


def _spent(frame: pd.DataFrame) -> Numbers:
    return frame["spent_cents"].to_numpy(dtype="float64")


def _lapsed(frame: pd.DataFrame) -> Numbers:
    return np.asarray(frame["future_orders"] == 0, dtype="float64")


def _by_group(keys: pd.Series, values: Numbers, wanted: pd.Series) -> Numbers:
    means = pd.Series(values).groupby(keys.to_numpy()).mean()
    return np.asarray(wanted.map(means).fillna(float(values.mean())), dtype="float64")


def _value_quantiles(learning: pd.DataFrame, testing: pd.DataFrame, groups: int) -> Numbers:
    learned, tested = (frame["revenue_cents"].rank(method="first", pct=True) for frame in (learning, testing))
    edges = np.linspace(0, 1, groups + 1)[1:-1]
    keys = [pd.Series(np.searchsorted(edges, ranks)) for ranks in (learned, tested)]
    return _by_group(keys[0], _spent(learning), keys[1])


def _individual(frame: pd.DataFrame) -> Numbers:
    columns = ["recency_days", "orders", "revenue_cents", "tenure_days", "recent_cents"]
    return frame[columns].to_numpy(dtype="float64")


def _individual_auc(learning: pd.DataFrame, testing: pd.DataFrame) -> float:
    def values(frame: pd.DataFrame) -> Numbers:
        return np.log1p(np.clip(_individual(frame), 0, None))

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(values(learning), _lapsed(learning))
    return _raw_auc(_lapsed(testing), model.predict_proba(values(testing))[:, 1])


def _r2(actual: Numbers, predicted: Numbers) -> float:
    spread = float(((actual - actual.mean()) ** 2).sum())
    return 1.0 - float(((actual - predicted) ** 2).sum()) / spread if spread > 0 else 0.0


def _auc(lapsed: Numbers, risk: Numbers) -> float | None:
    lapses = int(lapsed.sum())
    return _raw_auc(lapsed, risk) if min(lapses, len(lapsed) - lapses) >= FEWEST_OF_EACH else None


def _raw_auc(lapsed: Numbers, risk: Numbers) -> float:
    """The area under the curve from ranks (Mann and Whitney, 1947); ties count half."""
    lapses = float(lapsed.sum())
    pairs = lapses * (len(lapsed) - lapses)
    if pairs == 0:
        return 0.5
    return float((rankdata(risk)[lapsed > 0].sum() - lapses * (lapses + 1) / 2) / pairs)


def _interval(figure: Callable[[NDArray[np.intp]], float], n: int) -> tuple[float, float]:
    random = np.random.default_rng(_SEED)
    values = [figure(random.integers(0, n, n)) for _ in range(_RESAMPLES)]
    return float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))
