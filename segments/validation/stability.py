"""Stability of segments under resampling of customers."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from personas.segment import Definition
from segments.segmentation.clusters import nearest_cluster
from segments.segmentation.value_activity import cell_numbers
from segments.validation.report import Stability
from segments.validation.states import relearned

_SEED = 20


def stability(frame: pd.DataFrame, definition: Definition, bootstraps: int = 20) -> Stability:
    """The adjusted Rand index (Hubert and Arabie, 1985) of all customers' segments under relearned definitions.

    Each time the customers are drawn with replacement, the definition is learned from them (the activity window stays)
    and applied to all customers. Rules learn nothing, so theirs is 1.
    """
    if definition.method == "rules":
        return Stability(ari_mean=1.0, ari_p5=1.0, bootstraps=bootstraps)
    from sklearn.metrics import adjusted_rand_score

    buyers = frame[frame["lines"] > 0].reset_index(drop=True)
    reference = labels(buyers, relearned(buyers, definition))
    random = np.random.default_rng(_SEED)
    values = []
    for _ in range(bootstraps):
        drawn = buyers.iloc[random.integers(0, len(buyers), len(buyers))]
        values.append(adjusted_rand_score(reference, labels(buyers, relearned(drawn, definition))))
    return Stability(ari_mean=float(np.mean(values)), ari_p5=float(np.percentile(values, 5)), bootstraps=bootstraps)


def labels(frame: pd.DataFrame, definition: Definition) -> NDArray[np.int64]:
    """For each buyer the place of their segment in a learned definition; not for rules."""
    label = cell_numbers if definition.method == "value-activity" else nearest_cluster
    return label(frame, definition.params)
