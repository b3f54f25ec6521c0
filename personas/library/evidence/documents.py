"""Stored documents."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from personas.batches import batches
from personas.library.bulk import VALUES, rows_with
from personas.library.schema import documents
from personas.voices import Document


def unwritten(connection: Connection, texts: Sequence[Document]) -> list[Document]:
    """Those of some documents that are not written yet."""
    known = {row.id for row in rows_with(connection, documents.c.id, [text.id for text in texts])}
    return [text for text in texts if text.id not in known]


def missing_documents(connection: Connection, document_ids: Collection[str]) -> set[str]:
    """Those of some documents that are not in the library, or no longer."""
    wanted = set(document_ids)
    return wanted - {row.id for row in rows_with(connection, documents.c.id, sorted(wanted))}


def load_texts(connection: Connection, document_ids: Collection[str]) -> dict[str, str]:
    """Document id -> its text, of those documents that are there."""
    found: dict[str, str] = {}
    for some in batches(sorted(document_ids), VALUES):
        texts = select(documents.c.id, documents.c.text).where(documents.c.id.in_(some))
        found.update({row.id: row.text for row in connection.execute(texts)})
    return found


def load_documents(connection: Connection, document_ids: Collection[str]) -> dict[str, Document]:
    """Document id -> document, of those that are there."""
    found = rows_with(connection, documents.c.id, sorted(document_ids))
    return {row.id: Document(**row._mapping) for row in found}
