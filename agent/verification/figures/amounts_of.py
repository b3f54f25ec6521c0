"""What an amount is: a price, what was saved, what came back, or by how much one thing is dearer than another."""

from __future__ import annotations

from typing import Final

from agent.numbers import Number, same_number
from agent.verification.inquiry import Inquiry, numbers_in
from agent.verification.lexicon import bounded_pattern
from agent.verification.text import clause_at, plain

_FILE: Final = "amounts"
_SORTS: Final = {
    "difference": "what one thing costs or takes beyond another",
    "saved": "what is saved",
    "returned": "what is paid back",
    "away": "how far away something is",
    "daily": "so much a day",
    "weekly": "so much a week",
    "monthly": "so much a month",
    "yearly": "so much a year",
    "late": "how late something is",
}
_OF_MONEY: Final = frozenset({"saved", "returned"})
_BEHIND: Final = frozenset({"late"})
"""Sorts that a claim says of the amount only right behind it."""
_RIGHT_BEHIND: Final = 10
_SAID_ALONE: Final = frozenset({"difference", "away"})
"""Sorts that a claim may say in its sentence of something else than the amount."""
_UNITS: Final = frozenset({"money", "duration", "measure"})


def of_another_kind(inquiry: Inquiry, number: Number) -> str:
    """What an amount is in every voice with it and not in the claim, or in the claim alone; or nothing.

    A claim says in its sentence what an amount is, a voice in its clause.
    """
    every = ((plain(quote.text), one) for quote in inquiry.quotes for one in numbers_in(quote.text, quote.language))
    said = [(text, clause_at(text, one.start)) for text, one in every if same_number(number, one)]
    if number.unit not in _UNITS or not said:
        return ""
    told = plain(inquiry.text[slice(*inquiry.sentence_of(number.start))])
    for sort, meaning in _SORTS.items():
        if sort in _OF_MONEY and number.unit != "money":
            continue
        lost = all(_finds(sort, "said", clause) for _, clause in said) and not _finds(sort, "kept", told)
        stated = plain(inquiry.text[number.end :])[:_RIGHT_BEHIND] if sort in _BEHIND else told
        added = _finds(sort, "said", stated) and not any(_finds(sort, "kept", text) for text, _ in said)
        if lost or (added and sort not in _SAID_ALONE):
            return meaning
    return ""


def _finds(sort: str, key: str, text: str) -> bool:
    return bool(bounded_pattern(_FILE, f"{sort}_{key}").search(text))
