"""The drafting workflow: from a frozen segment and its evidence to a draft whose every claim was checked."""

from agent.drafting.costs import with_usage
from agent.drafting.drafting import draft_persona
from agent.drafting.journeying import draft_journey
from agent.drafting.request import DraftingStopped, DraftRequest, Verifier
from agent.drafting.revising import Revision, open_claims, revise_section, tell_again

__all__ = [
    "DraftRequest",
    "DraftingStopped",
    "Revision",
    "Verifier",
    "draft_journey",
    "draft_persona",
    "open_claims",
    "revise_section",
    "tell_again",
    "with_usage",
]
