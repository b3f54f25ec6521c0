"""Measures of purchases: what, where and when customers bought."""

import re
from collections.abc import Iterator

from personas.phrasing import period
from segments.features import CUSTOMERS, Features, channel_column
from segments.segmentation.parts import quoted
from segments.statistics.measures import Measure
from segments.statistics.spending import SPENDING, spending_table
from segments.statistics.wording import category_words, is_left_over

_CHANNEL_WORDS = {
    "web": "online",
    "store": "in store",
    "app": "in the app",
    "phone": "by phone",
    "branch": "in a branch",
}
_MONTH = 1 / 12
_SEASON_WORDS = {
    "spring": "in spring (March to May)",
    "summer": "in summer (June to August)",
    "autumn": "in autumn (September to November)",
    "winter": "in winter (December to February)",
}
_TABLE = CUSTOMERS
_MOST_TIMES = 10


def purchase_measures(features: Features) -> Iterator[Measure]:
    """Everything that the tables allow to be measured of customers."""
    if not features.has_orders:
        return
    yield from _money(features)
    yield from _channels(features)
    yield from _times(features)
    yield from _loyalty(features)
    yield from _categories(features)
    yield from _missions(features)


def _years(features: Features) -> float:
    if features.window is None:
        return 1.0
    seconds = (features.window.end - features.window.start).total_seconds()
    return round(max(seconds / 86_400 / 365.25, 7 / 365.25), 4)


def _period(features: Features) -> str:
    return "" if features.window is None else f" from {period(features.window)}"


