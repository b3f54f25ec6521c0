"""What somebody is told, promised or offered, where no cited voice says that anybody told them."""

from __future__ import annotations

import re
from typing import Final

from agent.verification.evidence_text import cited_texts
from agent.verification.inquiry import Inquiry
from agent.verification.lexicon import bounded_pattern
from agent.verification.modality import is_guess
from agent.verification.text import plain

_FILE: Final = "informed"


def uninformed(inquiry: Inquiry) -> str:
    """Words that say that somebody was told or offered a thing, where nobody tells of it or all deny it; or nothing."""
    if not inquiry.quotes:
        return ""
    heard = [match for text in cited_texts(inquiry) for match in bounded_pattern(_FILE, "said").finditer(plain(text))]
    for sentence in inquiry.sentences:
        for match in bounded_pattern(_FILE, "told").finditer(plain(inquiry.text), *sentence):
            if inquiry.masked(*match.span()) or is_guess(inquiry, sentence) or _denied(match):
                continue
            if all(map(_denied, heard)):
                return match[0]
    return ""


def _denied(match: re.Match[str]) -> bool:
    """Whether what tells is denied right before: nobody mentions, had not been told."""
    return bool(bounded_pattern(_FILE, "denied").search(match.string[: match.end()]))
