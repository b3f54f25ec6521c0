"""Polarity of a text by textblob's English lexicon, shipped in its wheel (De Smedt, Daelemans, 2012)."""

from functools import cache
from typing import Any, NamedTuple


class Wording(NamedTuple):
    """What the lexicon makes of a text."""

    polarity: float
    """-1..1; 0 also where no word of the text stands in the lexicon."""
    words: tuple[str, ...]
    """The words and phrases that it goes by, in their order."""


def wording_of(text: str) -> Wording:
    """How an English text is worded. The lexicon knows adjectives and adverbs, no irony and no trade's own words."""
    found = _lexicon()(text)
    words = tuple(" ".join(parts) for parts, polarity, *_ in found.assessments if polarity)
    return Wording(float(found[0]), words)


@cache
def _lexicon() -> Any:
    from textblob.en import sentiment

    return sentiment
