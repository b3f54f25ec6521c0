"""A quote as words, clauses and sentences."""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from retrieval.data import load
from retrieval.themes.terms import Terms

_TOKEN = re.compile(r"([^\W_]+(?:['-][^\W_]+)*)|([.!?…]+)|([,;:()\[\]\"“”„|/]|\s[-–—]+\s|—|\n)")
_JOINED = frozenset({"and", "&"})


class Spoken(NamedTuple):
    """The words of a text with the clause and the sentence that each stands in."""

    words: tuple[str, ...]
    """Lower-case; apostrophes and hyphens inside words kept."""
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]
    questions: frozenset[int]
    """Sentences that end in a question mark."""

    def clause(self, place: int) -> tuple[int, int]:
        """Start and end of the clause around a word, the end excluded."""
        return _around(self.clauses, place)

    def sentence(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence around a word, the end excluded."""
        return _around(self.sentences, place)


def speak(text: str) -> Spoken:
    """Cut a text at punctuation, at contrasting and causal words, and at "and" before a new subject."""
    words: list[str] = []
    clauses: list[int] = []
    sentences: list[int] = []
    questions: set[int] = set()
    clause = sentence = 0
    splitters, joining = side_words("splitters"), side_words("joins_new_clause")
    for match in _TOKEN.finditer(text.casefold().replace("’", "'").replace("‘", "'")):
        word, stop, _ = match.groups()
        if word is not None:
            clause += word in splitters
            if words and words[-1] in _JOINED and word in joining:
                clause += 1
            words.append(word)
            clauses.append(clause)
            sentences.append(sentence)
            continue
        clause += 1
        if stop is not None:
            if "?" in stop:
                questions.add(sentence)
            sentence += 1
    return Spoken(tuple(words), tuple(clauses), tuple(sentences), frozenset(questions))


@cache
def side_words(name: str) -> frozenset[str]:
    """One list of single words of `data/sides.yaml`."""
    return frozenset(load("sides")[name].split())


@cache
def side_phrases() -> Terms:
    """The lists of phrases of `data/sides.yaml`, each under its name."""
    terms = Terms()
    for name, listed in load("sides").items():
        if isinstance(listed, list):
            terms.add(name, listed, shapes=False)
    return terms


def _around(numbers: tuple[int, ...], place: int) -> tuple[int, int]:
    return bisect_left(numbers, numbers[place]), bisect_right(numbers, numbers[place])
