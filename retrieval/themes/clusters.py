"""What the topics miss: clusters of quotes, named by their own distinctive words."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from sklearn.cluster import KMeans

from retrieval.data import word_list
from retrieval.embeddings import Vectors
from retrieval.index.words import STOPWORDS, fold, words
from retrieval.themes.matching import Candidate, Match, Read, opposes, others

_PER_CLUSTER = 30
_MOST = 40
_PHRASES = 2
"""Phrases that each cluster proposes."""
_VAGUE = frozenset(word_list("vague_words"))
_VAGUE_FOLDED = frozenset(map(fold, _VAGUE)) | _VAGUE


class Phrase(NamedTuple):
    """Two neighbouring words, or one, that tell a cluster from the rest."""

    tokens: tuple[str, ...]
    """Folded."""
    surface: str
    """As people say it most."""


def discovered(rows: Sequence[Read], vectors: Vectors, *, fewest: int, known: Sequence[str]) -> list[Candidate]:
    """Themes of phrases that at least `fewest` respondents say, split by what they make of it.

    k-means on the quotes' vectors proposes; c-TF-IDF (Grootendorst, 2022) names; the words decide who is counted:
    every quote of a theme holds its label's words. `known` labels are not found again.
    """
    if len(rows) < 2 * fewest:
        return []
    spoken = {phrase: found for phrase, found in _phrases(rows).items() if _people(found) >= fewest}
    proposed = _proposed(rows, vectors, spoken)
    taken = {fold(word) for label in known for word in words(label)}
    return [
        candidate
        for phrase in proposed
        if not set(phrase.tokens) <= taken
        for candidate in _by_stance(phrase, spoken[phrase.tokens], fewest)
    ]


def _by_stance(phrase: Phrase, found: Sequence[Read], fewest: int) -> list[Candidate]:
    """What complaining, wishing and praising quotes say of a phrase, each a theme when enough people do."""
    matches = [Match(row, row.stance, 0.6) for row in found]
    kinds = (
        ("complaint", f"trouble with {phrase.surface}", "frustrations"),
        ("wish", f"wishes about {phrase.surface}", "goals"),
        ("praise", f"{phrase.surface} that they like", "motivations"),
    )
    result, used = [], set[str]()
    for when, label, section in kinds:
        own = tuple(m for m in matches if m.stance.shows(when) and m.read.quote.id not in used)
        if len({match.read.quote.respondent_id for match in own}) >= fewest:
            used |= {match.read.quote.id for match in own}
            against = others([match for match in matches if opposes(match.stance, when, 0)], own)
            result.append(Candidate(label, section, own, against))
    return result


def _phrases(rows: Sequence[Read]) -> dict[tuple[str, ...], list[Read]]:
    """Neighbouring content words, folded, with the quotes that hold them."""
    found: dict[tuple[str, ...], list[Read]] = defaultdict(list)
    for row in rows:
        for pair in sorted(set(_pairs(row.quote.text))):
            found[pair].append(row)
    return found


def _pairs(text: str) -> list[tuple[str, ...]]:
    spoken = words(text)
    pairs: list[tuple[str, ...]] = []
    for left, right in pairwise(spoken):
        if _tells(left) and _tells(right) and left != right:
            pairs.append((fold(left), fold(right)))
    return pairs


def _tells(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word not in STOPWORDS and fold(word) not in _VAGUE_FOLDED


def _proposed(rows: Sequence[Read], vectors: Vectors, spoken: dict[tuple[str, ...], list[Read]]) -> list[Phrase]:
    """Each cluster's most telling phrases, by c-TF-IDF over clusters; in order of how many people say them."""
    if not spoken:
        return []
    clusters = min(_MOST, max(2, len(rows) // _PER_CLUSTER))
    own = np.asarray(vectors[[row.place for row in rows]], dtype=np.float32)
    labels = KMeans(clusters, n_init=1, max_iter=40, random_state=7).fit_predict(own)
    cluster_of = {row.place: int(label) for row, label in zip(rows, labels, strict=True)}
    counts = {tokens: Counter(cluster_of[row.place] for row in found) for tokens, found in spoken.items()}
    average = sum(sum(count.values()) for count in counts.values()) / clusters
    scored: dict[int, list[tuple[float, tuple[str, ...]]]] = defaultdict(list)
    for tokens, count in counts.items():
        weight = np.log(1 + average / sum(count.values()))
        for cluster, times in count.items():
            scored[cluster].append((-times * float(weight), tokens))
    chosen = {tokens for pairs in scored.values() for _, tokens in sorted(pairs)[:_PHRASES]}
    return [
        Phrase(tokens, _surface(tokens, spoken[tokens]))
        for tokens in sorted(chosen, key=lambda tokens: (-_people(spoken[tokens]), tokens))
    ]


def _surface(tokens: tuple[str, ...], found: Sequence[Read]) -> str:
    said: Counter[str] = Counter()
    for row in found:
        spoken = words(row.quote.text)
        for left, right in pairwise(spoken):
            if (fold(left), fold(right)) == tokens:
                said[f"{left} {right}"] += 1
    return min(said, key=lambda text: (-said[text], text))


def _people(rows: Sequence[Read]) -> int:
    return len({row.quote.respondent_id for row in rows})
