"""The word lists, read once from the data files beside this module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from agent.verification.text import Word, stem
from retrieval.data import LOADER


class Quantifier(NamedTuple):
    """A word of prevalence and the shares n/N that it describes."""

    words: str
    low: float
    high: float
    least: int
    """The fewest people that it may speak of."""
    opposite: tuple[float, float]
    """Shares of which it says the opposite."""
    role: str
    """`people`: it counts members of the group; `typical`: what most of it does; `often`: how often it does so."""

    @property
    def about_people(self) -> bool:
        """Whether it counts members of the group."""
        return self.role == "people"


class Generic(NamedTuple):
    """Which share a bare statement about the group needs."""

    low: float
    opposite_below: float
    stated_low: float
    """The least share when the sentence itself says how many of how many."""


@cache
def _data(name: str) -> dict[str, Any]:
    text = files("agent.verification").joinpath("data", f"{name}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=LOADER)
    return loaded


@cache
def word_set(file: str, key: str) -> frozenset[str]:
    """A list of words as written in a data file."""
    value = _data(file)[key]
    return frozenset(str(word) for word in (value.split() if isinstance(value, str) else value))


@cache
def word_list(file: str, key: str) -> tuple[str, ...]:
    """The rows of a list in a data file, as written."""
    return tuple(map(str, _data(file)[key]))


@cache
def stem_set(file: str, key: str) -> frozenset[str]:
    """The stems of a list of words."""
    return frozenset(stem(word) for word in word_set(file, key))


@cache
def stop_words() -> frozenset[str]:
    """Words that support does not look for: function words, and the frame in which voices are reported."""
    return word_set("function_words", "function") | word_set("function_words", "report")


def moves(found: Sequence[Word], position: int) -> bool:
    """Whether "up" or "down" says where something went: "gone up", not "give up"."""
    before = found[position - 1].lower if position else ""
    return found[position].lower in ("up", "down") and before in word_set("direction", "moving")


@cache
def common_stems() -> frozenset[str]:
    """Stems of everyday English."""
    known = word_set("common_words", "words") | stop_words() | word_set("direction", "negations")
    axes = {word for axis in _data("direction")["axes"].values() for side in axis.values() for word in side.split()}
    verbs = word_set("prevalence", "persona_verbs") | word_set("prevalence", "group")
    certain = word_set("direction", "certainty") | {w for q in quantifiers() for w in q.words.split()}
    return frozenset(stem(word) for word in known | axes | verbs | certain)


@cache
def foreign_words() -> frozenset[str]:
    """Frequent words of other languages that are no English words."""
    english = word_set("common_words", "words") | stop_words() | word_set("common_words", "calendar")
    return word_set("foreign_words", "words") - english


@cache
def quantifiers() -> tuple[Quantifier, ...]:
    """All quantifiers, the longest first."""
    found = [
        Quantifier(
            words,
            row["from"],
            row["to"],
            row.get("least", 1),
            (row["opposite"][0], row["opposite"][1]),
            row["role"],
        )
        for row in _data("prevalence")["quantifiers"]
        for words in row["words"]
    ]
    return tuple(sorted(found, key=lambda quantifier: -len(quantifier.words)))


@cache
def quantifier_pattern() -> re.Pattern[str]:
    """Finds quantifiers and the idioms that quantify nobody; the idioms stand in a group called `idiom`."""
    idioms = "|".join(_spaced(words) for words in sorted(_data("prevalence")["idioms"], key=len, reverse=True))
    counted = "|".join(_spaced(quantifier.words) for quantifier in quantifiers())
    return re.compile(rf"(?<![\w'])(?:(?P<idiom>{idioms})|(?P<quantifier>{counted}))(?![\w'])", re.IGNORECASE)


@cache
def quantifier_of(words: str) -> Quantifier:
    """The quantifier written with these words (lower case, single spaces)."""
    return next(quantifier for quantifier in quantifiers() if quantifier.words == words)


@cache
def generic() -> Generic:
    """The shares for bare statements about the group."""
    row = _data("prevalence")["generic"]
    return Generic(row["from"], row["opposite"], row["stated_from"])


@cache
def difference_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Direction (1 up, -1 down, 0 none) and the pattern of words that set the group apart."""
    data = _data("difference")
    others = str(data["others"])
    return tuple(
        (sign, re.compile(rf"\b(?:{pattern.format(others=others)})", re.IGNORECASE))
        for sign, key in ((1, "up"), (-1, "down"), (0, "neutral"))
        for pattern in data[key]
    )


@cache
def any_difference() -> re.Pattern[str]:
    """One pattern that finds a place in every text in which one of `difference_patterns` does."""
    return re.compile("|".join(pattern.pattern for _, pattern in difference_patterns()), re.IGNORECASE)


@cache
def axes() -> dict[str, tuple[tuple[str, int], ...]]:
    """Stem -> the (axis, end) pairs on which it stands; the ends are 1 and -1."""
    found: dict[str, set[tuple[str, int]]] = {}
    for name, sides in _data("direction")["axes"].items():
        for side, sign in (("plus", 1), ("minus", -1)):
            for word in sides[side].split():
                found.setdefault(stem(word), set()).add((name, sign))
    return {word: tuple(sorted(places)) for word, places in found.items()}


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Stem -> the stems of the words that may stand for it."""
    rows = [frozenset(stem(word) for word in row.split()) for row in _data("function_words")["synonyms"]]
    return {word: frozenset().union(*(row for row in rows if word in row)) for row in rows for word in row}


@cache
def attitude_stems(colour: str) -> frozenset[str]:
    """Stems of the words that report an attitude, `positive` or `negative`."""
    return frozenset(stem(word) for word in _data("direction")["attitudes"][colour].split())


@cache
def patterns(file: str, key: str) -> re.Pattern[str]:
    """One pattern for all the expressions of a list, ignoring case."""
    return re.compile("|".join(f"(?:{expression})" for expression in _data(file)[key]), re.IGNORECASE)


@cache
def expressions(file: str, key: str) -> dict[str, re.Pattern[str]]:
    """For each name of a list, its expression, where capitals count unless the expression says otherwise."""
    return {name: re.compile(expression) for name, expression in _data(file)[key].items()}


@cache
def bounded_patterns(file: str) -> dict[str, re.Pattern[str]]:
    """For each key of a file, one pattern for its expressions, on word boundaries."""
    return {key: bounded_pattern(file, key) for key in _data(file)}


@cache
def bounded_pattern(file: str, key: str) -> re.Pattern[str]:
    """One pattern for the expressions of one key of a file, on word boundaries."""
    return _bounded("|".join(_data(file)[key]))


@cache
def sentence_patterns(file: str, key: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of one key of a file, each over a whole sentence, ignoring case."""
    return tuple(re.compile(expression, re.IGNORECASE) for expression in _data(file)[key])


@cache
def rank_patterns() -> dict[str, re.Pattern[str]]:
    """For each sort of words that set one thing above all others, one pattern on word boundaries."""
    data = _data("ranks")
    sorts = ("counted", "shares", "felt", "alone", "rivals")
    return {key: _bounded("|".join(data[key]).format(of_what=data["of_what"])) for key in sorts}


def _bounded(expression: str) -> re.Pattern[str]:
    """An expression on word boundaries, ignoring case."""
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)", re.IGNORECASE)


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())
