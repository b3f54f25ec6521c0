"""Validating a segmentation against actual sales."""

from collections.abc import Sequence
from typing import NamedTuple

from personas.segment import Definition, Segment
from segments.features import Features, build_features
from segments.refresh import apply_definition
from segments.segmentation.definitions import learning_columns
from segments.segmentation.membership import population_of
from segments.tables import Progress, Tables
from segments.validation.alternatives import alternatives
from segments.validation.concentration import few_decide
from segments.validation.forward import earlier_tests, forward_validation, hold_out, spending_levels
from segments.validation.reconciliation import reconcile
from segments.validation.report import (
    Alternative,
    DefinitionSummary,
    Earlier,
    Forward,
    SegmentSummary,
    Stability,
    Validation,
)
from segments.validation.stability import stability

_NO_PURCHASES = "Without purchases there is nothing to reconcile or to predict."


def validate_segmentation(
    tables: Tables,
    definition: Definition,
    segments: Sequence[Segment] = (),
    *,
    bootstraps: int = 20,
    compare: bool = True,
    progress: Progress | None = None,
) -> Validation:
    """Reconcile a definition's segments with the ledger, score them forward, and measure their stability.

    With `compare` other ways to divide the same customers are put to the same tests, and the definition to those of
    earlier horizons. `segments` (as saved) give the ids; without them a segment goes by its key. What cannot be
    computed is None, with the reason among the notes.
    """
    tell = progress or (lambda what, share: None)
    tell("customers", 0.0)
    features = build_features(tables)
    over_customers = population_of(definition) == "customers"
    found = apply_definition(tables, features, definition) if over_customers else list(segments)
    tell("reconciliation", 0.4)
    sold = features.has_orders and over_customers
    reconciliation = reconcile(features) if sold else None
    tests = _Tests(notes=(_NO_PURCHASES,))
    if sold:
        tests = _tested(tables, features, definition, bootstraps=bootstraps, compare=compare, tell=tell)
    tell("done", 1.0)
    return Validation(
        definition=DefinitionSummary(method=definition.method, version=definition.version, hash=definition.hash),
        currency=features.currency,
        customers=sum(part.n for part in found),
        segments=_summaries(found, segments),
        reconciliation=reconciliation,
        forward=tests.forward,
        earlier=tests.earlier,
        stability=tests.stability,
        alternatives=tests.alternatives,
        notes=tests.notes,
    )


class _Tests(NamedTuple):
    """What sales said of a definition, and why something was not tested."""

    forward: Forward | None = None
    stability: Stability | None = None
    alternatives: list[Alternative] = []
    notes: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()


def _tested(
    tables: Tables, features: Features, definition: Definition, *, bootstraps: int, compare: bool, tell: Progress
) -> _Tests:
    tell("forward validation", 0.5)
    levels = spending_levels(features)
    trial = hold_out(tables, features, definition, levels)
    customers = learning_columns(features)
    tell("stability", 0.7)
    notes = tuple(few_decide(customers))
    steady = stability(customers, definition, bootstraps)
    if isinstance(trial, str):
        return _Tests(stability=steady, notes=(*notes, trial))
    forward = forward_validation(trial)
    if not compare:
        return _Tests(forward, steady, notes=notes)
    tell("other ways to divide them", 0.8)
    others = alternatives(trial, customers, definition)
    tell("earlier seasons", 0.9)
    return _Tests(forward, steady, others, notes, tuple(earlier_tests(tables, features, definition, levels)))


def _summaries(found: Sequence[Segment], saved: Sequence[Segment]) -> list[SegmentSummary]:
    ids = {part.key: part.id for part in saved}
    return [
        SegmentSummary(
            id=ids.get(part.key) or part.key,
            name=part.name,
            n=part.n,
            revenue_cents=part.revenue_cents,
            revenue_share=part.revenue_share,
        )
        for part in found
    ]
