"""Figures as tiles, and demographics as distributions instead of one typical person."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from personas.evidence import Statistic
from personas.normalising import comparable
from personas.phrasing import figure, of_revenue, percent
from personas.publishing.lines import Line
from personas.publishing.words import heading


class Tile(NamedTuple):
    """One figure, large."""

    value: str
    label: str
    compared: str
    line: Line


class Bar(NamedTuple):
    """One part of a distribution."""

    label: str
    value: str
    width: str
    """Of the chart's width, an SVG percentage."""
    everybody: str
    """The same figure over everybody, or empty."""
    tick: str
    differs: bool
    number: int
    share: float
    """The bar's length, 0..1 of the chart's width."""
    all: float | None
    """Where the tick of everybody stands, 0..1."""


class Distribution(NamedTuple):
    """How an attribute is spread over those for whom it is known."""

    title: str
    bars: tuple[Bar, ...]
    coverage: str


def statistic_of(evidence: Mapping[str, Any], evidence_id: str) -> Statistic | None:
    """The statistic of that id in a body's evidence, or None for anything else."""
    entry = evidence.get(evidence_id)
    if entry is None or entry["type"] != "statistic":
        return None
    return Statistic.model_validate({**entry, "id": evidence_id})


def tiles(lines: Sequence[Line], evidence: Mapping[str, Any]) -> tuple[tuple[Tile, ...], tuple[Line, ...]]:
    """Lines that are exactly one statistic's sentence as tiles, and the lines that say something else."""
    made, rest = [], []
    for line in lines:
        found = [s for key in line.evidence if (s := statistic_of(evidence, key))]
        if len(found) == 1 and comparable(line.text) in (found[0].sentence(), found[0].sentence().rstrip(".")):
            made.append(_tile(found[0], line))
        else:
            rest.append(line)
    return tuple(made), tuple(rest)


def distributions(
    lines: Sequence[Line], evidence: Mapping[str, Any], numbers: Mapping[str, int]
) -> tuple[Distribution, ...]:
    """The shares that lines cite, grouped by attribute (`customer_share:age=45-54` is a part of *age*)."""
    groups: dict[str, list[Statistic]] = {}
    for key in dict.fromkeys(key for line in lines for key in line.evidence):
        found = statistic_of(evidence, key)
        if found and found.unit == "share" and "=" in found.metric:
            groups.setdefault(found.metric.partition("=")[0], []).append(found)
    widest = max((v for group in groups.values() for s in group for v in (s.value, s.base_value or 0)), default=1.0)
    return tuple(_distribution(name, group, numbers, widest or 1.0) for name, group in groups.items())


def _tile(statistic: Statistic, line: Line) -> Tile:
    compared = ""
    if statistic.differs and statistic.base_value is not None:
        compared = f"{figure(statistic, statistic.base_value)} for all"
    return Tile(figure(statistic, statistic.value), _label(statistic), compared, line)


def _label(statistic: Statistic) -> str:
    if statistic.unit != "share":
        return statistic.predicate.removeprefix("the ")
    if statistic.population == "revenue":
        return of_revenue(statistic)
    whole = f"of {statistic.denominator:,.0f} {statistic.population} " if statistic.denominator else ""
    return whole + statistic.predicate


def _distribution(name: str, group: Sequence[Statistic], numbers: Mapping[str, int], widest: float) -> Distribution:
    known = max((s.denominator or 0 for s in group), default=0)
    coverage = f"Known for {percent(min(s.coverage for s in group))} of the segment"
    if known:
        coverage += f" ({known:,.0f} {group[0].population})"
    bars = tuple(_bar(s, numbers[s.id], widest) for s in group)
    return Distribution(heading(name.rpartition(":")[2]), bars, coverage)


def _bar(statistic: Statistic, number: int, widest: float) -> Bar:
    base = statistic.base_value
    return Bar(
        label=statistic.metric.partition("=")[2],
        value=percent(statistic.value),
        width=_width(statistic.value, widest),
        share=_part(statistic.value, widest),
        all=_part(base, widest) if base is not None else None,
        everybody=percent(base) if base is not None else "",
        tick=_width(base, widest) if base is not None else "",
        differs=statistic.differs,
        number=number,
    )


def _width(value: float, widest: float) -> str:
    return f"{100 * _part(value, widest):.2f}%"


def _part(value: float, widest: float) -> float:
    return round(max(0.0, min(1.0, value / widest)), 4)
