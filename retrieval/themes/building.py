"""Building the themes of a segment from its quotes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from personas.evidence import Quote, Theme
from personas.ids import content_id
from retrieval.embeddings import Vectors
from retrieval.injection import is_injection
from retrieval.themes.choosing import representative
from retrieval.themes.clusters import discovered
from retrieval.themes.contexts import contextual
from retrieval.themes.matching import Candidate, Match, candidates, read_quotes
from retrieval.themes.phrases import nouns_of, phrases_of
from retrieval.themes.stability import fewest_of

_QUOTES, _OPPOSING = 12, 6
_READING = 0.7
"""Share of the work that reading the quotes is."""


def themes_of(
    quotes: Sequence[Quote],
    vectors: Vectors,
    segment_id: str,
    *,
    of: int | None = None,
    limit: int = 60,
    report: Callable[[float], None] = lambda share: None,
) -> list[Theme]:
    """What several people of a segment say, the most prevalent first.

    `quotes` are all of the segment's voices, `vectors` theirs in the same order; `of` is the number of people who speak
    for the segment (default: of the quotes). Every counted person has a quote that speaks of the label and, where the
    theme has a side, plainly takes it; a text that gives orders to a language model counts for nothing. After those
    come the themes of what was answered to a question, or stands under low or high ratings. Ids and order depend on
    nothing but the quotes. `report` is told the share that is done, 0..1.
    """
    voices = [place for place, quote in enumerate(quotes) if not is_injection(quote.text)]
    order = sorted(voices, key=lambda place: quotes[place].tie_break)
    sorted_quotes = [quotes[place] for place in order]
    sorted_vectors = np.asarray(vectors[np.array(order, dtype=np.int64)], dtype=np.float32) if order else vectors
    total = max(len({quote.respondent_id for quote in quotes}), of or 0)
    rows = read_quotes(sorted_quotes, lambda share: report(_READING * share))
    phrases = phrases_of(rows, nouns_of(rows))
    fewest = fewest_of(total)
    found = _ordered(candidates(rows, fewest) + discovered(rows, sorted_vectors, phrases, fewest=fewest))[:limit]
    found += contextual(rows, sorted_quotes, phrases, fewest)
    return [_theme(candidate, sorted_vectors, segment_id, candidate.asked or total) for candidate in found]


def _ordered(found: Iterable[Candidate]) -> list[Candidate]:
    """By people; the plain theme of a label after its sided ones."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        groups[candidate.label].append(candidate)
    ranked: list[tuple[tuple[int, int, str, str, str], Candidate]] = []
    for label, group in groups.items():
        fewest = min((one.people for one in group if one.side), default=None)
        for one in group:
            people = one.people if one.side or fewest is None else min(one.people, fewest)
            ranked.append(((-people, not one.side, label, one.side, one.section), one))
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _theme(candidate: Candidate, vectors: Vectors, segment_id: str, total: int) -> Theme:
    against = _against(candidate)
    otherwise = {match.read.quote.id for match in against}
    agreed = [match for match in candidate.matches if match.read.quote.id not in otherwise]
    shown = representative(agreed, vectors, _QUOTES)
    people = sorted({match.read.quote.respondent_id for match in candidate.matches})
    return Theme(
        id=content_id("t", segment_id, *_told(candidate), *people, *shown),
        segment_id=segment_id,
        label=candidate.label,
        n=len(people),
        of=total,
        quotes=tuple(shown),
        opposing=tuple(representative(against, vectors, _OPPOSING)) if against else (),
        trend=_trend(match.read.quote for match in candidate.matches),
        topic=candidate.section,
        side=candidate.side,
        question=candidate.question,
        rated=candidate.rated,
    )


def _against(candidate: Candidate) -> list[Match]:
    """Who says otherwise: nobody who says it; of those who only speak of a thing the side that fewer take."""
    own = {match.read.quote.id for match in candidate.matches} if candidate.side else set()
    return [match for match in candidate.opposing if match.read.quote.id not in own]


def _told(candidate: Candidate) -> tuple[str, ...]:
    context = filter(None, (candidate.question, candidate.rated))
    return (candidate.label, candidate.side, candidate.section, *context)


def _trend(quotes: Iterable[Quote]) -> dict[str, int]:
    """Respondents per calendar quarter; undated quotes are left out."""
    dated = {(f"{q.date.year}-Q{(q.date.month + 2) // 3}", q.respondent_id) for q in quotes if q.date is not None}
    counted = Counter(quarter for quarter, _ in dated)
    return {quarter: counted[quarter] for quarter in sorted(counted)}
