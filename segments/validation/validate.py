"""Segments against actual sales."""

from collections.abc import Sequence

from personas.segment import Definition, Segment
from segments.features import build_features
from segments.refresh import apply_definition
from segments.segmentation.definitions import learning_columns
from segments.segmentation.membership import population_of
from segments.tables import Progress, Tables
from segments.validation.alternatives import alternatives
from segments.validation.concentration import few_decide
from segments.validation.forward import forward_validation, hold_out
from segments.validation.reconciliation import reconcile
from segments.validation.report import DefinitionSummary, SegmentSummary, Validation
from segments.validation.stability import stability


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

    With `compare` other ways to divide the same customers are put to the same tests. `segments` (as saved) give the
    ids; without them a segment goes by its key. What cannot be computed is None, with the reason among the notes.
    """
    tell = progress or (lambda what, share: None)
    tell("customers", 0.0)
    features = build_features(tables)
    over_customers = population_of(definition) == "customers"
    found = apply_definition(tables, features, definition) if over_customers else list(segments)
    ids = {part.key: part.id for part in segments}
    summaries = [
        SegmentSummary(
            id=ids.get(part.key) or part.key,
            name=part.name,
            n=part.n,
            revenue_cents=part.revenue_cents,
            revenue_share=part.revenue_share,
        )
        for part in found
    ]
    notes: list[str] = []
    tell("reconciliation", 0.4)
    sold = features.has_orders and over_customers
    forward, steady, tried = None, None, []
    if sold:
        tell("forward validation", 0.5)
        trial = hold_out(tables, features, definition)
        customers = learning_columns(features)
        tell("stability", 0.7)
        notes += few_decide(customers)
        steady = stability(customers, definition, bootstraps)
        if isinstance(trial, str):
            notes.append(trial)
        else:
            forward = forward_validation(trial)
            tell("other ways to divide them", 0.8)
            tried = alternatives(trial, customers, definition) if compare else []
    else:
        notes.append("Without purchases there is nothing to reconcile or to predict.")
    tell("done", 1.0)
    return Validation(
        definition=DefinitionSummary(method=definition.method, version=definition.version, hash=definition.hash),
        customers=sum(part.n for part in found),
        segments=summaries,
        reconciliation=reconcile(features) if sold else None,
        forward=forward,
        stability=steady,
        alternatives=tried,
        notes=tuple(notes),
    )
