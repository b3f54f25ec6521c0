"""The facts that open every segment: size, share of revenue, median order."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from personas.evidence import Statistic
from personas.ids import content_id
from personas.segment import Segment
from segments.features import Features
from segments.segmentation.parts import literal
from segments.statistics.intervals import Z, wilson

_FEWEST = 5


def fact_statistics(features: Features, segments: Sequence[Segment], definition_hash: str) -> Iterator[Statistic]:
    """The size, the share of revenue and the median order of each segment."""
    for figure in _facts(features, segments):
        yield figure.model_copy(update={"id": content_id("s", figure.segment_id, figure.metric, definition_hash)})


def _facts(features: Features, segments: Sequence[Segment]) -> Iterator[Statistic]:
    orders, everybody = _order_values(features, segments)
    for segment in segments:
        yield _size(features, segment, sum(part.n for part in segments))
        if segment.revenue_cents is not None and segment.revenue_share is not None:
            yield _revenue(features, segment, sum(part.revenue_cents or 0 for part in segments))
        if features.has_orders and segment.population == "customers":
            cents = orders[segment.key]
            if segment.n >= _FEWEST and len(cents) >= _FEWEST:
                yield _median(features, segment, cents, everybody)


def _size(features: Features, segment: Segment, total: int) -> Statistic:
    low, high = wilson(segment.n, total)
    table = "customer_table" if segment.population == "customers" else "people"
    everybody = {"rules": table, "target": table, "missions": "missions"}.get(
        segment.method, f"{table} WHERE lines > 0"
    )
    of = f"(SELECT count(*) FROM {everybody})"
    sql = f"SELECT count(*) / {of} AS value, count(*) AS numerator, {of} AS denominator FROM ({segment.sql}) members"
    return Statistic(
        id="", segment_id=segment.key, metric="segment_size", predicate="are in this segment",
        terms=("segment", "customers", "respondents"), group=segment.name, population=segment.population,
        value=segment.n / total, unit="share", numerator=segment.n, denominator=total, ci_low=low, ci_high=high,
        window=features.window, sql=sql,
    )  # fmt: skip


def _revenue(features: Features, segment: Segment, total: int) -> Statistic:
    of = "(SELECT sum(revenue_cents) FROM customer_table)"
    sql = (
        f"SELECT CAST(sum(revenue_cents) AS DOUBLE) / {of} AS value, sum(revenue_cents) AS numerator, "
        f"{of} AS denominator FROM customer_table WHERE customer_id IN ({segment.sql})"
    )
    return Statistic(
        id="", segment_id=segment.key, metric="revenue_share", predicate="comes from this segment",
        terms=("revenue", "sales"), group=segment.name, population="revenue", value=segment.revenue_share or 0.0,
        unit="share", numerator=segment.revenue_cents, denominator=total, window=features.window, sql=sql,
    )  # fmt: skip


def _order_values(features: Features, segments: Sequence[Segment]) -> tuple[dict[str, NDArray[np.int64]], float]:
    """The cents of every purchase of each segment's customers, by its key, and the median of all of them."""
    if not features.has_orders:
        return {}, 0.0
    keys = f"CAST([{', '.join(literal(segment.key) for segment in segments)}] AS VARCHAR[])"
    found = features.connection.raw_sql(
        f"SELECT coalesce(list_position({keys}, key), 0) AS place, revenue_cents AS cents FROM orders "
        "JOIN members USING (customer_id) WHERE purchase"
    ).to_arrow_table()
    place, cents = found["place"].to_numpy(), found["cents"].to_numpy()
    by_segment = {segment.key: cents[place == number] for number, segment in enumerate(segments, start=1)}
    return by_segment, _quantiles(cents, 0.5)[0] if len(cents) else 0.0


def _quantiles(cents: NDArray[np.int64], *shares: float) -> list[float]:
    return [float(value) for value in np.quantile(cents, shares)]


def _median(features: Features, segment: Segment, cents: NDArray[np.int64], base: float) -> Statistic:
    """The median order with the interval of its rank; orders count as independent, so it is a little too narrow."""
    half = Z / 2 / len(cents) ** 0.5
    low, value, high = _quantiles(cents, max(0.0, 0.5 - half), 0.5, min(1.0, 0.5 + half))
    where = f"purchase AND customer_id IN ({segment.sql})"
    predicate = "the median order" if segment.n >= 30 else f"in this sample of {segment.n} customers, the median order"
    return Statistic(
        id="", segment_id=segment.key, metric="median_order_value", predicate=predicate,
        terms=("order", "basket", "spend"), group=segment.name, population="orders", value=value, unit="money",
        currency=features.currency, denominator=len(cents), base_value=base,
        index=100 * value / base if base > 0 else None, ci_low=low, ci_high=high, window=features.window,
        sql=f"SELECT quantile_cont(revenue_cents, 0.5) AS value, count(*) AS denominator FROM orders WHERE {where}",
    )  # fmt: skip
