"""Two sides told the other way round: an order, a comparison, who does it to whom, what somebody would rather have."""

from typing import Final

from agent.verification.finding import first_found
from agent.verification.inquiry import Inquiry
from agent.verification.reversals.aversions import turned_aversion
from agent.verification.reversals.comparisons import reversed_comparison
from agent.verification.reversals.contented import more_than_enough
from agent.verification.reversals.dated import at_another_time
from agent.verification.reversals.denied_deeds import denied_deed
from agent.verification.reversals.ordering import reversed_order
from agent.verification.reversals.particles import turned_particle
from agent.verification.reversals.swapped import swapped
from agent.verification.reversals.without_than import turned_without_than

_REVERSALS: Final = (
    (reversed_order, "puts second what its voices put first."),
    (reversed_comparison, "compares the other way round than its voices do."),
    (turned_without_than, "compares the other way round than its voices do."),
    (turned_particle, "goes the other way in what it cites."),
    (at_another_time, "is said of another time in what it cites."),
    (denied_deed, "is denied in what it cites."),
    (swapped, "is done by somebody else in what it cites."),
    (more_than_enough, "asks for more of what is enough in what it cites."),
    (turned_aversion, "puts somebody off, and a voice prefers it."),
)
"""What finds words that turn something round, and what is wrong with them; the first that finds any is told."""


def reversal(inquiry: Inquiry) -> str:
    """Why a claim tells something the other way round than its voices do; or nothing."""
    return first_found(inquiry, _REVERSALS)
