"""Writing a source's respondents, documents and quotes together."""

from collections.abc import Iterable

from sqlalchemy import Connection

from personas.evidence import Cut, Quote
from personas.library.bulk import insert_all
from personas.library.evidence.quotes import add_quotes
from personas.library.evidence.respondents import person_id
from personas.library.schema import documents, respondents
from personas.voices import Document, Respondent


def add_voices(
    connection: Connection, people: Iterable[Respondent], texts: Iterable[Document], spans: Iterable[Cut | Quote]
) -> None:
    """Write respondents, their documents and the quotes cut from them. All belong to a source already written."""
    insert_all(connection, respondents, ({**person.model_dump(), "person_id": person_id(person)} for person in people))
    insert_all(connection, documents, (text.model_dump() for text in texts))
    add_quotes(connection, spans)
