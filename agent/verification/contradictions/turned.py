"""Two things that a sentence puts in an order, told the other way round than the cited voices put them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from agent.verification.evidence_text import cited_texts, sentences_of
from agent.verification.inquiry import Inquiry, once


class Pair(NamedTuple):
    """What a sentence puts on either side, as stems, and the words as they stand."""

    sort: str
    """Of what kind the order is; only pairs of one sort are held against each other."""
    first: frozenset[str]
    second: frozenset[str]
    words: str


@once
def pairs_said(inquiry: Inquiry, pairs_in: Callable[[str], Iterable[Pair]]) -> tuple[Pair, ...]:
    """What the sentences of all that is cited put in an order."""
    return tuple(pair for text in cited_texts(inquiry) for part in sentences_of(text) for pair in pairs_in(part))


def turned_round(
    inquiry: Inquiry,
    pairs_in: Callable[[str], Iterable[Pair]],
    crossed: Callable[[Pair, Pair], bool],
    straight: Callable[[Pair, Pair], bool],
) -> str:
    """The claim's sentence that one voice tells the other way round (`crossed`) and none tells so; or nothing."""
    for start, end in inquiry.sentences:
        if inquiry.masked(start, end):
            continue
        for told in pairs_in(inquiry.text[start:end]):
            like = [pair for pair in pairs_said(inquiry, pairs_in) if pair.sort == told.sort]
            if any(crossed(told, pair) for pair in like) and not any(straight(told, pair) for pair in like):
                return told.words
    return ""
