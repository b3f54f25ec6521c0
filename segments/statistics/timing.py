"""Measures of time: in which season, at which hour and on which days customers order."""

from collections.abc import Iterator

from segments.features import CUSTOMERS, Features
from segments.statistics.measures import Measure

_MONTH = 1 / 12
_SEASON_WORDS = {
    "spring": "in spring (March to May)",
    "summer": "in summer (June to August)",
    "autumn": "in autumn (September to November)",
    "winter": "in winter (December to February)",
}


def years_of(features: Features) -> float:
    """The length of the window of purchases in years, at least a week; 1 without one."""
    if features.window is None:
        return 1.0
    seconds = (features.window.end - features.window.start).total_seconds()
    return round(max(seconds / 86_400 / 365.25, 7 / 365.25), 4)


def time_measures(features: Features) -> Iterator[Measure]:
    """Orders by season, where the window holds whole years, and by hour and day of the week."""
    if _in_whole_years(features):
        for season, words in _SEASON_WORDS.items():
            yield Measure(
                f"order_share:season={season}", f"are placed {words}", "behaviours", CUSTOMERS, f"{season}_orders",
                "orders", population="orders", terms=(season,), kind="ratio",
            )  # fmt: skip
    hours = {
        "early": ("before 8 am", ("morning", "before 8", "early")),
        "late": ("after 8 pm or at night", ("evening", "night")),
    }
    for name, (words, terms) in hours.items():
        yield Measure(
            f"order_share:time={name}", f"are placed {words}", "behaviours", CUSTOMERS, f"{name}_orders",
            "clock_orders", known="clock_orders > 0", population="orders", terms=terms, kind="ratio",
        )  # fmt: skip
    yield Measure(
        "order_share:time=weekend", "are placed at the weekend", "behaviours", CUSTOMERS, "weekend_orders", "orders",
        population="orders", terms=("weekend",), kind="ratio",
    )  # fmt: skip


def _in_whole_years(features: Features) -> bool:
    """Whether every season is as long in the window as every other."""
    years = years_of(features)
    return round(years) >= 1 and abs(years - round(years)) <= _MONTH