def _money(features: Features) -> Iterator[Measure]:
    yield Measure(
        "average_order_value", "the average order", "segment facts", _TABLE, "purchase_cents", "orders",
        unit="money", population="orders", terms=("order", "basket", "spend"), kind="ratio", fact=2,
    )  # fmt: skip
    yield Measure(
        "orders_per_year", "the average number of orders per customer per year", "segment facts", _TABLE, "orders",
        unit="mean", terms=("order", "times", "year"), divisor=_years(features), kind="ratio", fact=3,
    )  # fmt: skip
    yield Measure(
        "revenue_per_customer", f"the average spend per customer{_period(features)}", "segment facts", _TABLE,
        "revenue_cents", unit="money", terms=("spend", "spent", "revenue"), kind="ratio",
    )  # fmt: skip
    yield from _pieces(features)
    yield Measure(
        "discount_share", "is given as discount", "price sensitivity", _TABLE, "discount_cents",
        "(sold_cents + discount_cents)", population="revenue", terms=("discount", "offer"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "discounted_orders", "are bought with a discount", "price sensitivity", _TABLE, "discounted_orders", "orders",
        population="orders", terms=("discount", "offer"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "returned_share", "is sent back or refunded", "behaviours", _TABLE, "returned_cents", "sold_cents",
        population="revenue", terms=("return", "refund", "sent back"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "returners", "sent something back or had it refunded at least once", "behaviours", _TABLE,
        "CAST(returns > 0 AS INTEGER)", terms=("return", "refund", "sent back"),
    )  # fmt: skip


def _pieces(features: Features) -> Iterator[Measure]:
    """Items per order, where quantities count pieces."""
    if not _counts_pieces(features):
        return
    yield Measure(
        "items_per_order", "the average number of items per order", "behaviours", _TABLE, "units", "orders",
        unit="mean", population="orders", terms=("item", "basket"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "order_share:size=large", "hold ten items or more", "behaviours", _TABLE, "large_orders", "orders",
        population="orders", terms=("ten items", "large", "items"), kind="ratio",
    )  # fmt: skip


def _counts_pieces(features: Features) -> bool:
    """Whether the mean order holds at most ten times what the median one does.

    Litres, grams and cubic units beside pieces make a mean that speaks of nothing anybody would call an item.
    """
    sql = "SELECT avg(units), median(units) FROM orders WHERE purchase"
    mean, median = features.connection.raw_sql(sql).fetchone()
    return mean is not None and float(mean) <= _MOST_TIMES * max(float(median), 1.0)


_PLACE = re.compile(r"(?:office|desk|counter|reception|centre|center|kiosk|booth|lobby|hall|hut|bar|stall)$")


def _by(channel: str) -> str:
    """A ledger's own channel in words: "by post", "by direct debit", "at the desk", "through the ticket office"."""
    words = channel.replace("_", " ")
    if not _PLACE.search(words):
        return f"by {words}"
    return f"through the {words}" if " " in words else f"at the {words}"


def _channels(features: Features) -> Iterator[Measure]:
    if len(features.channels) < 2:
        return
    for channel in features.channels:
        words = _CHANNEL_WORDS.get(channel) or _by(channel)
        column = quoted(channel_column(channel))
        terms = (words.rsplit(" ", 1)[-1], channel)
        yield Measure(
            f"order_share:channel={channel}", f"are placed {words}", "channels", _TABLE, column, "orders",
            population="orders", terms=terms, kind="ratio",
        )  # fmt: skip
        yield Measure(
            f"customers:channel={channel}", f"order {words}", "channels", _TABLE, f"CAST({column} > 0 AS INTEGER)",
            terms=terms,
        )  # fmt: skip


def _times(features: Features) -> Iterator[Measure]:
    if _in_whole_years(features):
        for season, words in _SEASON_WORDS.items():
            yield Measure(
                f"order_share:season={season}", f"are placed {words}", "behaviours", _TABLE, f"{season}_orders",
                "orders", population="orders", terms=(season,), kind="ratio",
            )  # fmt: skip
    hours = {
        "early": ("before 8 am", ("morning", "before 8", "early")),
        "late": ("after 8 pm or at night", ("evening", "night")),
    }
    for name, (words, terms) in hours.items():
        yield Measure(
            f"order_share:time={name}", f"are placed {words}", "behaviours", _TABLE, f"{name}_orders", "clock_orders",
            known="clock_orders > 0", population="orders", terms=terms, kind="ratio",
        )  # fmt: skip
    yield Measure(
        "order_share:time=weekend", "are placed at the weekend", "behaviours", _TABLE, "weekend_orders", "orders",
        population="orders", terms=("weekend",), kind="ratio",
    )  # fmt: skip


def _in_whole_years(features: Features) -> bool:
    """Whether every season is as long in the window as every other."""
    years = _years(features)
    return round(years) >= 1 and abs(years - round(years)) <= _MONTH


def _loyalty(features: Features) -> Iterator[Measure]:
    yield Measure(
        "days_since_last_order", "the average time since the last order", "loyalty", _TABLE, "recency_days",
        known="recency_days IS NOT NULL", unit="days", terms=("last order", "days"), kind="ratio",
    )  # fmt: skip
    yield Measure(
        "one_order_only", "ordered only once", "loyalty", _TABLE, "CAST(orders = 1 AS INTEGER)", known="orders > 0",
        terms=("once",),
    )  # fmt: skip
    if _years(features) >= 1.5:
        yield Measure(
            "new_this_year", "ordered for the first time in the last twelve months", "loyalty", _TABLE,
            "CAST(tenure_days <= 365 AS INTEGER)", known="tenure_days IS NOT NULL", terms=("first", "new"),
        )  # fmt: skip


def _categories(features: Features) -> Iterator[Measure]:
    """What is bought, and how much of it again."""
    source = f"{_TABLE} JOIN {SPENDING} USING (customer_id)"
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


def _missions(features: Features) -> Iterator[Measure]:
    """How many of their baskets are of which mission, where missions were told from baskets."""
    for place, name in enumerate(features.missions, start=1):
        words = f"{name[:1].lower()}{name[1:]}"
        yield Measure(
            f"order_share:mission={words}", f"are baskets of {words.removeprefix('mainly ')}", "behaviours",
            f"{_TABLE} JOIN missions USING (customer_id)", f"trips_{place}", "trips", population="orders",
            terms=(words, "basket", "mission"), kind="ratio", about="mission",
        )  # fmt: skip
