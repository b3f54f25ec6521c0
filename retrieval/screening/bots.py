"""Texts that look automated: one text by many authors, links, advertising, bursts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from personas.cleaning import Rule
from personas.voices import Document
from retrieval.data import word_list

MANY = 4
"""Authors of one text from which on it is nobody's."""
_FEWEST_WORDS, _FEWEST_WORDS_IN_A_SURVEY = 5, 10
"""Words of a text from which on it is no chance that two people wrote it; under one question people say the same."""
_PLACEHOLDER = re.compile(r"\[(?:link|email|phone)\]|https?:\S+|www\.\S+")
_LINKS, _BESIDE_A_LINK = ("[link]", "http:", "https:", "www."), 4
_LETTERS = re.compile(r"[^\W\d_]+")
_HINTS = word_list("promotion_hints")
_OFFERS = [re.compile(pattern, re.IGNORECASE) for pattern in word_list("promotions")]
_BURST, _TIMES_USUAL, _ONE_RATING = 10, 10, 0.9


class Mark(NamedTuple):
    """A text that a rule found, by its place."""

    place: int
    rule: Rule
    reason: str


def bots(documents: Sequence[Document]) -> Iterator[Mark]:
    """Everything that looks like a machine's or a campaign's text."""
    yield from of_many(documents)
    yield from _bursts(documents)
    for place, document in enumerate(documents):
        folded = document.text.casefold()
        linked = any(sign in folded for sign in _LINKS)
        if linked and len(_LETTERS.findall(_PLACEHOLDER.sub(" ", document.text))) < _BESIDE_A_LINK:
            yield Mark(place, "link_only", "hardly a word beside a link")
        elif linked or sum(hint in folded for hint in _HINTS) > 1:
            yield from _promotions(place, document.text, linked=linked)


def _promotions(place: int, text: str, *, linked: bool) -> Iterator[Mark]:
    said = [match[0] for pattern in _OFFERS if (match := pattern.search(text))]
    if len(said) + linked >= 2 and said:
        yield Mark(place, "promotion", f"says {' and '.join(f'“{one}”' for one in said[:3])}{' with a link' * linked}")


def of_many(documents: Sequence[Document]) -> Iterator[Mark]:
    """Texts that another author wrote before, and those of so many authors that they are nobody's.

    Who answers a survey was asked: what many of them answer is no campaign's text.
    """
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        same[document.question, document.text.casefold()].append(place)
    for (_, text), places in same.items():
        authors = {documents[place].respondent_id for place in places}
        first = documents[places[0]]
        fewest = _FEWEST_WORDS_IN_A_SURVEY if first.kind == "survey" else _FEWEST_WORDS
        if len(authors) < 2 or text.count(" ") + text.count("\n") + 1 < fewest:
            continue
        for place in places[1:]:
            if documents[place].respondent_id != first.respondent_id:
                yield Mark(place, "exact_copy", f"the same as {first.id}")
        if len(authors) >= MANY and first.kind != "survey":
            yield from (Mark(place, "many_authors", f"{len(authors)} authors wrote it") for place in places)


def _bursts(documents: Sequence[Document]) -> Iterator[Mark]:
    days: dict[str, list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        if document.kind == "review" and document.date is not None and document.rating is not None:
            days[document.date.date().isoformat()].append(place)
    usual = median(map(len, days.values())) if days else 0
    for day, places in days.items():
        if len(places) < max(_BURST, _TIMES_USUAL * usual):
            continue
        rating, count = Counter(documents[place].rating for place in places).most_common(1)[0]
        if count >= _ONE_RATING * len(places):
            reason = f"{count} reviews rated {rating:g} on {day}; usual is {usual:g} a day"
            yield from (Mark(place, "burst", reason) for place in places if documents[place].rating == rating)
