"""From measures to statistics: sums by segment, intervals, tests, wording."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain

import numpy as np

from personas.demographics import is_demographic
from personas.evidence import Statistic
from segments.features import CUSTOMERS
from segments.segmentation.voices import PEOPLE
from segments.statistics.answers import answer_measures, questions
from segments.statistics.attributes import attribute_measures
from segments.statistics.cells import Cells, by_person
from segments.statistics.contacts import contact_measures
from segments.statistics.counting import all_sums, sizes_of
from segments.statistics.facts import fact_statistics
from segments.statistics.figures import Figure, comparable, p_value, statistic_of
from segments.statistics.intervals import false_discovery
from segments.statistics.measures import NOTHING, Measure, Moments
from segments.statistics.purchases import purchase_measures
from segments.statistics.ranking import LAST, ranked
from segments.statistics.suppression import shown_cells, tables_of
from segments.tables import Progress

_TOLD_AS_ANSWERS = {"nps"}
"""Attributes that respondents have from a question, whatever its words; it is told as answered."""


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
    tested = [figure for figure in figures if comparable(figure) and not cells.made_of(figure.measure)]
    p_values = [p_value(figure) for figure in tested]
    q_values = {id(f): q for f, q in zip(tested, false_discovery(p_values), strict=True)}
    return [statistic_of(cells, figure, q_values.get(id(figure))) for figure in figures]


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
    answered = {q for q in asked if not is_demographic(q)} | _TOLD_AS_ANSWERS
    yield chain(
        attribute_measures(cells.features, PEOPLE, leave_out=answered),
        answer_measures(cells.tables, leave_out={q for q in asked if is_demographic(q)} & told),
    )


def _figures(cells: Cells, measures: Sequence[Measure], progress: Progress | None) -> Iterable[Figure]:
    sums = all_sums(cells, measures, progress)
    members = {person: sizes_of(cells, people=person) for person in (False, True)}
    for table in tables_of(sums):
        totals = [reduce(Moments.plus, sums[one].values(), NOTHING) for one in table]
        parts = [[sums[one].get(segment.key, NOTHING) for one in table] for segment in cells.segments]
        shown = shown_cells(table, parts, totals)
        for row, segment in enumerate(cells.segments):
            for column in np.flatnonzero(shown[row]):
                measure, part = table[column], parts[row][column]
                size = members[by_person(measure)].get(segment.key, 0)
                yield Figure(measure, segment, part, totals[column].plus(part, -1), size)
