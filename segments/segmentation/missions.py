"""Shopping missions: baskets clustered by their mix of categories; an overlay on segments.

The mix of a basket tells almost nothing of later revenue, so missions describe segments and are not validated as such.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from personas.errors import BadInput
from segments.features import Features
from segments.segmentation.parts import Part, literal

MISSION, MISSIONS = "mission", "missions"
"""In SQL: customer_id, mission (the one of most of their baskets), trips, and baskets of each mission: trips_1, ..."""
MOST_CATEGORIES = 12
_ORDERS = 20_000
_FEWEST = 200
_K = 5
_SEED = 20170101
_MAINLY, _PARTLY = 0.5, 0.2


def learn_missions(features: Features, params: Mapping[str, Any]) -> dict[str, Any]:
    """Categories, centres and names: k-means on the shares of a basket's spending; `params["k"]` is 5 by default.

    Learned from 20,000 baskets at most, every k-th by number. Raises BadInput for fewer than 200 baskets with a
    category or fewer than 3 categories.
    """
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    rows = features.connection.raw_sql(
        "SELECT category FROM lines WHERE category IS NOT NULL AND amount_cents > 0 GROUP BY 1 "
        f"ORDER BY sum(amount_cents) DESC, 1 LIMIT {MOST_CATEGORIES}"
    ).fetchall()
    categories = [str(name) for (name,) in rows]
    values = _sampled(features, categories) if len(categories) >= 3 else np.empty((0, 0))
    if len(values) < _FEWEST:
        raise BadInput(f"Missions need {_FEWEST} baskets and 3 categories; the ledger names {len(categories)}.")
    k = min(int(params.get("k", _K)), len(categories))
    with threadpool_limits(limits=1):
        model = KMeans(n_clusters=k, n_init=4, random_state=_SEED).fit(values)
    sizes = np.bincount(model.labels_, minlength=k)
    centres = model.cluster_centers_[np.argsort(-sizes, kind="stable")]
    return {
        "categories": categories,
        "centres": [[round(float(x), 6) for x in centre] for centre in centres],
        "names": _names(categories, centres),
    }


def prepare_missions(features: Features, params: Mapping[str, Any]) -> Features:
    """Put the table `missions` on the connection."""
    features.connection.raw_sql(f"CREATE OR REPLACE TEMP TABLE {MISSIONS} AS {missions_sql(params)}").fetchall()
    return features._replace(names=features.names | {MISSIONS}, missions=tuple(params["names"]))


def missions_sql(params: Mapping[str, Any]) -> str:
    """The table `missions` as one statement over `lines`."""
    places = range(1, len(params["centres"]) + 1)
    distances = ", ".join(f"{_distance(centre)} AS d{place}" for place, centre in enumerate(params["centres"], start=1))
    trips = ", ".join(f"count(*) FILTER (WHERE mission = {place}) AS trips_{place}" for place in places)
    return (
        f"SELECT *, {_first('trips_{}', '>=', places)} AS mission FROM (SELECT customer_id, count(*) AS trips, {trips} "
        f"FROM (SELECT customer_id, {_first('d{}', '<=', places)} AS mission FROM "
        f"(SELECT customer_id, {distances} FROM ({_shares(params['categories'])}) s) d) m GROUP BY customer_id) t"
    )


def _first(column: str, sign: str, places: Sequence[int]) -> str:
    """The place of the column that compares so with all others; the first of equals."""
    branches = (
        (
            place,
            " AND ".join(f"{column.format(place)} {sign} {column.format(other)}" for other in places if other != place),
        )
        for place in places
    )
    return f"CASE {' '.join(f'WHEN {test} THEN {place}' for place, test in branches)} END"


def mission_parts(params: Mapping[str, Any]) -> list[Part]:
    """Customers by the mission of most of their baskets, the most frequent mission first."""
    return [
        Part(
            f"mission-{place}", name, f"most of their baskets are {name[:1].lower()}{name[1:]}",
            f"customer_id IN (SELECT customer_id FROM {MISSIONS} WHERE mission = {place})",
        )
        for place, name in enumerate(params["names"], start=1)
    ]  # fmt: skip


def _shares(categories: Sequence[str]) -> str:
    shares = ", ".join(
        f"sum(CASE WHEN category = {literal(name)} THEN amount_cents ELSE 0 END) / sum(amount_cents) AS x{place}"
        for place, name in enumerate(categories)
    )
    return (
        f"SELECT order_id, customer_id, {shares} FROM lines WHERE amount_cents > 0 AND category IS NOT NULL "
        "GROUP BY order_id, customer_id"
    )


def _sampled(features: Features, categories: Sequence[str]) -> NDArray[np.float64]:
    columns = ", ".join(f"x{place}" for place in range(len(categories)))
    count = int(features.connection.raw_sql("SELECT count(*) FROM orders").fetchone()[0])
    frame = features.connection.raw_sql(
        f"SELECT {columns} FROM (SELECT *, row_number() OVER (ORDER BY order_id, customer_id) AS place "
        f"FROM ({_shares(categories)})) WHERE place % {max(1, -(-count // _ORDERS))} = 0 ORDER BY place"
    ).df()
    return np.asarray(frame.to_numpy(dtype="float64"))


def _distance(centre: Sequence[float]) -> str:
    return " + ".join(f"power(x{place} - {value!r}, 2)" for place, value in enumerate(centre))


def _names(categories: Sequence[str], centres: NDArray[np.float64]) -> list[str]:
    found: list[str] = []
    for centre in centres:
        name = _name(categories, centre)
        found.append(name if name not in found else f"{name} ({found.count(name) + 1})")
    return found


def _name(categories: Sequence[str], centre: NDArray[np.float64]) -> str:
    order = np.argsort(-centre, kind="stable")
    first, second = (categories[int(place)].lower() for place in order[:2])
    if centre[order[0]] >= _MAINLY:
        return f"Mainly {first}"
    return f"{first.capitalize()} and {second}" if centre[order[1]] >= _PARTLY else "A bit of everything"
