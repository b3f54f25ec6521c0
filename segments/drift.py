"""Drift: whether segments' shares have moved since an earlier day, and who has changed segment."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import pandas as pd

from personas.base import Record
from personas.errors import BadInput
from personas.segment import Definition, Segment
from segments.features import CUSTOMERS, Features, build_features
from segments.past import HORIZON_DAYS, past_customers
from segments.segmentation.definitions import parts_of
from segments.segmentation.parts import case_of, column_types
from segments.statistics.intervals import false_discovery, proportion_p
from segments.statistics.measures import Moments
from segments.tables import Tables


class ShareMove(Record):
    """One segment's share of the customers, then and now."""

    id: str
    name: str
    share_before: float
    share_now: float
    effect: float
    """Cohen's h: under .2 is small."""
    q_value: float
    moved: bool
    """q < .05 and not small."""


class Move(Record):
    """Customers who went from one segment to another (or stayed)."""

    before: str
    now: str
    n: int


class Drift(Record):
    """What has moved since an earlier day, under the same frozen definition."""

    since: datetime
    until: datetime | None = None
    customers_before: int
    customers_now: int
    psi: float
    """Population stability index of the segments' shares."""
    threshold: float
    """What chance alone reaches in one of twenty cases: chi2.ppf(.95, B - 1) x (1/n + 1/m)."""
    drifted: bool
    """The index is over the threshold and at least one segment has moved."""
    stayed: float | None
    """Share of the earlier customers who are in the same segment now."""
    segments: list[ShareMove]
    migration: list[Move]


def detect_drift(
    tables: Tables, definition: Definition, segments: Sequence[Segment] = (), *, days: int = HORIZON_DAYS,
    since: datetime | None = None, until: datetime | None = None,
) -> Drift:  # fmt: skip
    """Compare the customers of two days, both divided by the frozen definition.

    `until` is the newest purchase by default, `since` `days` before it. `segments` (as saved) give the ids. Raises
    BadInput without purchases over that time, or for days of which the ledger does not tell.
    """
    features = build_features(tables)
    if features.window is None:
        raise BadInput(f"Drift needs purchases over more than {days} days. Ingest transactions first.")
    start, end = features.window.start, features.window.end
    later = end if until is None else min(until, end)
    earlier = later - timedelta(days=days) if since is None else since
    if not start < earlier < later:
        told = f"The ledger tells of {start:%Y-%m-%d} to {end:%Y-%m-%d}"
        raise BadInput(
            f"{told}: {earlier:%Y-%m-%d} and {later:%Y-%m-%d} cannot be compared within more than {days} days."
        )
    before = _divided(features, past_customers(tables, features, earlier), definition)
    table = CUSTOMERS if until is None else past_customers(tables, features, later)
    now = _divided(features, table, definition)
    if before.empty or now.empty:
        raise BadInput(f"Nobody was in any segment on {earlier:%Y-%m-%d}. Ask for a later day.")
    names = {part.key: part.name for part in parts_of(definition, column_types(features.table(CUSTOMERS)), "")}
    ids = {part.key: part.id or part.key for part in segments}
    return _compared(before, now, names, ids, earlier).model_copy(update={"until": later})


def _divided(features: Features, table: str, definition: Definition) -> pd.DataFrame:
    parts = parts_of(definition, column_types(features.table(table)), "")
    frame: pd.DataFrame = features.connection.raw_sql(
        f"SELECT customer_id, {case_of(parts)} AS key FROM {table} ORDER BY customer_id"
    ).df()
    return frame.dropna(subset=["key"])


def _compared(
    before: pd.DataFrame, now: pd.DataFrame, names: dict[str, str], ids: dict[str, str], since: datetime
) -> Drift:
    n, m = len(before), len(now)
    counts = [(key, int((before["key"] == key).sum()), int((now["key"] == key).sum())) for key in names]
    psi = population_stability([a / n for _, a, _ in counts], [b / m for _, _, b in counts])
    threshold = chance_index(len(counts), n, m)
    p_values = [proportion_p(_sums(a, n), _sums(b, m)) for _, a, b in counts]
    moves = [
        _share_move(ids.get(key, key), names[key], a / n, b / m, q)
        for (key, a, b), q in zip(counts, false_discovery(p_values), strict=True)
    ]
    joined = before.merge(now, on="customer_id", suffixes=("_before", "_now"))
    flows = Counter(zip(joined["key_before"], joined["key_now"], strict=True))
    return Drift(
        since=since,
        customers_before=n,
        customers_now=m,
        psi=psi,
        threshold=threshold,
        drifted=psi > threshold and any(move.moved for move in moves),
        stayed=float((joined["key_before"] == joined["key_now"]).mean()) if len(joined) else None,
        segments=moves,
        migration=[Move(before=ids.get(a, a), now=ids.get(b, b), n=count) for (a, b), count in sorted(flows.items())],
    )


def chance_index(classes: int, n: int, m: int) -> float:
    """The index that chance alone stays under 19 times in 20, for n customers before and m now (Yurdakul, 2018)."""
    from scipy.stats import chi2

    return float(chi2.ppf(0.95, max(classes - 1, 1)) * (1 / n + 1 / m))


def population_stability(before: Sequence[float], now: Sequence[float]) -> float:
    """The population stability index of two distributions over the same classes; an empty class counts as .0001."""
    pairs = [(max(a, 1e-4), max(b, 1e-4)) for a, b in zip(before, now, strict=True)]
    return sum((b - a) * math.log(b / a) for a, b in pairs)


def _sums(successes: int, n: int) -> Moments:
    return Moments(n, successes, n, successes, n, successes)


def _share_move(segment_id: str, name: str, before: float, now: float, q_value: float) -> ShareMove:
    effect = abs(2 * math.asin(math.sqrt(now)) - 2 * math.asin(math.sqrt(before)))
    return ShareMove(
        id=segment_id,
        name=name,
        share_before=before,
        share_now=now,
        effect=effect,
        q_value=q_value,
        moved=q_value < 0.05 and effect >= 0.2,
    )
