"""From measures to statistics: sums by segment, intervals, tests, wording."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain
from typing import NamedTuple

import numpy as np

from personas.evidence import BY_DEFINITION, Statistic
from personas.ids import content_id
from personas.segment import Segment
from segments.features import CUSTOMERS, Features
from segments.segmentation.voices import PEOPLE
from segments.statistics.answers import answer_measures, questions
from segments.statistics.attributes import attribute_measures
from segments.statistics.contacts import contact_measures
from segments.statistics.defining import names_in
from segments.statistics.facts import fact_statistics
from segments.statistics.intervals import false_discovery, proportion_p, ratio_interval, ratio_p, wilson
from segments.statistics.measures import NOTHING, Measure, Moments
from segments.statistics.purchases import purchase_measures
from segments.statistics.ranking import LAST, ranked
from segments.statistics.sums import Terms, moment_terms
from segments.statistics.suppression import shown_cells, tables_of
from segments.statistics.wording import attribute_words, is_demographic
from segments.tables import Progress, Tables

FEWEST_COMPARED = 30
"""No difference is claimed for fewer people."""
_COMPLETE = 0.95
"""From this share on an attribute is said as if it were known of all."""


class Cells(NamedTuple):
    """What statistics are computed over: tables on a connection, and the segments in them."""

    tables: Tables
    features: Features
    segments: Sequence[Segment]
    people: Mapping[str, str]
    """Segment key -> SQL condition over `people` that says who speaks for it."""
    definition_hash: str
    defining: frozenset[str] = frozenset()
    """What the segments' rules use, by plain name (`defining_columns`): what follows from it is no finding."""

    def members_sql(self, segment: Segment, measure: Measure) -> str:
        """A condition on the measure's source that says who is in the segment."""
        if _by_person(measure):
            return f"person_id IN (SELECT person_id FROM people WHERE {self.people[segment.key]})"
        return f"customer_id IN ({segment.sql})"

    def made_of(self, measure: Measure) -> bool:
        """Whether the segments are made of what is measured: how they differ in it was chosen, and is not found."""
        return measure.about in self.defining or not self.defining.isdisjoint(names_in(measure.numerator))


class _Figure(NamedTuple):
    measure: Measure
    segment: Segment
    sums: Moments
    rest: Moments
    members: int


def compute_statistics(cells: Cells, progress: Progress | None = None) -> list[Statistic]:
    """All statistics of all segments; within a segment the most worth saying first.

    A figure over fewer than 5 people, or one that speaks of fewer than 5, is withheld, and so is one from which such a
    figure would follow by subtraction (`complementary`); differences are tested for 30 and more. Behaviour and what is
    known of people are two families of tests, each with its own q: segments are made of behaviour, and its many sure
    differences would let chance through among the attributes.
    """
    families = [list(family) for family in _families(cells)]
    measures = [measure for family in families for measure in family]
    statistics: list[Statistic] = []
    for place, family in enumerate(families):
        statistics += family_statistics(cells, family, _part_of(progress, place, len(families)))
    facts = fact_statistics(cells.features, cells.segments, cells.definition_hash)
    places = {measure.metric: LAST for measure in measures if cells.made_of(measure)}
    places.update({measure.metric: measure.fact for measure in measures if measure.fact is not None})
    return ranked([*facts, *statistics], [segment.key for segment in cells.segments], places)


def family_statistics(
    cells: Cells, measures: Sequence[Measure], progress: Progress | None = None
) -> Iterable[Statistic]:
    """The statistics of measures that are tested together: q is over all their tests."""
    figures = list(_figures(cells, measures, progress))
    tested = [figure for figure in figures if _comparable(figure) and not cells.made_of(figure.measure)]
    p_values = [_p_value(figure) for figure in tested]
    q_values = {id(f): q for f, q in zip(tested, false_discovery(p_values), strict=True)}
    return [_statistic(cells, figure, q_values.get(id(figure))) for figure in figures]


def _part_of(progress: Progress | None, place: int, of: int) -> Progress | None:
    """Progress of one of several equal parts."""
    return progress and (lambda what, share: progress(what, (place + share) / of))


