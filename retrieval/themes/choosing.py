"""Choosing the quotes that represent a theme: one a respondent, the most representative first."""

from collections.abc import Sequence

import numpy as np

from personas.evidence import Quote
from retrieval.embeddings import Vectors
from retrieval.themes.matching import Match
from retrieval.themes.spoken import side_words

_GOOD_LENGTH = range(6, 36)
"""Words of a quote that reads well on a card."""
_DANGLING = frozenset(
    "and but or so because which that this it they he she them those these then also plus still nor yet though "
    "although however anyway not as than it's that's they're he's she's who where when if to for of at on".split()
)


def representative(matches: Sequence[Match], vectors: Vectors, limit: int) -> list[str]:
    """Quote ids, one a respondent: those nearest to what all of them say, clear, self-contained, on the topic."""
    best: dict[str, str] = {}
    for _, quote in sorted(_scored(matches, vectors), key=lambda pair: (-pair[0], pair[1].tie_break)):
        best.setdefault(quote.respondent_id, quote.id)
    return list(best.values())[:limit]


def _scored(matches: Sequence[Match], vectors: Vectors) -> list[tuple[float, Quote]]:
    own = np.asarray(vectors[[match.read.place for match in matches]], dtype=np.float32)
    centre = own.mean(axis=0)
    near = own @ (centre / (np.linalg.norm(centre) or 1.0))
    return [
        (round(float(likeness) + _quotable(match), 6), match.read.quote)
        for match, likeness in zip(matches, near, strict=True)
    ]


def _quotable(match: Match) -> float:
    """Of good length, whole, not leaning on what came before, early on its topic, plain in what it says."""
    words, text = match.read.words, match.read.quote.text.strip()
    early = 1 - match.said.place.start / len(words)
    sure = side_words("doubts").isdisjoint(words)
    return (
        0.5 * (len(words) in _GOOD_LENGTH)
        - 0.5 * (words[0] in _DANGLING)
        + 0.15 * text[:1].isupper()
        + 0.15 * (text[-1:] in ".!")
        - 0.3 * text.endswith("?")
        + 0.3 * bool(match.said.side)
        + 0.1 * sure
        + 0.3 * early
    )
