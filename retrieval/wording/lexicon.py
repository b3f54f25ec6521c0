"""Polarity of a text by textblob's English lexicon, shipped in its wheel (De Smedt, Daelemans, 2012)."""

from functools import cache
from typing import Any, NamedTuple

from personas.errors import PrerequisiteMissing


class Wording(NamedTuple):
    """What the lexicon makes of a text."""

    polarity: float
    """-1..1; 0 also where no word of the text stands in the lexicon."""
    words: tuple[str, ...]
    """The words and phrases that it goes by, in their order."""


def wording_of(text: str) -> Wording:
    """How an English text is worded. The lexicon knows adjectives and adverbs, no irony and no trade's own words.

    Raises PrerequisiteMissing without the extra `wording`.
    """
    found = _lexicon()(text)
    words = tuple(" ".join(parts) for parts, polarity, *_ in found.assessments if polarity)
    return Wording(float(found[0]), words)


@cache
def _lexicon() -> Any:
    try:
        from textblob.en import sentiment
    except ImportError as error:
        raise PrerequisiteMissing("How texts are worded needs the extra: `pip install 'verism[wording]'`.") from error
    return sentiment
