"""What people of a corpus said, indexed without a workspace: for tests of retrieval alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from personas.evidence import Quote
from retrieval.embeddings import StaticEmbedder
from retrieval.index import Entry, EvidenceIndex, publish
from retrieval.quotes import split_all
from retrieval.readers import participants_among, recognise_voices
from segments.tables import recognise_table, sample

EMBEDDER = StaticEmbedder()


class Voices:
    """The quotes of some files, and their index in a folder."""

    def __init__(self, files: Iterable[Path], folder: Path) -> None:
        self.quotes = {quote.id: quote for quote in _read(sorted(files))}
        self._folder = folder

    @cached_property
    def index(self) -> EvidenceIndex:
        """The searchable index."""
        entries = [Entry(quote.id, quote.text, quote.respondent_id) for quote in self.quotes.values()]
        return EvidenceIndex(self._folder, publish(self._folder, entries, EMBEDDER), EMBEDDER)

    def read(self, ids: Sequence[str]) -> Sequence[Quote]:
        """The quotes of these ids, and after them their neighbours."""
        asked = [self.quotes[quote_id] for quote_id in ids]
        beside = [i for document in {quote.document_id for quote in asked} for i in self._documents[document]]
        return [*asked, *(self.quotes[i] for i in sorted(set(beside) - set(ids)))]

    @cached_property
    def _documents(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for quote in self.quotes.values():
            found[quote.document_id].append(quote.id)
        return found


def _read(files: list[Path]) -> Iterable[Quote]:
    beside = participants_among(files)
    for number, path in enumerate(files):
        looked = sample(path)
        table, voices = recognise_table(looked), recognise_voices(looked)
        if voices is None or (table is not None and table.kind != "customers"):
            continue
        extract = voices.read(path, looked, source_id=f"src-{number}", participants=beside)
        people = {person.id: person.attributes for person in extract.respondents}
        for quote in split_all(extract.documents):
            known = {**people.get(quote.respondent_id, {}), **quote.attributes}
            yield quote.model_copy(update={"attributes": known, "source": path.name})
