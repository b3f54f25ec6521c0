"""Metrics over several drafts: distinctness, the words that differ, positivity of the evidence."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from eval.metrics.citations import text_of
from eval.metrics.observing import Observation
from eval.metrics.words import content_words, overlap
from personas.draft import Draft
from personas.evidence import Quote

_TELLING = 1.96
"""z from which on a word sets a text apart (Monroe, Colaresi and Quinn 2008)."""
_PRIOR = 0.5


def valence_shift(draft: Draft, voices: Sequence[Quote]) -> Iterator[Observation]:
    """Stars by which the rated quotes that the draft cites lie above all rated voices of the segment."""
    cited = {citation.evidence_id for claim in draft.claims for citation in claim.citations or ()}
    shown = [quote.rating for quote in draft.pack.quotes if quote.id in cited and quote.rating is not None]
    heard = _one_a_document(voices)
    if len(shown) >= 3 and len(heard) >= 3:
        yield Observation(metric="valence_shift", hit=sum(shown) / len(shown) - sum(heard) / len(heard))


def distinctiveness(draft: Draft, others: Sequence[Draft]) -> Iterator[Observation]:
    """1 less the likeness of the most similar other persona, over content words."""
    if others:
        own = content_words(told(draft))
        nearest = max(overlap(own, content_words(told(other))) for other in others)
        yield Observation(metric="distinctiveness", hit=1 - nearest)


def marked_words(draft: Draft, others: Sequence[Draft]) -> Iterator[Observation]:
    """Of the words that set this persona apart, those that stand in nothing that it cites."""
    if not others:
        return
    marked = apart(told(draft), [told(other) for other in others])
    ids = {citation.evidence_id for claim in draft.claims for citation in claim.citations or ()}
    grounds = set().union(*(content_words(text_of(draft.pack.find(one), draft.pack)) for one in ids))
    if marked:
        yield Observation(metric="marked_words", hit=len(marked - grounds), of=len(marked))


def apart(text: str, others: Sequence[str]) -> set[str]:
    """The words of a text that its others use significantly less: log-odds with a symmetric prior, z > 1.96."""
    here, there = Counter(_listed(text)), Counter(word for other in others for word in _listed(other))
    vocabulary = here.keys() | there.keys()
    sizes = [sum(counts.values()) + _PRIOR * len(vocabulary) for counts in (here, there)]
    found = set()
    for word in here:
        a, b = here[word] + _PRIOR, there[word] + _PRIOR
        difference = math.log(a / (sizes[0] - a)) - math.log(b / (sizes[1] - b))
        if difference / math.sqrt(1 / a + 1 / b) > _TELLING:
            found.add(word)
    return found


def told(draft: Draft) -> str:
    """The words of a draft that would go out: claims whose verdict does not block them."""
    return "\n".join(claim.text for claim in draft.claims if not claim.blocking)


def _listed(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from content_words(line)


def _one_a_document(voices: Sequence[Quote]) -> list[float]:
    """One rating a review, however many quotes were cut from it."""
    return list({quote.document_id: quote.rating for quote in voices if quote.rating is not None}.values())
