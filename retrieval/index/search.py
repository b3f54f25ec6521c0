"""Blending dense and lexical scores, and selecting hits."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DENSE_WEIGHT = {"static": 0.5, "minilm": 0.5}
"""Share of the dense score in the blend, by the first word of the embedder's name: tuned on the odd queries of the
shipped retrieval suite, where anything from .4 to .6 is as good (decision 0010 has the figures of both halves)."""
OTHER_WEIGHT = 0.5
"""For an embedder on which nothing was measured: what was best for both that were."""


def weight_of(embedder: str) -> float:
    """The dense score's share, 0..1, for an embedder by its name."""
    return DENSE_WEIGHT.get(embedder.partition("-")[0], OTHER_WEIGHT)


class Hit(NamedTuple):
    """A quote found; scores order hits of one query and mean nothing across queries."""

    quote_id: str
    score: float
    """The blend, 0..1 within the query's candidates."""
    dense: float
    """Cosine, -1..1."""
    lexical: float
    """BM25, 0 when no word of the query stands in the quote."""


def blend(dense: NDArray[np.float32], lexical: NDArray[np.float32], weight: float) -> NDArray[np.float32]:
    """Both scores scaled to 0..1 over the candidates and added, the dense one with `weight` of 1."""
    return np.asarray(weight * _scaled(dense) + (1 - weight) * _scaled(lexical), dtype=np.float32)


def choose(scores: NDArray[np.float32], people: NDArray[np.int32], limit: int, cap: int | None) -> list[int]:
    """Places of the best `limit` scores, at most `cap` of one respondent; ties in row order."""
    order = np.argsort(-scores, kind="stable")
    if cap is None:
        return [int(place) for place in order[:limit]]
    taken: dict[int, int] = {}
    chosen: list[int] = []
    for place in order:
        person = int(people[place])
        if taken.get(person, 0) < cap:
            taken[person] = taken.get(person, 0) + 1
            chosen.append(int(place))
            if len(chosen) == limit:
                break
    return chosen


def _scaled(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    low, high = float(scores.min()), float(scores.max())
    return np.zeros_like(scores) if high <= low else (scores - low) / (high - low)
