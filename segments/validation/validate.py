"""Segments against actual sales."""

from collections.abc import Sequence

from personas.segment import Definition, Segment
from segments.features import build_features
from segments.refresh import apply_definition
from segments.segmentation.definitions import learning_columns
from segments.segmentation.membership import population_of
from segments.tables import Progress, Tables
from segments.validation.forward import forward_validation
from segments.validation.reconciliation import reconcile
from segments.validation.report import DefinitionSummary, SegmentSummary, Validation
from segments.validation.stability import stability


def validate_segmentation(
    tables: Tables,
    definition: Definition,
    segments: Sequence[Segment] = (),
    *,
    bootstraps: int = 20,
    progress: Progress | None = None,
) -> Validation:
    """Reconcile a definition's segments with the ledger, score them forward, and measure their stability.

    `segments` (as saved) give the ids; without them a segment goes by its key. What cannot be computed is None, with
    the reason among the notes.
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
    forward = None
    if sold:
        tell("forward validation", 0.5)
        outcome = forward_validation(tables, features, definition)
        forward = None if isinstance(outcome, str) else outcome
        notes += [outcome] if isinstance(outcome, str) else []
    else:
        notes.append("Without purchases there is nothing to reconcile or to predict.")
    tell("stability", 0.8)
    steady = stability(learning_columns(features), definition, bootstraps) if sold else None
    tell("done", 1.0)
    return Validation(
        definition=DefinitionSummary(method=definition.method, version=definition.version, hash=definition.hash),
        customers=sum(part.n for part in found),
        segments=summaries,
        reconciliation=reconcile(features) if sold else None,
        forward=forward,
        stability=steady,
        notes=tuple(notes),
    )
