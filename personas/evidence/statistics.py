"""A statistic: a figure of a segment with its base, its interval and the SQL that recomputes it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from personas import phrasing
from personas.base import Record

Unit = Literal["share", "money", "count", "days", "mean"]
Population = Literal["customers", "respondents", "orders", "revenue"]

PREDICTED = "predicted:"
"""How the metric of a figure begins that foretells."""
BY_DEFINITION = "by definition"
"""In place of a section: a figure that follows from the segment's own rule. It is shown, and told as no finding."""

PERMISSIONS = "permissions"
"""In place of a section: a figure of what the company may do with people (write to them). It is shown, and no persona
holds it, for it tells nothing of what they are."""


class Window(Record):
    """The dates that a statistic covers, both inclusive."""

    start: datetime
    end: datetime


class Statistic(Record):
    """A computed figure about a segment, with everything needed to recompute and to doubt it."""

    type: Literal["statistic"] = "statistic"
    id: str
    segment_id: str
    metric: str
    """Machine name, for example `order_share:channel=web` or `average_order_value`."""
    predicate: str
    """The metric in words: a verb phrase for shares ("order online"), else a noun phrase ("the average order")."""
    terms: tuple[str, ...] = ()
    """Words of which at least one must stand in a sentence that a person types with this figure."""
    section: str = "segment facts"
    """The section of a persona where the figure belongs by default; where in none, BY_DEFINITION or PERMISSIONS."""
    group: str
    """The segment's name."""
    population: Population = "customers"
    value: float
    """Ratios 0..1; money in cents; days; counts."""
    unit: Unit
    currency: str = ""
    """ISO 4217 code of a figure in money; empty where no currency is known."""
    numerator: float | None = None
    denominator: float | None = None
    """What `value` is a ratio of: `numerator / denominator`. For a share of people both count people."""
    base_value: float | None = None
    """The same figure over everybody."""
    index: Annotated[float, Field(ge=0)] | None = None
    """100 x value / base_value."""
    ci_low: float | None = None
    ci_high: float | None = None
    """The 95 % interval of `value`, in its unit (Wilson for shares of people, else linearised); None for too few.

    Of what is predicted: an 80 % range, from what the same prediction missed of up to three quarters."""
    q_value: float | None = None
    """After Benjamini-Hochberg over all differences tested for the segmentation; None when none was tested."""
    window: Window | None = None
    coverage: float = 1.0
    """Share of the segment's members for whom the figure is known, 0..1."""
    sql: str = ""
    """The query that gives the figure again, in the dialect of DuckDB; empty where none does."""

    @property
    def is_predicted(self) -> bool:
        """Whether the figure is expected of a time to come, and not counted."""
        return self.metric.startswith(PREDICTED)

    @property
    def interval_name(self) -> str:
        """What `ci_low` and `ci_high` are, in words."""
        return "80 % range, by the errors of earlier quarters" if self.is_predicted else "95 % interval"

    @property
    def differs(self) -> bool:
        """Whether a difference from everybody may be said: n >= 30 and q < 0.05."""
        enough = self.denominator is not None and self.denominator >= 30
        return enough and self.q_value is not None and self.q_value < 0.05 and self.base_value != self.value

    def phrase(self) -> str:
        """The figure in words, with its metric, group, base and direction: what a slot renders to."""
        return phrasing.phrase(self)

    @property
    def distribution(self) -> tuple[str, float | None] | None:
        """What the shares of one distribution have in common: the metric without its value, and the base; else None."""
        family, value = self.metric.partition("=")[::2]
        return (family, self.denominator) if value and self.unit == "share" else None

    def brief(self) -> str:
        """The phrase of a share beside another of the same distribution, whose base it need not repeat."""
        return phrasing.brief(self)

    def sentence(self) -> str:
        """The phrase as a sentence."""
        words = self.phrase()
        return f"{words[:1].upper()}{words[1:]}."
