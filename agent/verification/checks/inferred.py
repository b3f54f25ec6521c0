"""Whether a cited voice is known to belong to the segment, or was only placed in it by what it says."""

from agent.verification.finding import Finding, named, nothing_to_check, unscored
from agent.verification.inquiry import Inquiry

NAME = "inferred"


def inferred(inquiry: Inquiry) -> Finding:
    """A voice placed in the segment by inference may be read, with its error, and makes no claim green."""
    placed = [quote for quote in inquiry.quotes if quote.placed]
    if not placed:
        return nothing_to_check(NAME, "No cited voice was placed in the segment by inference.")
    return unscored(NAME, "; ".join(f"{named(quote)} is by somebody {quote.placed}" for quote in placed) + ".")
