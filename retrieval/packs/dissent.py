"""Dissenting voices: quotes that go against what others say or want."""

from collections.abc import Sequence
from functools import cache

from personas.evidence import Quote
from retrieval.data import load
from retrieval.packs.representative import even_sample
from retrieval.themes.terms import Terms, spoken_words

AGAINST_THE_GRAIN = "against the grain"
"""The part of a groundwork's voices that these are."""
_SHORTEST, _LONGEST = 6, 40
"""Words of a quote that says by itself what it goes against, and can be repeated."""


def dissents(quote: Quote) -> bool:
    """Whether a quote says in so many words that its speaker sees, minds or wants it otherwise than others do.

    A question, a fragment and what is too long to be repeated whole say nothing plain.
    """
    words = spoken_words(quote.text)
    plain = _SHORTEST <= len(words) <= _LONGEST and not quote.text.rstrip().endswith("?")
    return plain and bool(_phrases().find(words))


def dissenting(quotes: Sequence[Quote], limit: int) -> list[str]:
    """Ids of quotes that go against others, each of another respondent, in the order of their lots."""
    found: dict[str, str] = {}
    for quote in even_sample(quotes):
        if quote.respondent_id not in found and dissents(quote):
            found[quote.respondent_id] = quote.id
    return list(found.values())[:limit]


@cache
def _phrases() -> Terms:
    terms = Terms()
    for name, phrases in load("dissent").items():
        terms.add(name, phrases)
    return terms
