"""The sums behind measures as SQL, each distinct term computed once."""

from segments.statistics.measures import Measure


class Terms:
    """SQL expressions with a name each; the same expression has one name and one place."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._places: dict[str, int] = {}

    def place(self, sql: str) -> int:
        """Where an expression stands among the terms, 0 the first."""
        return self._places.setdefault(sql, len(self._places))

    def name(self, sql: str) -> str:
        """What an expression is called."""
        return f"{self._prefix}{self.place(sql)}"

    def listed(self) -> str:
        """All of them, as they stand after SELECT."""
        return ", ".join(f"{sql} AS {self.name(sql)}" for sql in list(self._places))


def moment_terms(measure: Measure, columns: Terms, aggregates: Terms) -> tuple[int, ...]:
    """The places, among the aggregates, of the fields of a measure's `Moments`.

    `columns` are terms over the measure's source, `aggregates` over these columns. What people do or do not is 0 or 1
    and is its own square; where each counts once, the denominator is the number of those of whom it is known.
    """
    y, known = columns.name(_where_known(measure, measure.numerator)), measure.known
    yy = y if measure.kind == "proportion" else f"{y} * {y}"
    if measure.denominator == "1":
        people = "count(*)" if known == "TRUE" else f"count({columns.name(f'CASE WHEN {known} THEN 1 END')})"
        wanted = (f"count({y})", f"sum({y})", people, f"sum({yy})", people, f"sum({y})", _some(measure, y))
    else:
        x = columns.name(_where_known(measure, measure.denominator))
        wanted = (
            f"count({y})",
            f"sum({y})",
            f"sum({x})",
            f"sum({yy})",
            f"sum({x} * {x})",
            f"sum({x} * {y})",
            _some(measure, y),
        )
    return tuple(map(aggregates.place, wanted))


def _some(measure: Measure, y: str) -> str:
    """How many people have a part in the numerator."""
    return f"sum({y})" if measure.kind == "proportion" else f"count(nullif({y}, 0))"


def _where_known(measure: Measure, value: str) -> str:
    number = f"CAST({value} AS DOUBLE)"
    return number if measure.known == "TRUE" else f"CASE WHEN {measure.known} THEN {number} END"
