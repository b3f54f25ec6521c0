"""From a segment's quotes to its themes."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from personas.evidence import Quote, Theme
from personas.ids import content_id
from retrieval.embeddings import Vectors
from retrieval.themes.choosing import representative
from retrieval.themes.clusters import discovered
from retrieval.themes.matching import Candidate, candidates, read_quotes

_QUOTES, _OPPOSING = 12, 6
_SMALL = 12
"""Respondents under which two who say the same make a theme; else three."""
_ALIKE = 0.7
"""Share of the smaller theme's respondents' quotes above which two themes are one."""


def themes_of(
    quotes: Sequence[Quote], vectors: Vectors, segment_id: str, *, of: int | None = None, limit: int = 60
) -> list[Theme]:
    """What several people of a segment say, the most prevalent first.

    `quotes` are all of the segment's voices, `vectors` theirs in the same order; `of` is the number of people who speak
    for the segment (default: of the quotes). Every counted person has a quote with the words and the stance of the
    label. Ids and order depend on nothing but the quotes: the same quotes give the same themes.
    """
    order = sorted(range(len(quotes)), key=lambda place: quotes[place].id)
    sorted_quotes = [quotes[place] for place in order]
    sorted_vectors = np.asarray(vectors[np.array(order, dtype=np.int64)], dtype=np.float32) if order else vectors
    people = len({quote.respondent_id for quote in quotes})
    total = max(people, of or 0)
    fewest = 2 if total < _SMALL else 3
    rows = read_quotes(sorted_quotes)
    found = [candidate for candidate in candidates(rows) if _people(candidate) >= fewest]
    said = {match.read.quote.id for candidate in found for match in candidate.matches}
    rest = [row for row in rows if row.quote.id not in said]
    found += discovered(rest, sorted_vectors, fewest=fewest, known=[candidate.label for candidate in found])
    found = _distinct(sorted(found, key=lambda candidate: (-_people(candidate), candidate.label, candidate.section)))
    return [_theme(candidate, sorted_vectors, segment_id, total) for candidate in found[:limit]]


def _theme(candidate: Candidate, vectors: Vectors, segment_id: str, total: int) -> Theme:
    shown = representative(candidate.matches, vectors, _QUOTES)
    against = representative(candidate.opposing, vectors, _OPPOSING) if candidate.opposing else []
    people = sorted({match.read.quote.respondent_id for match in candidate.matches})
    return Theme(
        id=content_id("t", segment_id, candidate.label, candidate.section, *people, *shown),
        segment_id=segment_id,
        label=candidate.label,
        n=len(people),
        of=total,
        quotes=tuple(shown),
        opposing=tuple(against),
        trend=_trend(match.read.quote for match in candidate.matches),
        topic=candidate.section,
    )


def _trend(quotes: Iterable[Quote]) -> dict[str, int]:
    """Respondents per calendar quarter; undated quotes are left out."""
    dated = {(f"{q.date.year}-Q{(q.date.month + 2) // 3}", q.respondent_id) for q in quotes if q.date is not None}
    counted = Counter(quarter for quarter, _ in dated)
    return {quarter: counted[quarter] for quarter in sorted(counted)}


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    """Without themes of a section that hardly add a quote to a larger one of the same section."""
    kept: list[tuple[Candidate, set[str]]] = []
    for candidate in found:
        own = {match.read.quote.id for match in candidate.matches}
        if not any(_repeats(candidate, own, other, theirs) for other, theirs in kept):
            kept.append((candidate, own))
    return [candidate for candidate, _ in kept]


def _repeats(candidate: Candidate, own: set[str], other: Candidate, theirs: set[str]) -> bool:
    if candidate.label == other.label:
        return True
    return candidate.section == other.section and len(own & theirs) >= _ALIKE * len(own)


def _people(candidate: Candidate) -> int:
    return len({match.read.quote.respondent_id for match in candidate.matches})
