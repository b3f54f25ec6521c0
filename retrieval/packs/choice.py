"""Choosing among the many quotes of one respondent."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from personas.evidence import Quote
from retrieval.index.words import STOPWORDS
from retrieval.packs.sections import sections_of
from retrieval.themes.terms import spoken_words

PER_RESPONDENT = 3
"""Quotes that one respondent gives to a pack at most."""

_CONTENT = 12
"""Different words of content beyond which a quote says no more."""
_SHORTEST, _LONGEST = 8, 40
_MUCH = 4
"""Times as many quotes as one person may give."""
_SECTIONS, _OF_A_SECTION, _OF_ONESELF, _WHOLE = 3, 4.0, 6.0, 3.0
"""What being evidence for a section of a persona, speaking of oneself and being a whole sentence weigh, in words."""
_ONESELF = frozenset("i i'm i've i'd i'll me my mine we we're we've we'd our us".split())


def by_respondent(quotes: Iterable[Quote]) -> dict[str, list[Quote]]:
    """Everything that each respondent said."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        found[quote.respondent_id].append(quote)
    return found


def says_much(quotes: Sequence[Quote]) -> bool:
    """Whether these quotes of one respondent, as of an interview, are far more than a pack takes of them."""
    return len(quotes) > _MUCH * PER_RESPONDENT


def most_telling(quotes: Sequence[Quote]) -> list[Quote]:
    """Of one who said very much the `PER_RESPONDENT` quotes that say most, in a length that can be repeated.

    Of two that say as much it is the earlier. Of one who said less
    every quote may stand for it: what it is wanted for decides.
    """
    if not says_much(quotes):
        return list(quotes)
    return sorted(quotes, key=lambda quote: (-_telling(quote), quote.start, quote.tie_break))[:PER_RESPONDENT]


def _telling(quote: Quote) -> float:
    """What it says, more where it is evidence for sections of a persona, of the speaker, and whole by itself."""
    of_oneself = not _ONESELF.isdisjoint(spoken_words(quote.text))
    whole = quote.text[:1].isupper() and quote.text.rstrip()[-1:] in (".", "!")
    sections = min(len(sections_of(quote)), _SECTIONS)
    return _says(quote.text) + _OF_A_SECTION * sections + _OF_ONESELF * of_oneself + _WHOLE * whole


def _says(text: str) -> float:
    """Different words of content, less for questions and for what is too short or too long to stand alone."""
    words = spoken_words(text)
    content = {word for word in words if len(word) > 2 and word not in STOPWORDS}
    fitting = 1.0 if _SHORTEST <= len(words) <= _LONGEST else 0.5
    return fitting * min(len(content), _CONTENT) - text.rstrip().endswith("?") * _CONTENT / 2
