"""Reviews and posts that two files both hold."""

from collections.abc import Iterator

import numpy as np
from sqlalchemy import Connection, func, select

from personas.cleaning import Finding
from personas.library.findings import documents_of
from personas.library.schema import documents, sources
from personas.voices import Document
from retrieval.readers import VoiceExtract
from retrieval.screening import copies_of

KINDS = ("review", "post")
"""Kinds of text that people publish in more places than one."""
_MOST = 60_000
"""Texts of other files up to which near copies are looked for among them; above it only those word for word."""


def with_copies(connection: Connection, extract: VoiceExtract) -> VoiceExtract:
    """A file's voices, with what of them stands already in another file found as a copy; the first stays."""
    new = [one for one in extract.documents if one.kind in KINDS]
    if not new:
        return extract
    here = new[0].source_id
    among = (documents.c.kind.in_(KINDS)) & (documents.c.source_id != here)
    standing = connection.execute(select(func.count()).select_from(documents).where(among)).scalar_one()
    if not standing:
        return extract
    statement = (
        select(documents.c.id, documents.c.text, sources.c.name)
        .join(sources, sources.c.id == documents.c.source_id)
        .where(among)
        .order_by(sources.c.ingested_at, documents.c.id)
    )
    files: dict[str, str] = {}

    def earlier() -> Iterator[tuple[str, str]]:
        for identifier, text, file in connection.execute(statement, execution_options={"yield_per": 5_000}):
            files[identifier] = file
            yield identifier, text

    copies = list(copies_of(earlier(), new, nearly=standing <= _MOST))
    found = [copy.model_copy(update={"reason": f"{copy.reason}{_in(files[of])}"}) for copy, of in copies]
    return extract._replace(findings=[*extract.findings, *found])


def same_texts(connection: Connection, source_id: str) -> list[Document]:
    """The documents of a source whose text stands there more than once, in the order in which they were written."""
    said = select(documents.c.id, documents.c.text).where(documents.c.source_id == source_id)
    streamed = said.execution_options(yield_per=5_000)
    hashes = np.fromiter((hash(row.text.casefold()) for row in connection.execute(streamed)), dtype=np.int64)
    values, times = np.unique(hashes, return_counts=True)
    places = np.flatnonzero(np.isin(hashes, values[times > 1]))
    again, ids = set(places.tolist()), list[str]()
    if again:
        ids = [row.id for place, row in enumerate(connection.execute(streamed)) if place in again]
    found = {one.id: one for one in documents_of(connection, ids=ids)}
    return [found[identifier] for identifier in ids]


def is_copy_of(finding: Finding, file: str) -> bool:
    """Whether a finding says that its text stands in the file of that name."""
    return finding.rule in ("exact_copy", "near_copy") and finding.reason.endswith(_in(file))


def _in(file: str) -> str:
    return f" in {file}"
