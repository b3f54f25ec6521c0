"""A survey's own questions, put again in other words: then its answers answer, and its figures.

"What put people off ordering the first time?" asks what the survey asked as "What nearly stopped you from ordering the
first time?". The vectors of both tell that they are alike; no word that gives a question its matter or its direction
may be left over, for "What made you order less?" is as like as any.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from personas.evidence import Quote, Statistic
from retrieval.answering.context import Context
from retrieval.answering.expressions import roles
from retrieval.answering.fitting import unknowing
from retrieval.answering.question import Question
from retrieval.answering.words import list_of, narrower_than, stem, stems, synonyms_of
from retrieval.data import load
from retrieval.embeddings import Embedder
from retrieval.index.words import STOPWORDS, words

ALIKE, NEARLY = 0.6, 0.8
"""Cosine of two questions from which they may be one: where every word of the one is in the other, and where only words
that say little are left over."""
_ASKED_OF = re.compile(
    r"\b(?:(?:most|our|the|your|many|some) )*(?:customers|people|respondents|members|clients|they|them"
    rf"|{roles()})\b"
)
_MADE = re.compile(r"\b(made|makes|make) (you|us|them) (?:want|decide|choose)(?: to)?\b")
"""What made somebody want it is why they did."""
_OF_US = re.compile(r"\bwhy\b.*\b(?:us|here)\b")
"""Asks why people are customers at all: then one verb for it is as good as another."""
_FIGURE = re.compile(r"(?:answer|top2|bottom2|mean):(?P<question>[^=]+)")
_AMOUNTS = ("number", "money", "frequency")


def answers_to(
    asked: Question, quotes: Sequence[Quote], beside: Mapping[str, Context], embedder: Embedder
) -> list[Quote]:
    """What respondents wrote to a survey's question that is the one asked now, the longest answers first."""
    if asked.beyond or asked.personal or asked.kind in _AMOUNTS:
        return []
    put = {quote.id: beside[quote.id].asked for quote in quotes if quote.kind == "survey"}
    same = _same(asked, put.values(), embedder)
    found = [quote for quote in quotes if put.get(quote.id) in same and not unknowing(quote.text)]
    return sorted(found, key=lambda quote: (-len(words(quote.text)), quote.tie_break))


def figures_of(asked: Question, statistics: Iterable[Statistic], embedder: Embedder) -> list[Statistic]:
    """The figures of a survey's closed question that is the one asked now, the largest first."""
    if asked.beyond or asked.personal:
        return []
    put = {one.id: found["question"] for one in statistics if (found := _FIGURE.match(one.metric))}
    same = _same(asked, put.values(), embedder)
    return sorted((one for one in statistics if put.get(one.id) in same), key=lambda one: -one.value)


def names_more(asked: Question, statistic: Statistic) -> bool:
    """Whether a question names a choice ("every week") that a figure of a survey's answers does not speak of."""
    if not statistic.metric.startswith("answer:"):
        return False
    said = set(stems(statistic.predicate))
    return any(stem(word) not in said for word in words(asked.plain) if word in _choices())


@cache
def _choices() -> frozenset[str]:
    """Light words that tell one choice from another, and that no question about people or figures is put in."""
    neutral = frozenset(load("figures")["neutral"].split())
    return list_of("choosing") - neutral - list_of("framing") - list_of("measures") - STOPWORDS


def _same(asked: Question, put: Iterable[str], embedder: Embedder) -> set[str]:
    """Those of some survey questions that are the one asked now."""
    known = sorted({question for question in put if question})
    if not known:
        return set()
    now = _ASKED_OF.sub("you", asked.plain)
    vectors = embedder.encode([now, *map(str.casefold, known)])
    alike = dict(zip(known, (vectors[1:] @ vectors[0]).tolist(), strict=True))
    return {then for then in known if alike[then] >= ALIKE and _one(now, then, light=alike[then] >= NEARLY)}


def _one(now: str, then: str, *, light: bool) -> bool:
    """Whether no word of either question gives it another matter or direction; `light`: words that say little may."""
    told = _MADE.sub(r"\1 \2", then.casefold().replace("’", "'"))
    if _directions(now) != _directions(told):
        return False
    of_us = _OF_US.search(now) and _OF_US.search(told)
    left, said = set(words(now)) - _idle(light=light) - (list_of("patronage") if of_us else set()), set(stems(told))
    return all(_stands(word, said) for word in left)


@cache
def _idle(*, light: bool) -> frozenset[str]:
    """Words that may be left over; `light`: those, too, that say little."""
    always = STOPWORDS | list_of("framing") | list_of("whole")
    return always | (list_of("light") - list_of("choosing")) if light else always


def _directions(plain: str) -> set[str]:
    """Which ways a question leans: what is good or bad, more or less, or would be."""
    return {name for name, pattern in load("questions")["directions"].items() if re.search(pattern, plain)}


def _stands(word: str, told: set[str]) -> bool:
    own = (stem(word),)
    return any(len(one) == 1 and one[0] in told for one in ({own} | synonyms_of(own) | narrower_than(own)))
