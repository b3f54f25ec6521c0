"""Reads the words around a number that bound or soften it: 'over', 'at least', 'or so'."""

from __future__ import annotations

from typing import Final

from agent.numbers._model import Comparison, Quantity
from agent.numbers._tokens import Tokens

_BEFORE: Final[dict[Comparison, str]] = {
    "exactly": "gone up to|went up to|go up to|goes up to|going up to|gone right up to|went right up to|put up to|"
    "shot up to|jumped up to|crept up to|risen up to|rose up to|moved up to|came up to|climbed up to",
    "about": "about|around|roughly|approximately|approx|approx .|circa|c .|ca .|ca|some|~|\u2248|"
    "in the region of|in the order of|more or less|or about|give or take|somewhere around|an estimated|"
    "estimated|broadly",
    "nearly": "nearly|almost|just under|just below|just short of|close to|not quite|slightly under|"
    "slightly less than|slightly below|a little under|a little less than|a bit under|a bit less than|"
    "approaching|shy of|slightly fewer than|just less than|just fewer than",
    "just_over": "just over|just above|slightly over|slightly more than|slightly above|a little over|"
    "a little more than|a bit over|a bit more than|just more than",
    "at_least": "at least|no fewer than|no less than|not less than|not fewer than|minimum of|minimum|"
    "at a minimum|\u2265|> =|from at least|at the least|min .|upwards of|upward of",
    "at_most": "at most|no more than|not more than|maximum of|maximum|up to|at the most|\u2264|< =|max .|not over",
    "more_than": "more than|over|above|greater than|exceed|exceeds|exceeded|exceeding|in excess of|>|"
    "higher than|beyond|better than|older than|longer than",
    "less_than": "less than|fewer than|under|below|<|lower than|smaller than|younger than|shorter than|beneath",
}
_AFTER: Final[dict[Comparison, str]] = {
    "about": "or so|odd|something|or thereabouts|ish|give or take|more or less",
    "at_least": "or more|or over|or above|or older|or higher|or greater|or longer|and over|and above|"
    "and more|+|plus|at least|at the least|or better|and up|upwards",
    "at_most": "or less|or fewer|or under|or below|or younger|or lower|and under|and below|at most|"
    "at the most|max|maximum|tops",
}
_ARTICLES = frozenset({"a", "an"})
_FARTHEST = 5


def _table(phrases: dict[Comparison, str], *, reverse: bool) -> dict[str, dict[str, Comparison]]:
    """Phrases by their word nearest to the number, then by the whole phrase."""
    table: dict[str, dict[str, Comparison]] = {}
    for comparison, row in phrases.items():
        for phrase in row.split("|"):
            words = phrase.split()
            table.setdefault(words[-1 if reverse else 0], {})[phrase] = comparison
    return table


_PREFIXES = _table(_BEFORE, reverse=True)
_SUFFIXES = _table(_AFTER, reverse=False)


def before(tokens: Tokens, first: int) -> Comparison:
    """What the words before a number state; 'exactly' when they state nothing."""
    nearest = tokens.before(first)
    phrases = _PREFIXES.get(tokens.words[nearest])
    if phrases is None:
        return "exactly"
    words: list[str] = []
    found: Comparison = "exactly"
    for position in range(nearest, nearest - _FARTHEST, -1):
        words.insert(0, tokens.words[position])
        found = phrases.get(" ".join(words), found)
    return found


def after(tokens: Tokens, stop: int) -> tuple[Comparison, int]:
    """What the words after a number state, and the token after them."""
    nearest = tokens.after(stop - 1)
    phrases = _SUFFIXES.get(tokens.words[nearest])
    if phrases is None:
        return "exactly", stop
    words: list[str] = []
    for position in range(nearest, nearest + _FARTHEST):
        words.append(tokens.words[position])
        found = phrases.get(" ".join(words))
        if found and not _is_sum(tokens, words, position):
            return found, position + 1
    return "exactly", stop


def strongest(left: Comparison, right: Comparison) -> Comparison:
    """The one that states something; the words before the number win."""
    return right if left == "exactly" else left


def compared(tokens: Tokens, found: Quantity) -> Quantity:
    """The quantity with the relation that the words on either side state."""
    stated = before(tokens, found.first)
    if stated == "exactly":
        stated = after(tokens, found.stop)[0]
    if stated == "exactly" and tokens.words[found.stop + 1] == "or":
        stated = after(tokens, found.stop + 1)[0] if tokens.items[found.stop].kind == "word" else stated
    return found._replace(comparison=strongest(stated, found.comparison))


def _is_sum(tokens: Tokens, words: list[str], position: int) -> bool:
    """'5 plus 3' and '5 + 3' add up; '5+' bounds."""
    return words[-1] in ("+", "plus") and tokens.items[position + 1].kind == "number"
