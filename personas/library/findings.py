"""Findings of the cleaning rules: stored, and switched on or off without deleting what was said."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, insert, or_, select, update

from personas.batches import batches
from personas.cleaning import Finding
from personas.library.bulk import VALUES, rows_with
from personas.library.schema import documents, findings, quotes, respondents
from personas.voices import Document

_ALONE = ("review", "post", "ticket")
"""Kinds of text whose author is counted only while one of their texts is."""


def add_findings(connection: Connection, found: Sequence[Finding]) -> None:
    """Write findings of people and documents that are written already."""
    if found:
        connection.execute(insert(findings), [finding.model_dump() for finding in found])


def list_findings(
    connection: Connection, *, source_id: str | None = None, chosen: Collection[str] = ()
) -> list[Finding]:
    """Findings by source, then rule; `chosen` are rules, or ids of findings, documents or respondents."""
    statement = select(findings).order_by(findings.c.source_id, findings.c.rule, findings.c.id)
    if source_id is not None:
        statement = statement.where(findings.c.source_id == source_id)
    if chosen:
        columns = (findings.c.rule, findings.c.id, findings.c.document_id, findings.c.respondent_id)
        statement = statement.where(or_(*(column.in_(list(chosen)) for column in columns)))
    return [Finding(**row._mapping) for row in connection.execute(statement)]


def set_excluded(connection: Connection, ids: Collection[str], *, excluded: bool) -> None:
    """Switch findings; what follows from it is for the caller to bring about."""
    for some in batches(sorted(ids), VALUES):
        connection.execute(update(findings).where(findings.c.id.in_(some)).values(excluded=excluded))


def left_out(connection: Connection, document_ids: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    """Document id -> the stretches of it that are left out now; the whole text where a finding is about all of it."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    for some in batches(sorted(document_ids), VALUES):
        among = findings.c.document_id.in_(some) & findings.c.excluded
        rows = connection.execute(select(findings.c.document_id, findings.c.start, findings.c.end).where(among))
        for document_id, start, end in rows:
            stretches.setdefault(document_id, []).append((start, end or 1 << 40))
    return stretches


def documents_of(
    connection: Connection, *, ids: Collection[str] = (), people: Collection[str] = ()
) -> Iterator[Document]:
    """Documents by their ids or by their respondents."""
    for column, wanted in ((documents.c.id, ids), (documents.c.respondent_id, people)):
        for row in rows_with(connection, column, sorted(wanted)):
            yield Document(**row._mapping)


def remove_quotes(connection: Connection, document_ids: Collection[str]) -> None:
    """Take the quotes of documents out: they can be cut again from the documents, which stay."""
    for some in batches(sorted(document_ids), VALUES):
        connection.execute(delete(quotes).where(quotes.c.document_id.in_(some)))


def attributes_of(connection: Connection, respondent_id: str) -> dict[str, Any]:
    """What is known of a respondent."""
    row = connection.execute(select(respondents.c.attributes).where(respondents.c.id == respondent_id)).one()
    return dict(row.attributes)


def set_attributes(connection: Connection, respondent_id: str, attributes: dict[str, Any]) -> None:
    """Write what is known of a respondent."""
    connection.execute(update(respondents).where(respondents.c.id == respondent_id).values(attributes=attributes))


def mark_respondents(connection: Connection, source_id: str) -> None:
    """Say of a source's respondents who is counted.

    Nobody who answered too fast; and who wrote reviews, posts or tickets only while something of it is not left out.
    """
    theirs = findings.c.respondent_id == respondents.c.id
    hurried = exists(select(findings.c.id).where(theirs, findings.c.excluded, findings.c.rule == "too_fast"))
    touched = exists(select(findings.c.id).where(theirs, findings.c.excluded, findings.c.end == 0))
    alone = exists(
        select(documents.c.id).where(documents.c.respondent_id == respondents.c.id, documents.c.kind.in_(_ALONE))
    )
    spoken = exists(
        select(quotes.c.id)
        .join(documents, documents.c.id == quotes.c.document_id)
        .where(documents.c.respondent_id == respondents.c.id)
    )
    out = or_(hurried, and_(touched, alone, ~spoken))
    here = respondents.c.source_id == source_id
    connection.execute(update(respondents).where(here, out).values(excluded=True))
    connection.execute(update(respondents).where(here, respondents.c.excluded, ~out).values(excluded=False))
