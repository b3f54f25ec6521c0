"""What customers said, as a question meets it: searched, read, and with the words around each quote."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from personas.evidence import Quote
from retrieval.answering.context import Context, ContextLookup, context_of
from retrieval.answering.passages import within_reach
from retrieval.answering.question import Question
from retrieval.answering.words import narrower_than, synonyms_of
from retrieval.index import EvidenceIndex
from retrieval.index.evidence_index import Subset
from retrieval.injection import unfit_to_show

_CANDIDATES, _ALL = 120, 600
"""Quotes that are read for each way of putting a question, and how many those searched may be to be read whole."""

QuotesById = Callable[[Sequence[str]], Sequence[Quote]]
"""Gives quotes by id, in that order; their neighbours in the same document may follow them."""


class Corpus(NamedTuple):
    """The quotes that a question may be answered from, and what is known around them."""

    evidence: EvidenceIndex
    quotes_by_id: QuotesById
    context: ContextLookup
    among: Subset | None
    """The quotes that a search is narrowed to, where it is."""

    @property
    def size(self) -> int:
        """How many quotes a search goes through."""
        return len(self.evidence) if self.among is None else len(self.among)

    def near(self, text: str) -> Sequence[Quote]:
        """Quotes of everybody that are like a text."""
        return self.quotes_by_id([hit.quote_id for hit in self.evidence.search(text, limit=_CANDIDATES)])

    def worth_reading(self, asked: Question, own: Sequence[str] | None) -> list[Quote]:
        """Quotes that may answer, those most like the question first; only among `own`, where one person is asked.

        Texts that give orders to a language model are passed over.
        """
        ids = self._candidates(asked) if own is None else self._nearest_first(asked, own)
        return [quote for quote in within_reach(ids, self.quotes_by_id(ids)) if not unfit_to_show(quote.text)]

    def contexts_of(self, quotes: Sequence[Quote]) -> Mapping[str, Context]:
        """Quote id -> the words around it."""
        documents = self.context.documents({quote.document_id for quote in quotes})
        return {quote.id: context_of(quote, documents.get(quote.document_id)) for quote in quotes}

    def _candidates(self, asked: Question) -> list[str]:
        """Ids worth reading: near the question, its matter, and each term in its other words."""
        queries = [asked.text, " ".join(term.said for term in asked.terms)]
        limit = self.size if self.size <= _ALL else _CANDIDATES
        hits = self.evidence.search(queries, limit=limit, among=self.among)
        for term in asked.terms:
            expressions = synonyms_of(term.stems) | narrower_than(term.stems)
            others = " ".join(" ".join(expression) for expression in sorted(expressions))
            hits += self.evidence.search(f"{term.said} {others}", limit=_CANDIDATES // 2, among=self.among)
        return list(dict.fromkeys(hit.quote_id for hit in hits))

    def _nearest_first(self, asked: Question, ids: Sequence[str]) -> list[str]:
        """One person's quotes, those that are most like the question first."""
        hits = self.evidence.search(asked.text, limit=_CANDIDATES, among=ids)
        return list(dict.fromkeys([*(hit.quote_id for hit in hits), *ids]))
