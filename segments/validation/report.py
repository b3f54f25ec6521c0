"""The records of a validation: the JSON of `verism segments validate`."""

from datetime import datetime

from personas.base import Record


class DefinitionSummary(Record):
    """Which definition was validated."""

    method: str
    version: int
    hash: str


class SegmentSummary(Record):
    """One segment's size and revenue."""

    id: str
    name: str
    n: int
    revenue_cents: int | None
    revenue_share: float | None


class Reconciliation(Record):
    """Whether the segments' revenue adds up to the ledger, to the cent."""

    ledger_cents: int
    segments_cents: int
    difference_cents: int
    by: dict[str, int] = {}
    """Store, channel, week -> the largest difference of any of them, in cents."""
    in_none: int = 0
    """Buyers in no segment."""
    in_several: int = 0
    """Customers in more than one."""

    @property
    def holds(self) -> bool:
        """Nothing is missing and nobody counts twice."""
        return not (self.difference_cents or any(self.by.values()) or self.in_none or self.in_several)


class Forward(Record):
    """How well segments learned on the past told the spending of the next horizon."""

    horizon_days: int
    customers: int
    r2: float
    r2_ci: tuple[float, float]
    mae_cents: float
    """Mean absolute error of a customer's spending."""
    bias_cents: float
    """Mean of predicted less actual spending of a customer."""
    revenue_error: float
    """Absolute error of the total, as a share of it."""
    growth: float = 1.0
    """By what the spending learned was multiplied, so that it adds up to the level forecast for everybody."""
    lapse_auc: float | None
    """How well segments order customers by whether they stay away; None under 100 who do or do not."""
    lapse_auc_ci: tuple[float, float] | None
    lapse_share: float
    controls: dict[str, float]
    """R2 of the mean of all, of as many value quantiles, of shuffled segments, and of a regression on each customer."""
    individual_lapse_auc: float | None
    """The same by a logistic regression on each customer: the ceiling."""


class Earlier(Record):
    """The same test on an earlier horizon: another season of the trade."""

    until: datetime
    """When that horizon ended."""
    forward: Forward


class Stability(Record):
    """Whether other customers of the same kind would give the same segments."""

    ari_mean: float
    ari_p5: float
    bootstraps: int


class Alternative(Record):
    """Another way to divide the same customers, put to the same tests."""

    name: str
    segments: int
    r2: float
    lapse_auc: float | None
    ari_mean: float


class Validation(Record):
    """Segments against actual sales."""

    definition: DefinitionSummary
    currency: str = ""
    """What amounts are in, as an ISO 4217 code; "" where the ledger names none."""
    customers: int
    segments: list[SegmentSummary]
    reconciliation: Reconciliation | None
    """None without purchases."""
    forward: Forward | None
    earlier: tuple[Earlier, ...] = ()
    """Up to three horizons before the last one, the newest first."""
    stability: Stability | None
    alternatives: list[Alternative] = []
    """The segments in force first, beside them what else was tried; never chosen by themselves."""
    notes: tuple[str, ...] = ()
    """Why something was not computed."""
