"""What statistics are counted over: tables, segments, and what their rules use."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from personas.segment import Segment
from segments.features import Features
from segments.statistics.defining import names_in
from segments.statistics.measures import Measure
from segments.tables import Tables


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
        if by_person(measure):
            return f"person_id IN (SELECT person_id FROM people WHERE {self.people[segment.key]})"
        return f"customer_id IN ({segment.sql})"

    def made_of(self, measure: Measure) -> bool:
        """Whether the segments are made of what is measured: how they differ in it was chosen, and is not found."""
        return measure.about in self.defining or not self.defining.isdisjoint(names_in(measure.numerator))


def by_person(measure: Measure) -> bool:
    """Whether a measure speaks of respondents, and not of customers."""
    return measure.population == "respondents"
