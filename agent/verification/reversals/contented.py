"""What a voice finds enough, told as a wish for more of it: "quick enough for me" of whom it wants quicker."""

from __future__ import annotations

import re
from typing import Final

from agent.verification.inquiry import Inquiry
from agent.verification.material import cited_texts
from agent.verification.reversals.comparing import plain_forms
from agent.verification.text import plain, stem, words

_ENOUGH: Final = re.compile(r"(?P<before>(?:[\w']+ ){0,3})(?P<told>\w+) enough\b", re.IGNORECASE)
_DENIED: Final = re.compile(r"(?:not|never|n't|hardly|barely|nowhere near|wasn't|isn't) (?:\w+ )?$", re.IGNORECASE)


def more_than_enough(inquiry: Inquiry) -> str:
    """A comparative of the claim whose plain form every voice with it has enough of; or nothing."""
    found = (match for text in cited_texts(inquiry) for match in _ENOUGH.finditer(plain(text)))
    enough = {stem(match["told"].lower()) for match in found if not _DENIED.search(match["before"])}
    said = {word.lower for text in cited_texts(inquiry) for word in words(text)}
    for word in inquiry.own_words:
        forms = {stem(form) for form in plain_forms(word.lower)}
        if forms & enough and word.lower not in said:
            return word.text
    return ""
