"""Boilerplate: sentences and openings shared by many texts, invitations, signatures."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from personas.voices import Document
from retrieval.data import word_list

_FEWEST, _SHARE = 5, 0.02
"""Texts that must have a sentence or an opening in common: that many, and that share of all."""
_SENTENCE_WORDS, _OPENING_WORDS = 7, 6
_HINTS = word_list("boilerplate_hints")
_KNOWN = re.compile("|".join(word_list("boilerplate")), re.IGNORECASE)
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"\w")


class Stretch(NamedTuple):
    """A part of a text, and why it is boilerplate."""

    place: int
    start: int
    end: int
    reason: str


def boilerplate(documents: Sequence[Document]) -> list[Stretch]:
    """The parts of texts that are not their writer's own; parts of one text do not overlap.

    What many say is set aside beside words of the writer's own. Where it is all that somebody says, it is their answer:
    people choose the same few words, too.
    """
    texts = [document.text for document in documents]
    known = list(_known(texts))
    every = sorted(
        [*known, *_sentences(documents), *_openings(documents)], key=lambda one: (one.place, one.start, -one.end)
    )
    never_own, kept = _by_place(known), list[Stretch]()
    for place, stretches in _by_place(_without_overlaps(every)).items():
        kept += stretches if _leave_words(texts[place], stretches) else never_own.get(place, [])
    return kept


def _by_place(stretches: Iterable[Stretch]) -> dict[int, list[Stretch]]:
    return {place: list(found) for place, found in groupby(stretches, key=lambda one: one.place)}


def _leave_words(text: str, stretches: Sequence[Stretch]) -> bool:
    """Whether a text says anything beside the stretches, which stand in their order."""
    starts, ends = [one.start for one in stretches], [one.end for one in stretches]
    between = (text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True))
    return any(map(_LETTER.search, between))


def _known(texts: Sequence[str]) -> Iterator[Stretch]:
    for place, text in enumerate(texts):
        folded = text.casefold()
        if any(hint in folded for hint in _HINTS):
            yield from (
                Stretch(place, *match.span(), "an invitation or a signature") for match in _KNOWN.finditer(text)
            )


def _enough(count: int, among: int) -> bool:
    return count >= max(_FEWEST, _SHARE * among)


def _sentences(documents: Sequence[Document]) -> Iterator[Stretch]:
    """First and last sentences and lines that many texts have in common."""
    ends = [_ends(document.text) for document in documents]
    counted = Counter(words for parts in ends for words in {part.folded for part in parts})
    common = {
        words: count
        for words, count in counted.items()
        if count >= _FEWEST and words.count(" ") + 1 >= _SENTENCE_WORDS and _enough(count, len(documents))
    }
    for place, parts in enumerate(ends) if common else ():
        whole = _folded(documents[place].text)
        for part in parts:
            if part.folded in common and part.folded != whole:
                yield Stretch(place, part.start, part.end, f"this sentence stands in {common[part.folded]} texts")


class _End(NamedTuple):
    folded: str
    start: int
    end: int


def _ends(text: str) -> tuple[_End, ...]:
    """The first and the last sentence or line of a text."""
    first = min(place for place in (text.find(". "), text.find("\n"), len(text)) if place >= 0)
    last = max(text.rfind(". ", 0, -2) + 2, text.rfind("\n", 0, -2) + 1)
    last = last if last > first else 0
    return _End(_folded(text[:first]), 0, first), _End(_folded(text[last:]), last, len(text))


def _openings(documents: Sequence[Document]) -> Iterator[Stretch]:
    """The words with which many texts begin, as many as the group shares."""
    begun: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        words = document.text.split(None, _OPENING_WORDS)[:_OPENING_WORDS]
        if len(words) == _OPENING_WORDS:
            begun[tuple(word.casefold() for word in words)].append(place)
    for places in begun.values():
        different = {_folded(documents[place].text) for place in places}
        if _enough(len(different), len(documents)):
            shared = _shared([documents[place].text.casefold().split() for place in places])
            for place in places:
                yield Stretch(place, 0, _end(documents[place].text, shared), f"{len(places)} texts begin like this")


def _shared(texts: Sequence[list[str]]) -> int:
    """How many words all of them begin with."""
    return next(
        (at for at, words in enumerate(zip(*texts, strict=False)) if len(set(words)) > 1), len(min(texts, key=len))
    )


def _end(text: str, words: int) -> int:
    return [match.end() for match in _WORD.finditer(text)][words - 1]


def _folded(text: str) -> str:
    return text.casefold().strip(" .!?\n")


def _without_overlaps(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    place, reached = -1, 0
    for one in stretches:
        if one.place != place:
            place, reached = one.place, 0
        if one.start >= reached:
            reached = one.end
            yield one
