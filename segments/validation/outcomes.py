"""What customers did in the horizon after a moment, and what their groups did on average."""

import numpy as np
import pandas as pd

from segments.scoring import Numbers


def spent(frame: pd.DataFrame) -> Numbers:
    """Cents that each spent in the horizon after."""
    return frame["spent_cents"].to_numpy(dtype="float64")


def lapsed_then(frame: pd.DataFrame) -> Numbers:
    """1 for who ordered nothing in the horizon after, else 0."""
    return np.asarray(frame["future_orders"] == 0, dtype="float64")


def by_group(keys: pd.Series, values: Numbers, wanted: pd.Series) -> Numbers:
    """The mean of each group, for everybody wanted; the mean of all for a group that was not there."""
    means = pd.Series(values).groupby(keys.to_numpy()).mean()
    return np.asarray(wanted.map(means).fillna(float(values.mean())), dtype="float64")
