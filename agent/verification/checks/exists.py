"""Whether everything that is cited is in the draft's evidence pack."""

from agent.verification.finding import Finding, failed, listed, nothing_to_check, passed
from agent.verification.inquiry import Inquiry

NAME = "exists"


def exists(inquiry: Inquiry) -> Finding:
    """Every cited id is a member of the pack."""
    if not inquiry.citations:
        return nothing_to_check(NAME, "Nothing is cited.")
    if inquiry.missing:
        return failed(NAME, f"Not in the evidence of this draft: {listed(inquiry.missing)}.")
    return passed(NAME, "Everything cited is in the evidence of this draft.")
