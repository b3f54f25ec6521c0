"""Words and phrases of many lists, found in a text in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SIBILANT = ("s", "x", "z", "ch", "sh")


def spoken_words(text: str) -> list[str]:
    """The words of a text, lower-case, apostrophes and hyphens inside words kept ("can't", "half-size")."""
    return _WORD.findall(text.casefold().replace("’", "'"))


class Found(NamedTuple):
    """Where a term stands: places among the words, the end excluded."""

    start: int
    end: int


class Terms:
    """Named lists of words and phrases. A `*` ends a word whose ending is open; plurals in -s are found too."""

    def __init__(self) -> None:
        self._words: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._prefixes: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._begin: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}

    def add(self, name: str, terms: str | Iterable[object]) -> None:
        """Put a list under a name: a block of words, or words and phrases one by one."""
        for term in terms.split() if isinstance(terms, str) else terms:
            phrase = tuple(spoken_words_and_stars(str(term)))
            if not phrase:
                continue
            if phrase[0].endswith("*"):
                self._prefixes[phrase[0][:-1]].append((name, phrase))
            else:
                for shape in _shapes(phrase[0]):
                    self._words[shape].append((name, phrase))

    def find(self, words: Sequence[str]) -> dict[str, list[Found]]:
        """List name -> the places where one of its terms stands, in order; only lists that are found."""
        found: dict[str, list[Found]] = defaultdict(list)
        for place, word in enumerate(words):
            for name, phrase in self._beginning(word):
                end = place + len(phrase)
                if end <= len(words) and all(map(_fits, phrase[1:], words[place + 1 : end])):
                    found[name].append(Found(place, end))
        return dict(found)

    def _beginning(self, word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if word not in self._begin:
            started = [entry for length in range(1, len(word) + 1) for entry in self._prefixes.get(word[:length], ())]
            self._begin[word] = (*self._words.get(word, ()), *started)
        return self._begin[word]


def spoken_words_and_stars(term: str) -> list[str]:
    """The words of a term of a data file, their stars kept."""
    return re.findall(_WORD.pattern + r"\*?", term.casefold().replace("’", "'"))


def _shapes(word: str) -> tuple[str, ...]:
    if len(word) < 3:
        return (word,)
    return (word, word + ("es" if word.endswith(_SIBILANT) else "s"), word + "'s")


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word in _shapes(pattern)
