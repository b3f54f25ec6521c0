"""One figure of one segment: whether it may be compared, its test, and its statistic in words."""

from typing import NamedTuple

from personas.evidence import BY_DEFINITION, Statistic
from personas.ids import content_id
from personas.segment import Segment
from segments.statistics.cells import Cells, by_person
from segments.statistics.defining import names_in
from segments.statistics.intervals import proportion_p, ratio_interval, ratio_p, wilson
from segments.statistics.measures import Measure, Moments
from segments.statistics.wording import attribute_words

FEWEST_COMPARED = 30
"""No difference is claimed for fewer people."""
_COMPLETE = 0.95
"""From this share on an attribute is said as if it were known of all."""


class Figure(NamedTuple):
    """A measure of one segment: its sums, those of everybody else, and how many members there are."""

    measure: Measure
    segment: Segment
    sums: Moments
    rest: Moments
    members: int


def comparable(figure: Figure) -> bool:
    """Whether there are enough people on both sides for a difference to be claimed."""
    return figure.sums.n >= FEWEST_COMPARED and figure.rest.n >= FEWEST_COMPARED and figure.rest.x > 0


def p_value(figure: Figure) -> float:
    """Two-sided p of the difference between the segment and everybody else."""
    test = proportion_p if figure.measure.kind == "proportion" else ratio_p
    return test(figure.sums, figure.rest)


def _by_definition(cells: Cells, segment: Segment, measure: Measure, value: float) -> bool:
    """Whether a figure says again what the segment's rule says; who they are within it, by age say, is still news.

    A mean of what the rule sets bounds to follows from it: recency, of who is active. The facts that open every
    segment are told all the same.
    """
    if measure.about in cells.defining and measure.section != "demographics":
        return True
    if measure.kind == "ratio":
        return measure.section != "segment facts" and names_in(measure.numerator) <= names_in(segment.sql)
    return cells.made_of(measure) and value in (0.0, 1.0)


def statistic_of(cells: Cells, figure: Figure, q_value: float | None) -> Statistic:
    """A figure as it is told, with its interval, base, index, coverage and SQL."""
    measure, segment, sums = figure.measure, figure.segment, figure.sums
    total = sums.plus(figure.rest)
    value = sums.y / measure.divisor / sums.x
    base = total.y / measure.divisor / total.x if total.x else None
    low, high = _interval(measure, sums)
    coverage = min(1.0, sums.n / figure.members) if figure.members else 0.0
    return Statistic(
        id=content_id("s", segment.key, measure.metric, cells.definition_hash),
        segment_id=segment.key,
        metric=measure.metric,
        predicate=_predicate(measure, sums.n, coverage),
        terms=measure.terms,
        section=BY_DEFINITION if _by_definition(cells, segment, measure, value) else measure.section,
        group=segment.name,
        population=measure.population,
        value=value,
        unit=measure.unit,
        currency=cells.features.currency if measure.unit == "money" else "",
        numerator=sums.y / measure.divisor,
        denominator=sums.x,
        base_value=base,
        index=100 * value / base if base and base > 0 and value >= 0 else None,
        ci_low=low,
        ci_high=high,
        q_value=None if q_value is None else float(f"{q_value:.3g}"),
        window=None if by_person(measure) else cells.features.window,
        coverage=coverage,
        sql=_value_sql(cells, segment, measure),
    )


def _interval(measure: Measure, sums: Moments) -> tuple[float | None, float | None]:
    if measure.kind == "proportion":
        return wilson(sums.y, sums.x)
    found = ratio_interval(sums)
    if found is None:
        return None, None
    low, high = (bound / measure.divisor for bound in found)
    return (max(0.0, low), min(1.0, high)) if measure.unit == "share" else (low, high)


def _predicate(measure: Measure, n: int, coverage: float) -> str:
    """Says that an attribute is known of some only; under 30 people speaks of a sample, also of its orders or money."""
    if measure.metric.startswith("share:") and coverage < _COMPLETE and n >= FEWEST_COMPARED:
        return f"whose {attribute_words(measure.about)} is known {measure.predicate}"
    if n >= FEWEST_COMPARED or (measure.unit == "share" and measure.population in ("customers", "respondents")):
        return measure.predicate
    sample = f"this sample of {n} {'respondents' if by_person(measure) else 'customers'}"
    return f"by {sample} {measure.predicate}" if measure.unit == "share" else f"in {sample}, {measure.predicate}"


def _value_sql(cells: Cells, segment: Segment, measure: Measure) -> str:
    where = f"({measure.known}) AND {cells.members_sql(segment, measure)}"
    return f"SELECT {measure.expression()} FROM {measure.source} WHERE {where}"
