"""Drafts in the library: claim by claim, with every revision kept and a version that guards against overwriting."""

from personas.library.drafts.history import claim_history, pop_history
from personas.library.drafts.listing import DraftSummary, list_drafts
from personas.library.drafts.storing import (
    draft_of_run,
    forget_what_was_read,
    load_draft,
    load_draft_at,
    load_pack,
    next_draft_id,
    save_draft,
    update_draft,
)

__all__ = [
    "DraftSummary",
    "claim_history",
    "draft_of_run",
    "forget_what_was_read",
    "list_drafts",
    "load_draft",
    "load_draft_at",
    "load_pack",
    "next_draft_id",
    "pop_history",
    "save_draft",
    "update_draft",
]
