"""A measure: the ratio of two sums over members, as SQL fragments."""

from typing import Literal, NamedTuple

from personas.evidence import Population, Unit


class Measure(NamedTuple):
    """A figure of the form sum(numerator) / sum(denominator) over the members of a segment.

    A share of people has a numerator of 0 or 1 for each; a ratio (revenue by orders) is tested with people as
    clusters. The same fragments make the figure and the SQL that recomputes it.
    """

    metric: str
    predicate: str
    section: str
    source: str
    """What stands after FROM: one row a member."""
    numerator: str
    denominator: str = "1"
    known: str = "TRUE"
    """Which members the figure is known of."""
    unit: Unit = "share"
    population: Population = "customers"
    terms: tuple[str, ...] = ()
    divisor: float = 1.0
    """What the numerator is divided by after summing: the window's years for yearly figures."""
    kind: Literal["proportion", "ratio"] = "proportion"
    fewest_known: int = 5
    """Members of whom it must be known for the figure to be made at all."""
    fact: int | None = None
    """The place among the facts that always come first; None for others."""
    about: str = ""
    """The attribute or question that it is about, by its plain name; "" for behaviour."""

    def expression(self) -> str:
        """Value, numerator and denominator as SQL over the source's rows that are in the segment and known."""
        by = f" / {self.divisor!r}" if self.divisor != 1.0 else ""
        counted, of = f"CAST(sum({self.numerator}) AS DOUBLE){by}", f"sum({self.denominator})"
        return f"{counted} / {of} AS value, {counted} AS numerator, {of} AS denominator"


class Moments(NamedTuple):
    """Sums over members: enough for a ratio, its interval and a test, and additive over segments."""

    n: int
    y: float
    x: float
    yy: float
    xx: float
    xy: float
    some: float = 0.0
    """How many of them the numerator speaks of: who bought it, who sent something back."""

    def plus(self, other: "Moments", sign: int = 1) -> "Moments":
        """The sums of both groups together, or with -1 of the first without the second."""
        y, x, yy, xx, xy, some = (a + sign * b for a, b in zip(self[1:], other[1:], strict=True))
        return Moments(self.n + sign * other.n, y, x, yy, xx, xy, some)


NOTHING = Moments(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
