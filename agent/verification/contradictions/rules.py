"""Two sides told the other way round: an order, a comparison, who does it to whom, what somebody would rather have."""

from typing import Final

from agent.verification.contradictions.aversions import turned_aversion
from agent.verification.contradictions.comparisons import reversed_comparison
from agent.verification.contradictions.contented import more_than_enough
from agent.verification.contradictions.dated import at_another_time
from agent.verification.contradictions.denied_deeds import denied_deed
from agent.verification.contradictions.ordering import reversed_order
from agent.verification.contradictions.particles import turned_particle
from agent.verification.contradictions.swapped import swapped
from agent.verification.contradictions.without_than import turned_without_than
from agent.verification.finding import first_found
from agent.verification.inquiry import Inquiry

_RULES: Final = (
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


def contradiction(inquiry: Inquiry) -> str:
    """Why a claim tells something the other way round than its voices do; or nothing."""
    return first_found(inquiry, _RULES)
