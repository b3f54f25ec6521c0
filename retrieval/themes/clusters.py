"""Themes beyond the topics: shared phrases, proposed by clustering and named by c-TF-IDF."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.embeddings import Vectors
from retrieval.themes.matching import Candidate, Match, Read, divided
from retrieval.themes.phrases import Phrase, surface
from retrieval.themes.sides import Words, shown_of
from retrieval.themes.terms import Found
from retrieval.themes.topics import SECTIONS, Said, topic_terms

_PER_CLUSTER, _MOST, _SAMPLE = 40, 30, 1_000
_PER_NAME = 3
"""Phrases that each cluster proposes."""
_MENTIONS = 15
"""Themes at most that only mention a phrase."""
_SAME = 0.7
"""Share of quotes from which one label says what another says."""
NO_WORDS = Words(frozenset(), frozenset())
Places = Mapping[Phrase, Sequence[tuple[Read, Found]]]
"""Phrases with the quotes that hold them and where first."""


def discovered(rows: Sequence[Read], vectors: Vectors, phrases: Places, *, fewest: int) -> list[Candidate]:
    """Themes of noun phrases that at least `fewest` respondents say; `phrases` are those of the rows.

    k-means on the quotes' vectors proposes; c-TF-IDF (Grootendorst, 2022) names; the words decide who is counted:
    every quote of a theme holds its label, but for a plural ending. Phrases that topics cover are left to them.
    """
    if len(rows) < 2 * fewest:
        return []
    enough = {phrase: held for phrase, held in phrases.items() if _people(held) >= fewest}
    spoken = {phrase: held for phrase, held in enough.items() if not is_covered(phrase, held)}
    result: list[Candidate] = []
    for phrase in distinct(_proposed(rows, vectors, spoken), spoken):
        matches = [phrase_match(row, place) for row, place in spoken[phrase]]
        result += divided(surface(spoken[phrase]), SECTIONS, matches, fewest)
    mentions = sorted((one for one in result if not one.side), key=lambda one: (-one.people, one.label))
    return [*(one for one in result if one.side), *mentions[:_MENTIONS]]


def phrase_match(row: Read, place: Found) -> Match:
    """What a quote shows of a phrase in it."""
    shown = shown_of(row.reading.spoken, place, NO_WORDS, row.reading.phrases, row.quote.rating)
    return Match(row, Said(place, 1, shown.side, shown.cues))


def is_covered(phrase: Phrase, held: Sequence[tuple[Read, Found]]) -> bool:
    """Whether a topic says as much: the phrase is one of its terms, or its quotes are nearly all the topic's."""
    if topic_terms().find(phrase.tokens) and len(phrase.tokens) == 1:
        return True
    topics = Counter(
        name
        for row, place in held
        for name, said in row.topics.items()
        if said.place.start < place.end and place.start < said.place.end
    )
    return bool(topics) and max(topics.values()) >= _SAME * len(held)


def _proposed(rows: Sequence[Read], vectors: Vectors, spoken: Places) -> list[Phrase]:
    """Each cluster's most telling phrases, by c-TF-IDF over clusters; two words before one; then the most said.

    As few as the clusters may propose are all proposed: what a brand is called moves a quote from one to the other.
    """
    clusters = min(_MOST, max(2, len(rows) // _PER_CLUSTER))
    chosen = set(spoken) if len(spoken) <= _PER_NAME * clusters else _most_telling(rows, vectors, spoken, clusters)
    return sorted(chosen, key=lambda phrase: (-len(phrase.tokens), -_people(spoken[phrase]), phrase))


def _most_telling(rows: Sequence[Read], vectors: Vectors, spoken: Places, clusters: int) -> set[Phrase]:
    labels = _clustered(np.asarray(vectors[[row.place for row in rows]], dtype=np.float32), clusters)
    cluster_of = {row.place: int(label) for row, label in zip(rows, labels, strict=True)}
    counts = {phrase: Counter(cluster_of[row.place] for row, _ in held) for phrase, held in spoken.items()}
    average = sum(sum(count.values()) for count in counts.values()) / clusters
    scored: dict[int, list[tuple[float, Phrase]]] = defaultdict(list)
    for phrase, count in counts.items():
        weight = float(np.log(1 + average / sum(count.values()))) * (1.5 if len(phrase.tokens) > 1 else 1.0)
        for cluster, times in count.items():
            scored[cluster].append((-times * weight, phrase))
    return {phrase for pairs in scored.values() for _, phrase in sorted(pairs)[:_PER_NAME]}


def _clustered(own: Vectors, clusters: int) -> NDArray[np.int32]:
    """k-means on an even sample; every row goes to its nearest centre."""
    from sklearn.cluster import KMeans

    step = max(1, len(own) // _SAMPLE)
    fitted = KMeans(clusters, n_init=1, max_iter=8, random_state=7).fit(own[::step])
    return np.asarray(fitted.predict(own), dtype=np.int32)


def distinct(proposed: Sequence[Phrase], spoken: Places) -> list[Phrase]:
    """Without a phrase that shares a word with an earlier one and hardly has a quote beyond it."""
    kept: dict[Phrase, set[str]] = {}
    with_word: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in proposed:
        own = {row.quote.id for row, _ in spoken[phrase]}
        related = dict.fromkeys(other for word in phrase.tokens for other in with_word[word])
        if not any(len(own & kept[one]) >= _SAME * min(len(own), len(kept[one]) * 2) for one in related):
            kept[phrase] = own
            for word in phrase.tokens:
                with_word[word].append(phrase)
    return list(kept)


def _people(held: Sequence[tuple[Read, Found]]) -> int:
    return len({row.quote.respondent_id for row, _ in held})
