"""Sums of measures by segment, and the sizes of segments, in SQL."""

from collections import defaultdict
from collections.abc import Sequence

from segments.statistics.cells import Cells, by_person
from segments.statistics.measures import Measure, Moments
from segments.statistics.sums import Terms, moment_terms
from segments.tables import Progress


def all_sums(cells: Cells, measures: Sequence[Measure], progress: Progress | None) -> dict[Measure, dict[str, Moments]]:
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


def sizes_of(cells: Cells, *, people: bool) -> dict[str, int]:
    """Segment key -> how many people speak for it, or how many customers are in it."""
    table = "spoken" if people else "members"
    rows = cells.features.connection.raw_sql(f"SELECT key, count(*) FROM {table} GROUP BY 1").fetchall()
    return {str(key): int(n) for key, n in rows}


def _sums(cells: Cells, source: str, group: Sequence[Measure]) -> list[dict[str, Moments]]:
    key, members = ("person_id", "spoken") if by_person(group[0]) else ("customer_id", "members")
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
