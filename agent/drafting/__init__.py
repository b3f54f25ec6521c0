"""The drafting workflow: from a frozen segment and its evidence to a draft whose every claim was checked."""

from agent.drafting.checkpoints import forget_unfinished
from agent.drafting.drafting import draft_persona
from agent.drafting.request import DraftingStopped, DraftRequest, Verifier

__all__ = ["DraftRequest", "DraftingStopped", "Verifier", "draft_persona", "forget_unfinished"]
