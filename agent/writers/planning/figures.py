"""Selecting the statistics of each section: real differences first, one metric once."""

import re
from collections.abc import Iterable

from personas.draft import SECTIONS
from personas.evidence import EvidencePack, Statistic

LONGEST = 6
"""Values of a distribution that are said at most."""
_ROUNDING = 1e-6


def statistics_by_section(pack: EvidencePack) -> dict[str, list[Statistic]]:
    """The statistics under their section, the most telling first.

    Left out are bare zeros, what all answered, what is said already, the mean of a scale of which the share of the
    top is said, and answers that say again what is known of people's attributes ("Man" to "Are you …").
    """
    placed: dict[str, list[Statistic]] = {section: [] for section in SECTIONS}
    said = {figure.phrase(): figure for figure in reversed(pack.statistics)}
    metrics = {figure.metric for figure in pack.statistics}
    attributes = {_value(metric) for metric in metrics if metric.startswith("share:")}
    for statistic in (figure for figure in pack.statistics if _says_something(figure)):
        if said[statistic.phrase()] is not statistic or f"top2{statistic.metric.removeprefix('mean')}" in metrics:
            continue
        if _answer_of_attribute(statistic, attributes):
            continue
        placed[statistic.section if statistic.section in placed else "segment facts"].append(statistic)
    return {section: _telling(section, figures) for section, figures in placed.items()}


def _answer_of_attribute(figure: Statistic, attributes: set[str]) -> bool:
    """Whether an answer is in words one of these values of attributes, whose distributions are shown anyway."""
    value = _value(figure.metric)
    return figure.metric.startswith("answer:") and not value.isdigit() and value in attributes


def _value(metric: str) -> str:
    """What a metric counts of a breakdown: `web` of `order_share:channel=Web`."""
    return metric.rpartition("=")[2].casefold()


def _says_something(figure: Statistic) -> bool:
    """Whether it is no bare zero, and no answer that everybody gave: that is who was asked."""
    return bool(figure.value or figure.differs) and not (figure.metric.startswith("answer:") and figure.value == 1)


def family(statistic: Statistic) -> str:
    """What the metric measures, without the value of a breakdown: `order_share` for `order_share:channel=web`."""
    return statistic.metric.partition("=")[0]


def grouped(figures: Iterable[Statistic], most: int = 2) -> list[list[Statistic]]:
    """The figures in groups of one family, at most `most` of each, in the order in which families come first.

    Of two answers that only one of the people can have given ("yes", "no") the first says it all.
    """
    groups: dict[str, list[Statistic]] = {}
    for figure in figures:
        members = groups.setdefault(family(figure), [])
        if len(members) < most and not any(_complements(figure, member) for member in members):
            members.append(figure)
    return list(groups.values())


def distributions(figures: Iterable[Statistic]) -> list[list[Statistic]]:
    """The figures by what they measure: all shares of one distribution together, at most `LONGEST` of them.

    Ages and other bands stand in their own order, other values by size; bare zeros are left out.
    """
    groups: dict[str, list[Statistic]] = {}
    for figure in figures:
        if figure.value:
            groups.setdefault(family(figure), []).append(figure)
    return [_in_order(group)[:LONGEST] for group in groups.values()]


def _in_order(group: list[Statistic]) -> list[Statistic]:
    """Bands by the number that they begin with, else by size, one that sums to all of them alone."""
    values = [figure.metric.partition("=")[2] for figure in group]
    if all(number := [re.search(r"\d+", value) for value in values]) and len(group) > 1:
        starts = {
            figure.id: (int(found.group()), not value.lower().startswith(("under", "less")))
            for figure, value, found in zip(group, values, number, strict=True)
            if found
        }
        largest = sorted(group, key=lambda figure: -figure.value)[:LONGEST]
        return sorted(largest, key=lambda figure: starts[figure.id])
    return sorted(group, key=lambda figure: -figure.value)


def _telling(section: str, figures: list[Statistic]) -> list[Statistic]:
    """Differences first; the parts of one breakdown by size, where the first of them stands."""
    if section == "segment facts":
        return figures
    ordered = sorted(figures, key=lambda figure: not figure.differs)
    place: dict[str, int] = {}
    for figure in ordered:
        place.setdefault(family(figure), len(place))
    return sorted(ordered, key=lambda figure: (place[family(figure)], _rank(figure), -_part(figure)))


def _rank(figure: Statistic) -> bool:
    """What sets a segment apart goes first, but of answers to one question what most people said."""
    return not figure.differs and not figure.metric.startswith("answer:")


def _complements(one: Statistic, other: Statistic) -> bool:
    together = one.unit == other.unit == "share" and one.denominator == other.denominator
    return together and abs(one.value + other.value - 1) < _ROUNDING


def _part(figure: Statistic) -> float:
    return figure.value if figure.unit == "share" else 0.0
