"""Which quotes stand for a theme: one a respondent, the most representative first."""

from collections.abc import Sequence

import numpy as np

from retrieval.embeddings import Vectors
from retrieval.themes.matching import Match

_GOOD_LENGTH = (8, 34)
"""Words of a quote that reads well on a card."""


def representative(matches: Sequence[Match], vectors: Vectors, limit: int) -> list[str]:
    """Quote ids, one a respondent: those nearest to what all of them say, clear, of good length, on the topic."""
    best: dict[str, tuple[float, str]] = {}
    for score, quote_id, person in sorted(_scored(matches, vectors), reverse=True):
        best.setdefault(person, (score, quote_id))
    ordered = sorted(best.values(), key=lambda pair: (-pair[0], pair[1]))
    return [quote_id for _, quote_id in ordered[:limit]]


def _scored(matches: Sequence[Match], vectors: Vectors) -> list[tuple[float, str, str]]:
    own = np.asarray(vectors[[match.read.place for match in matches]], dtype=np.float32)
    centre = own.mean(axis=0)
    near = own @ (centre / (np.linalg.norm(centre) or 1.0))
    return [
        (
            round(float(likeness) + 0.8 * match.weight + 0.12 * min(match.stance.strength, 2) + _length(match), 6),
            match.read.quote.id,
            match.read.quote.respondent_id,
        )
        for match, likeness in zip(matches, near, strict=True)
    ]


def _length(match: Match) -> float:
    words = len(match.read.words)
    low, high = _GOOD_LENGTH
    if low <= words <= high:
        return 0.15
    return -0.02 * (low - words if words < low else min(words - high, 15))
