"""Drift: whether segments' shares have moved between two days, and who has changed segment."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import pandas as pd

from personas.base import Record
from personas.errors import BadInput
from personas.segment import Definition, Segment
from segments.features import CUSTOMERS, Features, build_features
from segments.past import HORIZON_DAYS, past_customers
from segments.segmentation.definitions import parts_of
from segments.segmentation.parts import FEWEST_SHOWN, case_of, column_types
from segments.segmentation.small_parts import homes_of
from segments.statistics.intervals import false_discovery, proportion_p
from segments.statistics.measures import Moments
from segments.statistics.shares import stability_index
from segments.tables import Tables

WORTH_TELLING = 0.1
"""Cohen's h from which on a segment has moved, not only differs: from 25 % to 30 %, say, or from 5 % to 7.5 %."""


_INSTANT = timedelta(seconds=1)


class ShareMove(Record):
    """One segment's share of the customers, then and now."""

    id: str
    name: str
    share_before: float
    share_now: float
    effect: float
    """Cohen's h of the two shares."""
    q_value: float
    moved: bool
    """q < .05 and by enough to be worth telling."""


class Move(Record):
    """Customers who went from one segment to another (or stayed)."""

    before: str
    now: str
    n: int


class Drift(Record):
    """What has moved since an earlier day, under the same frozen definition."""

    since: datetime
    until: datetime | None = None
    history: int
    """Days of purchases by which customers are known on either day."""
    customers_before: int
    customers_now: int
    psi: float
    """Population stability index of the segments' shares."""
    threshold: float
    """What chance alone reaches in one of twenty cases: chi2.ppf(.95, B - 1) x (1/n + 1/m)."""
    drifted: bool
    """The index is over the threshold; whether by much, `segments` tell."""
    stayed: float | None
    """Share of the earlier customers who are in the same segment now."""
    segments: list[ShareMove]
    migration: list[Move]
    """None of fewer than five customers."""


def detect_drift(
    tables: Tables, definition: Definition, segments: Sequence[Segment] = (), *, days: int = HORIZON_DAYS,
    since: datetime | None = None, until: datetime | None = None,
) -> Drift:  # fmt: skip
    """Compare the customers of two days, both divided by the frozen definition.

    `until` is the newest purchase by default, `since` `days` before it. A ledger only grows: so on both days customers
    are known by the purchases of equally many days before it, counts and amounts brought to the length of the whole
    ledger, for which the definition speaks. `segments` (as saved) give the ids. Raises BadInput without purchases over
    that time, or for days of which the ledger does not tell.
    """
    features = build_features(tables)
    if features.window is None:
        raise BadInput(f"Drift needs purchases over more than {days} days. Ingest transactions first.")
    start, end = features.window.start, features.window.end + _INSTANT
    later = end if until is None else min(until, end)
    earlier = later - timedelta(days=days) if since is None else since
    if not start < earlier < later:
        raise BadInput(
            f"The ledger tells of {start:%Y-%m-%d} to {end:%Y-%m-%d}: {earlier:%Y-%m-%d} and {later:%Y-%m-%d} cannot "
            f"be compared. Both days must lie within it, the earlier one first (by default {days} days apart)."
        )
    period = _Period(earlier, later, earlier - start, (end - start) / (earlier - start))
    before, now = (_divided(tables, features, definition, period, day) for day in (earlier, later))
    if before.empty or now.empty:
        raise BadInput(f"Nobody was in any segment on {earlier:%Y-%m-%d}. Ask for a later day.")
    names = {part.key: part.name for part in parts_of(definition, column_types(features.table(CUSTOMERS)), "")}
    ids = {part.key: part.id or part.key for part in segments}
    return _compared(before, now, names, ids, period)


class _Period(NamedTuple):
    """Two days, and the purchases by which customers are known on either."""

    since: datetime
    until: datetime
    history: timedelta
    times: float
    """How often that history goes into the whole ledger."""


def _divided(
    tables: Tables, features: Features, definition: Definition, period: _Period, day: datetime
) -> pd.DataFrame:
    """customer_id and key of everybody who bought in the history before a day."""
    table = past_customers(tables, features, day, period.history, period.times)
    parts = parts_of(definition, column_types(features.table(table)), "")
    frame: pd.DataFrame = features.connection.raw_sql(
        f"SELECT customer_id, {case_of(parts)} AS key FROM {table} WHERE lines > 0 ORDER BY customer_id"
    ).df()
    return frame.dropna(subset=["key"])


def _compared(
    before: pd.DataFrame, now: pd.DataFrame, names: dict[str, str], ids: dict[str, str], period: _Period
) -> Drift:
    then, today = Counter(before["key"]), Counter(now["key"])
    homes = _told_together(then, today)
    before, now = (day.assign(key=day["key"].replace(homes)) for day in (before, now))
    n, m = len(before), len(now)
    counts = [(key, then[key], today[key]) for key in names if then[key] or today[key]]
    psi, threshold = stability_index([a for _, a, _ in counts], [b for _, _, b in counts])
    p_values = [proportion_p(_sums(a, n), _sums(b, m)) for _, a, b in counts]
    moves = [
        _share_move(ids.get(key, key), names[key], a / n, b / m, q)
        for (key, a, b), q in zip(counts, false_discovery(p_values), strict=True)
    ]
    joined = before.merge(now, on="customer_id", suffixes=("_before", "_now"))
    flows = Counter(zip(joined["key_before"], joined["key_now"], strict=True))
    return Drift(
        since=period.since,
        until=period.until,
        history=period.history.days,
        customers_before=n,
        customers_now=m,
        psi=psi,
        threshold=threshold,
        drifted=psi > threshold,
        stayed=float((joined["key_before"] == joined["key_now"]).mean()) if len(joined) else None,
        segments=moves,
        migration=[
            Move(before=ids.get(a, a), now=ids.get(b, b), n=count)
            for (a, b), count in sorted(flows.items())
            if count >= FEWEST_SHOWN
        ],
    )


def _told_together(*days: Counter[str]) -> dict[str, str]:
    """Segments of fewer than five on any day -> with which they are told on all; the counts are joined alike."""
    homes: dict[str, str] = {}
    while (found := next((pair for day in days for pair in homes_of(day).items()), None)) is not None:
        small, home = found
        for day in days:
            day[home] += day.pop(small, 0)
        homes = {key: home if former == small else former for key, former in homes.items()} | {small: home}
    return homes


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
        moved=q_value < 0.05 and effect >= WORTH_TELLING,
    )
