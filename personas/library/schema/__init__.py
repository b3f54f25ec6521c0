"""The tables of the library. SQL is the truth; indexes and Parquet results are derived from it."""

from personas.library.schema.access import people, roles
from personas.library.schema.audit import event_texts, events
from personas.library.schema.columns import Moment, metadata
from personas.library.schema.conversations import messages
from personas.library.schema.drafting import claim_revisions, claims, drafts, packs
from personas.library.schema.evaluations import evaluation_results, evaluation_runs
from personas.library.schema.evidence import documents, findings, quotes, respondents, sources, suppressed
from personas.library.schema.facts import meta
from personas.library.schema.publishing import personas, publications, uses
from personas.library.schema.segmentation import (
    INFERRED,
    definitions,
    groundwork,
    memberships,
    segments,
    statistics,
    themes,
)

__all__ = [
    "INFERRED",
    "Moment",
    "claim_revisions",
    "claims",
    "definitions",
    "documents",
    "drafts",
    "evaluation_results",
    "evaluation_runs",
    "event_texts",
    "events",
    "findings",
    "groundwork",
    "memberships",
    "messages",
    "meta",
    "metadata",
    "packs",
    "people",
    "personas",
    "publications",
    "quotes",
    "respondents",
    "roles",
    "segments",
    "sources",
    "statistics",
    "suppressed",
    "themes",
    "uses",
]
