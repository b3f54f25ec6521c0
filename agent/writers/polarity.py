"""Praise or complaint: from ratings where there are any, else from a short word list."""

import re
from collections.abc import Iterable
from statistics import fmean
from typing import Literal

from agent.writers.data import load, words
from personas.evidence import Quote, Theme

Side = Literal["good", "bad", ""]

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_REACH = 3


def tokens(text: str) -> list[str]:
    """The lower-case words of a text, typographic apostrophes made straight."""
    return _WORD.findall(text.lower().replace("’", "'"))


def leaning(quote: Quote) -> float:
    """From -1 (complaint) to 1 (praise): the words of the quote, and half as much its rating where it has one."""
    from_words = _words_lean(tokens(quote.text))
    if quote.rating is None:
        return from_words
    from_rating = (quote.rating - 3) / 2
    return from_rating if from_words == 0 else (2 * from_words + from_rating) / 3


def mood(quotes: Iterable[Quote]) -> float:
    """The mean leaning of several quotes; 0 for none."""
    leanings = [leaning(quote) for quote in quotes]
    return fmean(leanings) if leanings else 0.0


def side(theme: Theme) -> Side:
    """Whether a theme is what its people value (`good`), complain about (`bad`) or neither.

    The theme itself says so where it was counted by side, else its topic where that has a side of its own.
    """
    if theme.side in ("good", "bad"):
        return "good" if theme.side == "good" else "bad"
    known = load("sections").get(theme.topic, {}).get("side", "")
    return "good" if known == "good" else "bad" if known == "bad" else ""


def _words_lean(found: list[str]) -> float:
    leanings = [_word_leans(found, place) for place in range(len(found))]
    counted = sum(map(abs, leanings))
    return sum(leanings) / counted if counted else 0.0


def _word_leans(found: list[str], place: int) -> int:
    """1 for a word of praise, -1 for one of complaint, turned round by a denial among the three words before it."""
    word = found[place]
    leaning = (word in words("polarity", "good")) - (word in words("polarity", "bad"))
    denied = not words("polarity", "denials").isdisjoint(found[max(0, place - _REACH) : place])
    return -leaning if denied else leaning
