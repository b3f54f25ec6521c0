"""Questions put to a handful of quotes, as `verism ask` puts them to a library."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from personas.evidence import Quote
from retrieval.answering import Evidence, evidence_for
from retrieval.index import Entry, EvidenceIndex, publish
from tests.support.voices import EMBEDDER


class Ask(Protocol):
    """A question in words, and what `evidence_for` takes beside it -> what the quotes say."""

    def __call__(self, question: str, **given: Any) -> Evidence: ...


def asker(folder: Path, quotes: Iterable[Quote], **always: Any) -> Ask:
    """Index the quotes in an empty folder; `always` goes with every question."""
    known = {one.id: one for one in quotes}
    entries = [Entry(one.id, one.text, one.respondent_id) for one in known.values()]
    index = EvidenceIndex(folder, publish(folder, entries, EMBEDDER), EMBEDDER)

    def ask(question: str, **given: Any) -> Evidence:
        fetch = lambda ids: [known[one] for one in ids]  # noqa: E731
        return evidence_for(question, index, fetch, embedder=EMBEDDER, **always, **given)

    return ask
