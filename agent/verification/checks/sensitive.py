"""Whether the text states or infers what must be neither: health, religion, politics, ethnicity, sexuality, union."""

from agent.verification.finding import Finding, failed, passed
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import bounded_patterns
from agent.verification.text import plain

NAME = "sensitive"
_SAID = {
    "health": "somebody's health",
    "religion": "religion",
    "politics": "political views",
    "ethnicity": "ethnic origin",
    "sexuality": "sexuality",
    "union": "union membership",
}


def sensitive(inquiry: Inquiry) -> Finding:
    """None of the special categories is touched, in quoted words or beside them."""
    text = plain(inquiry.text)
    for category, pattern in bounded_patterns("sensitive").items():
        if match := pattern.search(text):
            return failed(NAME, f"'{match[0]}' speaks of {_SAID[category]}, which a persona neither states nor infers.")
    return passed(NAME, "No sensitive category is stated or inferred.")
