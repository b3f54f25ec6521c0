"""Retrieval figures over graded relevance."""

import math
from collections.abc import Iterator, Mapping, Sequence

from eval.metrics.observing import Observation, Shown
from eval.metrics.words import plain
from eval.suites import RetrievalCase
from personas.evidence import Quote

_POOR = 0.1
"""nDCG@10 below which a query counts as failed: next to nothing relevant stands on the first page."""


def ranking(case: RetrievalCase, ranked: Sequence[Quote], gold: Sequence[str] | None = None) -> Iterator[Observation]:
    """nDCG@10 and recall@20 of one query (Järvelin and Kekäläinen 2002).

    `gold` are the words judged relevant that stand among the voices searched, by default all: the best order is that
    of what can be found. A query that nobody there answers gives nothing.
    """
    relevant = {words: grade for words, grade in case.relevant.items() if gold is None or words in gold}
    if not relevant:
        return
    gains = _gains(ranked, relevant)
    ndcg = discounted(gains[:10]) / discounted(sorted(relevant.values(), reverse=True)[:10])
    found = sum(gain > 0 for gain in gains[:20]) / len(relevant)
    poor = None
    if ndcg < _POOR:
        first = tuple(quote.text for quote in ranked[:5])
        poor = Shown(
            why=f"nDCG@10 is {ndcg:.2f}: wanted was “{next(iter(relevant))}”", claim=case.query, evidence=first
        )
    yield Observation(metric="ndcg_at_10", hit=ndcg, failure=poor)
    yield Observation(metric="recall_at_20", hit=found)
    if case.paraphrase:
        yield Observation(metric="ndcg_at_10_paraphrase", hit=ndcg)


def discounted(gains: Sequence[float]) -> float:
    """Discounted cumulative gain, with gains of 2^grade - 1."""
    return sum((2**gain - 1) / math.log2(place + 1) for place, gain in enumerate(gains, start=1))


def _gains(ranked: Sequence[Quote], relevant: Mapping[str, int]) -> list[int]:
    """The grade of each quote; a judgement counts once, for the first quote that holds its words."""
    left = {plain(words): grade for words, grade in relevant.items()}
    gains = []
    for quote in ranked:
        words = next((words for words in left if words in plain(quote.text)), None)
        gains.append(left.pop(words) if words is not None else 0)
    return gains
