"""The voices that an answer may rest on: everybody's, a segment's, or those of some people alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from agent.chat import EVERYBODY
from personas.evidence import Quote
from personas.library import evidence as store
from personas.voices import Document


class Voices:
    """Quotes by id, and what stands around them, of those who are asked about and of nobody else."""

    def __init__(self, connection: Connection, home: str | None, people: Collection[str] | None = None) -> None:
        """`home` is a segment's id, None for everybody; `people` are ids to which the voices are narrowed."""
        self.home = home
        self._connection, self._people = connection, people

    def quotes(self, ids: Iterable[str]) -> list[Quote]:
        """Quotes as members of the segment's pack, or of everybody's, to which whoever spoke belongs."""
        found = store.quotes_by_id(self._connection, ids, segment_id=self.home).values()
        theirs = [quote for quote in found if self._people is None or quote.respondent_id in self._people]
        if self.home is not None:
            return theirs
        return [quote.model_copy(update={"segment_id": EVERYBODY.id, "membership": "rule"}) for quote in theirs]

    def with_neighbours(self, ids: Sequence[str]) -> Sequence[Quote]:
        """Quotes by id, and after them their neighbours in the same documents; none from outside the segment."""
        asked = self.quotes(ids)
        beside = store.quote_ids_of(self._connection, (quote.document_id for quote in asked))
        wanted = set(ids)
        return [*asked, *self._within(i for i in beside if i not in wanted)]

    @property
    def narrowed(self) -> bool:
        """Whether some people alone are heard."""
        return self._people is not None

    def ids(self) -> list[str]:
        """The ids of all quotes of the people to whom the voices are narrowed, in and outside the segment."""
        return store.quote_ids_by(self._connection, self._people or ())

    def theirs(self) -> list[Quote]:
        """All quotes of the people to whom the voices are narrowed."""
        return self._within(self.ids())

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """The documents of these ids."""
        return store.load_documents(self._connection, ids)

    def titles(self) -> Mapping[str, str]:
        """Source id -> file name, of the interviews."""
        return store.interview_names(self._connection)

    def quotes_in(self, source_ids: Collection[str]) -> Sequence[str]:
        """The quotes of these sources, of the people who are asked about."""
        return [quote.id for quote in self._within(store.quote_ids_from(self._connection, source_ids))]

    def _within(self, ids: Iterable[str]) -> list[Quote]:
        return [quote for quote in self.quotes(ids) if quote.segment_id is not None]
