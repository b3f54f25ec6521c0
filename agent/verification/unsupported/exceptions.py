"""What holds but for an exception, told of the exception: "only for the sale in May, otherwise too dear"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from agent.verification.clause_evidence import clauses_with_evidence
from agent.verification.evidence_text import stems_of
from agent.verification.inquiry import Inquiry
from agent.verification.text import plain

_APART: Final = re.compile(
    r"\b(?:otherwise|except(?:ing)?|apart from|aside from|other than|as opposed to|"
    r"the rest of the (?:time|year|week|day))\b",
    re.IGNORECASE,
)
_KEPT: Final = re.compile(
    r"\b(?:otherwise|except\w*|apart|aside|other|opposed|rest|only|alone|outside|unless|but|not|never|\w+n't|without)\b",
    re.IGNORECASE,
)


def told_of_the_exception(inquiry: Inquiry) -> str:
    """The clause that says of one side of an exception what each voice says of the other, as words; or nothing."""
    voices = [sides for quote in inquiry.quotes if (sides := _sides(quote.text))]
    if not voices or len(voices) < len(inquiry.quotes):
        return ""
    for sentence in inquiry.sentences:
        for clause in clauses_with_evidence(inquiry, sentence):
            told = frozenset(word.stem for word in clause.found)
            stated = inquiry.text[clause.start : clause.end]
            if not _KEPT.search(plain(stated)) and all(told & one - two and told & two - one for one, two in voices):
                return stated.strip(" .;:,")
    return ""


@lru_cache(maxsize=4096)
def _sides(text: str) -> tuple[frozenset[str], frozenset[str]] | tuple[()]:
    """The stems on either side of the first word that sets an exception apart."""
    found = _APART.search(plain(text))
    return (stems_of(text[: found.start()]), stems_of(text[found.end() :])) if found else ()
