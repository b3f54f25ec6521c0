"""Questions that a kept figure answers: which figures each way of asking refers to."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from personas.evidence import Statistic
from retrieval.answering.expressions import says
from retrieval.answering.likeness import NEAR, Likeness
from retrieval.answering.question import Question
from retrieval.answering.terms import Term, divide
from retrieval.answering.words import stem, stems
from retrieval.data import load
from retrieval.index.words import STOPWORDS, words

_AMOUNTS = ("number", "money", "frequency")


class _Row(NamedTuple):
    """A way of asking, and the figures that answer it."""

    asks: re.Pattern[str]
    when: re.Pattern[str]
    metrics: tuple[str, ...]
    opinions: bool


def terms_of_figures(asked: Question) -> tuple[Term, ...]:
    """Every term that some way of asking leaves over, so that its likeness to the figures' words may be looked up."""
    return tuple({term: None for row in _fitting(asked) for term in _rest(asked, row)})


def named_figures(
    asked: Question, statistics: Sequence[Statistic], likeness: Likeness, words_of: Callable[[Statistic], str]
) -> list[Statistic]:
    """The figures of the first way of asking that fits, when they speak of all the rest; the closest and largest first.

    A question about wishes, reasons or the future is not about a figure, whatever words it shares with one.
    """
    for row in _fitting(asked):
        rest = _rest(asked, row)
        for metric in row.metrics:
            family = [
                one for one in statistics if one.metric == metric or one.metric.startswith((f"{metric}=", f"{metric}:"))
            ]
            read = {one.id: stems(words_of(one)) for one in family}
            fitting = [one for one in family if all(likeness.of(term, read[one.id]) >= NEAR for term in rest)]
            if fitting:
                return _closest(asked, row, fitting, read)
    return []


def asks_for_figures_alone(asked: Question) -> bool:
    """Whether a question names nothing beside what some way of asking for figures is put in: "How do they order?"."""
    named = [term for term in asked.terms if term.said not in _neutral()]
    return not named and any(not _rest(asked, row) for row in _fitting(asked))


def _closest(
    asked: Question, row: _Row, fitting: Sequence[Statistic], read: dict[str, tuple[str, ...]]
) -> list[Statistic]:
    """Those that share the most of the words asked by ("online", "women", "the care sector"), the largest first."""
    said = {one for found in row.asks.finditer(asked.plain) for one in stems(found[0])}
    said |= {stem(word) for word in words(asked.plain) if word not in STOPWORDS | _neutral()}
    shared = {one.id: len(said & set(read[one.id])) for one in fitting}
    most = max(shared.values())
    return sorted((one for one in fitting if shared[one.id] == most), key=lambda one: -one.value)


def _fitting(asked: Question) -> list[_Row]:
    if asked.beyond or asked.wishes or says("reasons", asked.plain) or says("of_voices", asked.plain):
        return []
    counted = asked.kind in _AMOUNTS or says("comparing", asked.plain)
    return [
        row
        for row in _rows()
        if (counted or row.opinions) and row.asks.search(asked.plain) and row.when.search(asked.plain)
    ]


def _rest(asked: Question, row: _Row) -> list[Term]:
    """What the question names beside the way of asking, and whom; light words count unless they are neutral."""
    heavy, light = divide(row.asks.sub(" ", asked.plain))
    return [term for term in (*heavy, *light, *asked.group) if term.said not in _neutral()]


@cache
def _neutral() -> frozenset[str]:
    return frozenset(load("figures")["neutral"].split())


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(re.compile(row["asks"]), re.compile(row.get("when", "")), tuple(row["metrics"]), bool(row.get("opinions")))
        for row in load("figures")["rows"]
    )
