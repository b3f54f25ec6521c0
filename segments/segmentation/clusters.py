"""Clusters: k-means on standardised logarithms of recency, frequency and value."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from personas.errors import BadInput
from segments.segmentation.parts import Part

_SEED = 20170101
_FARTHEST_DAYS = 36_500


def _transformed(frame: pd.DataFrame) -> NDArray[np.float64]:
    recency = frame["recency_days"].astype("Float64").fillna(_FARTHEST_DAYS).to_numpy(dtype="float64")
    orders = frame["orders"].to_numpy(dtype="float64")
    value = frame["revenue_cents"].clip(lower=0).to_numpy(dtype="float64") / 100
    columns = np.column_stack([np.clip(recency, 0, None), orders, value])
    return np.asarray(np.log1p(columns), dtype="float64")


def learn_clusters(frame: pd.DataFrame, params: Mapping[str, Any]) -> dict[str, Any]:
    """Centres, means and deviations, seeded, the most valuable cluster first. `params["k"]` is 5 by default.

    Raises BadInput for fewer customers than ten times k.
    """
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    buyers, k = frame[frame["lines"] > 0], int(params.get("k", 5))
    if k < 2 or len(buyers) < 10 * k:
        raise BadInput(f"{len(buyers)} customers are too few for {k} clusters: at least 10 each, and 2 clusters.")
    scales = cluster_scales(buyers)
    values = (_transformed(buyers) - np.array(scales["means"])) / np.array(scales["deviations"])
    with threadpool_limits(limits=1):
        model = KMeans(n_clusters=k, n_init=4, random_state=_SEED).fit(values)
    order = np.argsort(-model.cluster_centers_[:, 2], kind="stable")
    centres = model.cluster_centers_[order]
    return {
        "k": k,
        **scales,
        "centres": [[round(float(x), 9) for x in centre] for centre in centres],
    }


def cluster_scales(buyers: pd.DataFrame) -> dict[str, list[float]]:
    """The mean and the deviation of each logarithm among these customers, by which centres are placed."""
    values = _transformed(buyers)
    means, deviations = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-9)
    return {name: [round(float(x), 9) for x in found] for name, found in
            (("means", means), ("deviations", deviations))}  # fmt: skip


def cluster_parts(params: Mapping[str, Any]) -> list[Part]:
    """The nearest centre decides; the first of equals."""
    distances = [_distance_sql(centre, params) for centre in params["centres"]]
    parts = []
    for place, centre in enumerate(params["centres"]):
        nearer = [
            f"{distances[place]} {'<' if other < place else '<='} {distances[other]}"
            for other in range(len(distances))
            if other != place
        ]
        recency, orders, value = (
            float(np.expm1(x * s + m)) for x, s, m in zip(centre, params["deviations"], params["means"], strict=True)
        )
        rule = f"nearest to {orders:.0f} orders, {value:,.0f} spent, last order {recency:.0f} days ago"
        condition = " AND ".join(["lines > 0", *nearer])
        parts.append(Part(f"cluster-{place + 1}", f"Cluster {place + 1}", rule, f"({condition})"))
    return parts


def _distance_sql(centre: list[float], params: Mapping[str, Any]) -> str:
    values = (
        f"ln(1 + greatest(coalesce(recency_days, {_FARTHEST_DAYS}), 0))",
        "ln(1 + orders)",
        "ln(1 + greatest(revenue_cents, 0) / 100.0)",
    )
    terms = [
        f"power(({value} - {mean!r}) / {deviation!r} - ({place!r}), 2)"
        for value, mean, deviation, place in zip(values, params["means"], params["deviations"], centre, strict=True)
    ]
    return f"({' + '.join(terms)})"


def nearest_cluster(frame: pd.DataFrame, params: Mapping[str, Any]) -> NDArray[np.int64]:
    """For each buyer the place of the nearest centre; the same as its SQL."""
    values = (_transformed(frame) - np.array(params["means"])) / np.array(params["deviations"])
    distances = ((values[:, None, :] - np.array(params["centres"])[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(distances.argmin(axis=1), dtype="int64")