def _families(cells: Cells) -> Iterable[Iterable[Measure]]:
    """What people do, and what is known of them."""
    if any(segment.population == "customers" for segment in cells.segments):
        yield chain(purchase_measures(cells.features), contact_measures(cells.features))
        yield chain(attribute_measures(cells.features, CUSTOMERS), answer_measures(cells.tables))
        return
    asked = questions(cells.tables)
    told = set(cells.features.table(PEOPLE).columns)
    yield chain(
        attribute_measures(cells.features, PEOPLE, leave_out={q for q in asked if not is_demographic(q)}),
        answer_measures(cells.tables, leave_out={q for q in asked if is_demographic(q)} & told),
    )


def _by_person(measure: Measure) -> bool:
    return measure.population == "respondents"


def _figures(cells: Cells, measures: Sequence[Measure], progress: Progress | None) -> Iterable[_Figure]:
    sums = _all_sums(cells, measures, progress)
    members = {person: _sizes(cells, by_person=person) for person in (False, True)}
    for table in tables_of(sums):
        totals = [reduce(Moments.plus, sums[one].values(), NOTHING) for one in table]
        parts = [[sums[one].get(segment.key, NOTHING) for one in table] for segment in cells.segments]
        shown = shown_cells(table, parts, totals)
        for row, segment in enumerate(cells.segments):
            for column in np.flatnonzero(shown[row]):
                measure, part = table[column], parts[row][column]
                size = members[_by_person(measure)].get(segment.key, 0)
                yield _Figure(measure, segment, part, totals[column].plus(part, -1), size)


def _all_sums(
    cells: Cells, measures: Sequence[Measure], progress: Progress | None
) -> dict[Measure, dict[str, Moments]]:
    """The sums of every measure by segment key, in the order of the measures; one query a source."""
    by_source: dict[str, list[Measure]] = defaultdict(list)
    for measure in measures:
        by_source[measure.source].append(measure)
    sums: dict[Measure, dict[str, Moments]] = {}
    for place, (source, group) in enumerate(by_source.items()):
        sums.update(zip(group, _sums(cells, source, group), strict=True))
        if progress:
            progress("statistics", (place + 1) / len(by_source))
    return {measure: sums[measure] for measure in measures}


def _sizes(cells: Cells, *, by_person: bool) -> dict[str, int]:
    table = "spoken" if by_person else "members"
    rows = cells.features.connection.raw_sql(f"SELECT key, count(*) FROM {table} GROUP BY 1").fetchall()
    return {str(key): int(n) for key, n in rows}


def _sums(cells: Cells, source: str, group: Sequence[Measure]) -> list[dict[str, Moments]]:
    key, members = ("person_id", "spoken") if _by_person(group[0]) else ("customer_id", "members")
    columns, aggregates = Terms("c"), Terms("a")
    places = [moment_terms(measure, columns, aggregates) for measure in group]
    sql = (
        f"SELECT m.key, {aggregates.listed()} FROM {members} m JOIN (SELECT {key}, {columns.listed()} FROM {source}) s "
        f"USING ({key}) GROUP BY m.key ORDER BY m.key"
    )
    result: list[dict[str, Moments]] = [{} for _ in group]
    for segment, *values in cells.features.connection.raw_sql(sql).fetchall():
        for moments, (n, *sums) in zip(result, places, strict=True):
            moments[str(segment)] = Moments(int(values[n]), *(float(values[place] or 0) for place in sums))
    return result


def _comparable(figure: _Figure) -> bool:
    return figure.sums.n >= FEWEST_COMPARED and figure.rest.n >= FEWEST_COMPARED and figure.rest.x > 0


def _p_value(figure: _Figure) -> float:
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


def _statistic(cells: Cells, figure: _Figure, q_value: float | None) -> Statistic:
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
        window=None if _by_person(measure) else cells.features.window,
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
    sample = f"this sample of {n} {'respondents' if _by_person(measure) else 'customers'}"
    return f"by {sample} {measure.predicate}" if measure.unit == "share" else f"in {sample}, {measure.predicate}"


def _value_sql(cells: Cells, segment: Segment, measure: Measure) -> str:
    where = f"({measure.known}) AND {cells.members_sql(segment, measure)}"
    return f"SELECT {measure.expression()} FROM {measure.source} WHERE {where}"
