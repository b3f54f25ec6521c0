"""Measures of baskets: how many items, of which categories, for which missions."""

from collections.abc import Iterator

from segments.features import CUSTOMERS, Features
from segments.statistics.measures import Measure
from segments.statistics.spending import SPENDING, spending_table
from segments.statistics.wording import category_words, is_left_over

_MOST_TIMES = 10


def size_measures(features: Features) -> Iterator[Measure]:
    """Items per order, where quantities count pieces."""
    if not _counts_pieces(features):
        return
    yield Measure(
        "items_per_order", "the average number of items per order", "behaviours", CUSTOMERS, "units", "orders",
        unit="mean", population="orders", terms=("item", "basket"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "order_share:size=large", "hold ten items or more", "behaviours", CUSTOMERS, "large_orders", "orders",
        population="orders", terms=("ten items", "large", "items"), kind="ratio",
    )  # fmt: skip


def _counts_pieces(features: Features) -> bool:
    """Whether the mean order holds at most ten times what the median one does.

    Litres, grams and cubic units beside pieces make a mean that speaks of nothing anybody would call an item.
    """
    sql = "SELECT avg(units), median(units) FROM orders WHERE purchase"
    mean, median = features.connection.raw_sql(sql).fetchone()
    return mean is not None and float(mean) <= _MOST_TIMES * max(float(median), 1.0)


def category_measures(features: Features) -> Iterator[Measure]:
    """What is bought, and how much of it again."""
    source = f"{CUSTOMERS} JOIN {SPENDING} USING (customer_id)"
    categories = spending_table(features)
    names = [category for category, _ in categories]
    for category, column in categories:
        if is_left_over(category):
            continue
        words = category_words(category, names)
        yield Measure(
            f"customers:category={category}", f"buy {words.bought}", "behaviours", source,
            f"CAST({column} > 0 AS INTEGER)", terms=(words.term,),
        )  # fmt: skip
        yield Measure(
            f"spend_share:category={category}", f"goes on {words.named}", "behaviours", source, column, "sold_cents",
            population="revenue", terms=(words.term,), kind="ratio",
        )  # fmt: skip
    yield Measure(
        "spend_share:again", "goes on products that the customer bought more than once", "loyalty", source,
        "again_cents", "coded_cents", population="revenue", terms=("again", "more than once", "repeat", "same"),
        kind="ratio",
    )  # fmt: skip


def mission_measures(features: Features) -> Iterator[Measure]:
    """How many of their baskets are of which mission, where missions were told from baskets."""
    for place, name in enumerate(features.missions, start=1):
        words = f"{name[:1].lower()}{name[1:]}"
        yield Measure(
            f"order_share:mission={words}", f"are baskets of {words.removeprefix('mainly ')}", "behaviours",
            f"{CUSTOMERS} JOIN missions USING (customer_id)", f"trips_{place}", "trips", population="orders",
            terms=(words, "basket", "mission"), kind="ratio", about="mission",
        )  # fmt: skip
