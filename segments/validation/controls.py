"""Controls: what else would have told who spends how much, and who lapses."""

import numpy as np
import pandas as pd

from segments.scoring import Numbers, r_squared, roc_auc
from segments.validation.outcomes import by_group, lapsed_then, spent

_SEED = 91
_SHUFFLES = 20


def controls(learning: pd.DataFrame, testing: pd.DataFrame, growth: float) -> dict[str, float]:
    """R2 of other predictions of what the customers of `testing` spent, by name.

    One mean for all, as many groups by past revenue as there are segments, segments drawn by lot, and each customer's
    own past, which is about as well as anything can tell.
    """
    from sklearn.linear_model import LinearRegression

    actual = spent(testing)
    groups = learning["key"].nunique()
    ceiling = LinearRegression().fit(_individual(learning), spent(learning)).predict(_individual(testing))
    return {
        "global_mean": r_squared(actual, np.full(len(actual), growth * spent(learning).mean())),
        "value_quantiles": r_squared(actual, growth * _value_quantiles(learning, testing, groups)),
        "shuffled": _shuffled(learning, testing, growth),
        "individual": r_squared(actual, ceiling),
    }


def _shuffled(learning: pd.DataFrame, testing: pd.DataFrame, growth: float) -> float:
    """R2 on average, where the segments learned from are those of other customers drawn by lot."""
    random = np.random.default_rng(_SEED)
    keys = learning["key"].to_numpy()
    lots = (pd.Series(random.permutation(keys)) for _ in range(_SHUFFLES))
    told = (growth * by_group(lot, spent(learning), testing["key"]) for lot in lots)
    return float(np.mean([r_squared(spent(testing), predicted) for predicted in told]))


def _value_quantiles(learning: pd.DataFrame, testing: pd.DataFrame, groups: int) -> Numbers:
    learned, tested = (frame["revenue_cents"].rank(method="first", pct=True) for frame in (learning, testing))
    edges = np.linspace(0, 1, groups + 1)[1:-1]
    keys = [pd.Series(np.searchsorted(edges, ranks)) for ranks in (learned, tested)]
    return by_group(keys[0], spent(learning), keys[1])


def _individual(frame: pd.DataFrame) -> Numbers:
    columns = ["recency_days", "orders", "revenue_cents", "tenure_days", "recent_cents"]
    return frame[columns].to_numpy(dtype="float64")


def individual_auc(learning: pd.DataFrame, testing: pd.DataFrame) -> float:
    """How well each customer's own past tells who lapses: the area under the ROC curve, 0..1."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    def values(frame: pd.DataFrame) -> Numbers:
        return np.log1p(np.clip(_individual(frame), 0, None))

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(values(learning), lapsed_then(learning))
    return roc_auc(lapsed_then(testing), model.predict_proba(values(testing))[:, 1])
