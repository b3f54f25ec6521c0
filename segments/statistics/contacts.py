"""Measures of campaign responses and site visits."""

import re
from collections.abc import Iterator

from segments.features import CUSTOMERS, Features
from segments.segmentation.parts import literal
from segments.statistics.measures import Measure

MOST_PAGES = 8
_TABLE = CUSTOMERS
_PAGE = r".*/products?/([^/]+)/?$"


def contact_measures(features: Features) -> Iterator[Measure]:
    """Everything that campaign logs and site events allow to be measured of customers with purchases."""
    if not features.has_orders:
        return
    if "contacts" in features.names:
        yield from _campaigns()
    if "visits" in features.names:
        yield from _visits(features)
        yield from _pages(features)


def _campaigns() -> Iterator[Measure]:
    grouped = (
        "SELECT customer_id, count(sent_at) AS sent, count(opened_at) AS opened, count(clicked_at) AS clicked, "
        "count(redeemed_at) AS redeemed FROM contacts WHERE NOT holdout GROUP BY customer_id"
    )
    source = f"{_TABLE} LEFT JOIN ({grouped}) USING (customer_id)"
    yield Measure(
        "campaign_reached", "were sent at least one campaign", "channels", source,
        "CAST(coalesce(sent, 0) > 0 AS INTEGER)", terms=("campaign", "sent", "e-mail"),
    )  # fmt: skip
    for name in ("opened", "clicked", "redeemed"):
        yield Measure(
            f"campaign_{name}", f"who were sent a campaign {name} at least one", "channels", source,
            f"CAST({name} > 0 AS INTEGER)", known="coalesce(sent, 0) > 0", terms=("campaign", name),
        )  # fmt: skip


def _visits(features: Features) -> Iterator[Measure]:
    since = int(features.as_of.timestamp()) - 90 * 86_400
    grouped = (
        f'SELECT customer_id, CAST(max(epoch("at")) >= {since} AS INTEGER) AS looked FROM visits GROUP BY customer_id'
    )
    source = f"{_TABLE} LEFT JOIN ({grouped}) USING (customer_id)"
    yield Measure(
        "looked_without_buying", "visited the site in the last 90 days and bought nothing then", "loyalty",
        source, "CAST(coalesce(looked, 0) = 1 AND (recency_days > 90 OR recency_days IS NULL) AS INTEGER)",
        terms=("looked", "visit", "browse"),
    )  # fmt: skip


def _pages(features: Features) -> Iterator[Measure]:
    """Who looked at which product, among those who visited signed in."""
    rows = features.connection.raw_sql(
        f"SELECT regexp_extract(page, {literal(_PAGE)}, 1) AS product, count(DISTINCT customer_id) AS n FROM visits "
        f"WHERE regexp_matches(page, {literal(_PAGE)}) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_PAGES}"
    ).fetchall()
    for product, _ in rows:
        looked = (
            f"SELECT customer_id, max(CASE WHEN regexp_extract(page, {literal(_PAGE)}, 1) = {literal(product)} "
            "THEN 1 ELSE 0 END) AS looked FROM visits GROUP BY customer_id"
        )
        words = re.sub(r"[-_]+", " ", product)
        yield Measure(
            f"looked_at:{product}", f"who visited the site looked at {words}", "behaviours",
            f"{_TABLE} JOIN ({looked}) USING (customer_id)", "looked", terms=("looked", words, words.split(" ")[0]),
        )  # fmt: skip
