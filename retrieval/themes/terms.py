"""Finding the words and phrases of many lists in a text, in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_WORD = r"[^\W_]+(?:['-][^\W_]+)*"
_SPOKEN, _OF_A_TERM = re.compile(_WORD), re.compile(_WORD + r"\*?")


def spoken_words(text: str) -> list[str]:
    """The words of a text, lower-case, apostrophes and hyphens inside words kept ("can't", "half-size")."""
    return _SPOKEN.findall(text.casefold().replace("’", "'"))


class Found(NamedTuple):
    """Where a term stands: places among the words, the end excluded."""

    start: int
    end: int


class _Next(NamedTuple):
    """One later word of a phrase: the forms it may have, or how it begins."""

    forms: frozenset[str]
    prefix: str


class _Entry(NamedTuple):
    name: str
    rest: tuple[_Next, ...]


class _Begun(NamedTuple):
    """The entries that begin with a word, sorted by what has to follow."""

    alone: tuple[str, ...]
    """Names of those that are one word."""
    followed: dict[str, list[_Entry]]
    """Second word -> the phrases that go on with it."""
    opened: tuple[_Entry, ...]
    """Phrases whose second word has an open ending."""


class Terms:
    """Named lists of words and phrases. A `*` ends a word whose ending is open; plurals in -s are found too."""

    def __init__(self) -> None:
        self._words: dict[str, list[_Entry]] = defaultdict(list)
        self._prefixes: dict[str, list[_Entry]] = defaultdict(list)
        self._begin: dict[str, _Begun | None] = {}

    def add(self, name: str, terms: str | Iterable[object], *, shapes: bool = True) -> None:
        """Put a list under a name: a block of words, or words and phrases one by one; without `shapes` no plurals."""
        for term in terms.split() if isinstance(terms, str) else terms:
            words = _OF_A_TERM.findall(str(term).casefold().replace("’", "'"))
            if not words:
                continue
            entry = _Entry(name, tuple(_next(word, shapes) for word in words[1:]))
            if words[0].endswith("*"):
                self._prefixes[words[0][:-1]].append(entry)
            else:
                for form in _forms(words[0], shapes):
                    self._words[form].append(entry)

    def find(self, words: Sequence[str]) -> dict[str, list[Found]]:
        """List name -> the places where one of its terms stands, in order; only lists that are found."""
        found: dict[str, list[Found]] = {}
        last = len(words) - 1
        for place, word in enumerate(words):
            begun = self._begin[word] if word in self._begin else self._beginning(word)
            if begun is None:
                continue
            for name in begun.alone:
                found.setdefault(name, []).append(Found(place, place + 1))
            if place < last:
                following = words[place + 1]
                for name, rest in (*begun.followed.get(following, ()), *begun.opened):
                    end = place + 1 + len(rest)
                    if end <= len(words) and all(map(_fits, rest, words[place + 1 : end])):
                        found.setdefault(name, []).append(Found(place, end))
        return found

    def _beginning(self, word: str) -> _Begun | None:
        """What begins with a word, remembered; None when nothing does."""
        started = [entry for length in range(1, len(word) + 1) for entry in self._prefixes.get(word[:length], ())]
        entries = [*self._words.get(word, ()), *started]
        followed: dict[str, list[_Entry]] = defaultdict(list)
        for entry in entries:
            for form in entry.rest[0].forms if entry.rest else ():
                followed[form].append(entry)
        alone = tuple(entry.name for entry in entries if not entry.rest)
        opened = tuple(entry for entry in entries if entry.rest and entry.rest[0].prefix)
        begun = _Begun(alone, dict(followed), opened) if entries else None
        self._begin[word] = begun
        return begun


def _next(word: str, shapes: bool) -> _Next:
    return _Next(frozenset(), word[:-1]) if word.endswith("*") else _Next(frozenset(_forms(word, shapes)), "")


def _forms(word: str, shapes: bool) -> tuple[str, ...]:
    return (word, word + "s", word + "es", word + "'s") if shapes and len(word) > 2 else (word,)


def _fits(pattern: _Next, word: str) -> bool:
    return word in pattern.forms or bool(pattern.prefix and word.startswith(pattern.prefix))
