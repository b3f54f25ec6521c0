"""What a voice finds enough, told as a wish for more of it: "quick enough for me" of whom it wants quicker."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from agent.verification.contradictions.comparing import plain_forms
from agent.verification.evidence_text import cited_texts
from agent.verification.inquiry import Inquiry
from agent.verification.text import plain, stem, words

_ENOUGH: Final = re.compile(r"(?P<before>(?:[\w']+ ){0,3})(?P<told>\w+) enough\b", re.IGNORECASE)
_DENIED: Final = re.compile(r"(?:not|never|n't|hardly|barely|nowhere near|wasn't|isn't) (?:\w+ )?$", re.IGNORECASE)


def more_than_enough(inquiry: Inquiry) -> str:
    """A comparative of the claim whose plain form every voice with it has enough of; or nothing."""
    for word in inquiry.own_words:
        forms = {stem(form) for form in plain_forms(word.lower)}
        enough = forms and any(forms & _enough_in(text) for text in cited_texts(inquiry))
        if enough and not any(word.lower == one.lower for text in cited_texts(inquiry) for one in words(text)):
            return word.text
    return ""


@lru_cache(maxsize=8192)
def _enough_in(text: str) -> frozenset[str]:
    """The stems of what a text finds enough."""
    found = _ENOUGH.finditer(plain(text)) if "enough" in text.lower() else ()
    return frozenset(stem(match["told"].lower()) for match in found if not _DENIED.search(match["before"]))
