"""Recommendations that follow from a figure, team by team."""

from collections.abc import Iterable, Mapping

from agent.writers.data import load
from personas.evidence import Statistic

_LIKELY = 0.25
"""A prediction under this share is nothing to act on."""


def consequences(figures: Iterable[Statistic]) -> dict[str, str]:
    """The inference that follows from each of the figures (`{S}` stands for it), by id, at most one of a kind."""
    known = list(figures)
    found: dict[str, str] = {}
    rules: list[dict[str, str]] = load("consequences")["rules"]
    for rule in rules:
        fitting = [figure for figure in known if figure.id not in found and _fits(figure, rule)]
        best = max(fitting, key=_distance, default=None)
        if best is not None:
            found[best.id] = rule["text"]
    return found


def _fits(figure: Statistic, rule: Mapping[str, str]) -> bool:
    if not figure.metric.startswith(rule["metric"]) or figure.unit != "share":
        return False
    if rule["way"] == "any":
        return figure.value >= _LIKELY
    return figure.differs and (figure.value > (figure.base_value or 0)) == (rule["way"] == "more")


def _distance(figure: Statistic) -> float:
    return abs(figure.value - (figure.base_value or 0))
