"""Ingested files."""

from sqlalchemy import Connection, delete, insert, select, update

from personas.errors import NotFound
from personas.library.schema import documents, sources
from personas.sources import Source


def add_source(connection: Connection, source: Source) -> None:
    """Write a source's row; its evidence follows by `add_voices`."""
    connection.execute(insert(sources).values(source.model_dump(mode="python")))


def set_report(connection: Connection, source: Source) -> None:
    """Write a source's report over what it was."""
    report = source.report.model_dump(mode="json")
    connection.execute(update(sources).where(sources.c.id == source.id).values(report=report))


def list_sources(connection: Connection) -> list[Source]:
    """All sources, the oldest first."""
    rows = connection.execute(select(sources).order_by(sources.c.ingested_at, sources.c.id))
    return [Source(**row._mapping) for row in rows]


def load_source(connection: Connection, source_id: str) -> Source:
    """One source by id. Raises NotFound."""
    row = connection.execute(select(sources).where(sources.c.id == source_id)).one_or_none()
    if row is None:
        raise NotFound(f"There is no source {source_id!r}. `verism sources list` shows them.")
    return Source(**row._mapping)


def has_source(connection: Connection, sha256: str) -> bool:
    """Whether a file of these bytes was taken in before."""
    return connection.execute(select(sources.c.id).where(sources.c.sha256 == sha256)).first() is not None


def remove_source(connection: Connection, source_id: str) -> None:
    """Remove a source and everything cut from it. Raises NotFound."""
    load_source(connection, source_id)
    connection.execute(delete(sources).where(sources.c.id == source_id))


def interview_names(connection: Connection) -> dict[str, str]:
    """Source id -> file name, of the sources that hold interviews."""
    held = select(documents.c.source_id).where(documents.c.kind == "interview")
    rows = connection.execute(select(sources.c.id, sources.c.name).where(sources.c.id.in_(held)))
    return {row.id: row.name for row in rows}
