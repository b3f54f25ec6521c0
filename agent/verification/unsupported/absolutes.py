"""Words that leave no exception ("only", "always", "every", "never", "wholly") where no voice leaves none."""

from __future__ import annotations

from typing import Final

from agent.verification.evidence_text import cited_texts
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import bounded_pattern
from agent.verification.text import plain

_FILE: Final = "absolutes"
_SORTS: Final = ("only", "always", "every", "never", "wholly")


def unexcepted(inquiry: Inquiry) -> str:
    """Words of the claim that leave no exception where nothing cited does, as they stand; or nothing.

    Only voices are looked at: what a count shows of everybody is for the check of prevalence.
    """
    if not inquiry.quotes or inquiry.statistics:
        return ""
    said = [plain(text) for text in cited_texts(inquiry)]
    for sort in _SORTS:
        for match in bounded_pattern(_FILE, f"{sort}_told").finditer(plain(inquiry.text)):
            heard = any(bounded_pattern(_FILE, f"{sort}_said").search(text) for text in said)
            if not heard and not inquiry.masked(*match.span()):
                return match[0]
    return ""
