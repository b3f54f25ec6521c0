"""Whether the writer said at all what the claim rests on."""

from agent.verification.finding import Finding, failed, passed
from agent.verification.inquiry import Inquiry

NAME = "declared"


def declared(inquiry: Inquiry) -> Finding:
    """There is a list of citations; an empty one is a declaration too, that nothing supports the claim."""
    if inquiry.claim.citations is None:
        return failed(NAME, "The writer did not say what this rests on: no list of citations was given.")
    count = len(inquiry.citations)
    if not count:
        return passed(NAME, "The writer declared that nothing supports this.")
    return passed(NAME, f"The writer declared {count} citation{'s' if count > 1 else ''}.")
