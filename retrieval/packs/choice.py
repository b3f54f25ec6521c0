"""Which of all that one person said stands for it."""

from collections.abc import Sequence

from personas.evidence import Quote
from retrieval.index.words import STOPWORDS
from retrieval.themes.terms import spoken_words

_CONTENT = 12
"""Different words of content beyond which a quote says no more."""
_SHORTEST, _LONGEST = 8, 40
_MUCH = 4
"""Times as many quotes as one person may give."""


def most_telling(quotes: Sequence[Quote], most: int) -> list[Quote]:
    """Of one who said very much, as in an interview, so many quotes as say most, in a length that can be repeated.

    Of one who said less every quote may stand for it: what it is wanted for decides.
    """
    if len(quotes) <= _MUCH * most:
        return list(quotes)
    return sorted(quotes, key=lambda quote: (-_says(quote.text), quote.id))[:most]


def _says(text: str) -> float:
    """Different words of content, less for questions and for what is too short or too long to stand alone."""
    words = spoken_words(text)
    content = {word for word in words if len(word) > 2 and word not in STOPWORDS}
    fitting = 1.0 if _SHORTEST <= len(words) <= _LONGEST else 0.5
    return fitting * min(len(content), _CONTENT) - text.rstrip().endswith("?") * _CONTENT / 2
