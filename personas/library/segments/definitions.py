"""Stored segment definitions and the segments that they give."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from personas.errors import NotFound
from personas.library.schema import definitions, groundwork, memberships, segments, statistics, themes
from personas.segment import Definition, Method, Segment


def next_version(connection: Connection, method: Method, definition_hash: str) -> int:
    """The version that a definition has or would get: the same hash keeps its version."""
    rows = connection.execute(select(definitions.c.version, definitions.c.hash).where(definitions.c.method == method))
    versions = {row.hash: row.version for row in rows}
    version: int = versions.get(definition_hash, max(versions.values(), default=0) + 1)
    return version


def save_segmentation(connection: Connection, definition: Definition, parts: Sequence[Segment]) -> list[Segment]:
    """Make these the current segments of their method; each keeps the id that its key had before.

    Voices, statistics and themes of the method's former state are removed: they are to be saved again.
    """
    version = next_version(connection, definition.method, definition.hash)
    _write_definition(connection, definition.model_copy(update={"version": version}))
    known = _ids_by_key(connection, definition.method)
    number = int(connection.execute(select(func.count()).select_from(segments)).scalar_one())
    saved = []
    for part in parts:
        if part.key not in known:
            number += 1
            known[part.key] = f"g-{number}"
        update_ = {"id": known[part.key], "definition_version": version, "method": definition.method}
        saved.append(part.model_copy(update=update_))
    _replace_segments(connection, f"{definition.method}-{version}", saved)
    return saved


def current_definitions(connection: Connection) -> list[Definition]:
    """The definition in force for each method that was built."""
    rows = connection.execute(select(definitions).where(definitions.c.current).order_by(definitions.c.built_at))
    return [Definition(method=r.method, version=r.version, params=r.params, hash=r.hash) for r in rows]


def list_segments(connection: Connection, method: str | None = None) -> list[Segment]:
    """The current segments, the latest built method's last."""
    statement = select(segments.c.body).join(definitions).where(segments.c.current)
    if method is not None:
        statement = statement.where(definitions.c.method == method)
    rows = connection.execute(statement.order_by(definitions.c.built_at, segments.c.position))
    return [Segment.model_validate(row.body) for row in rows]


def load_segment(connection: Connection, name_or_id: str) -> Segment:
    """A current segment by id or by name (case does not matter). Raises NotFound naming those that exist."""
    parts = list_segments(connection)
    wanted = name_or_id.strip().casefold()
    for part in parts:
        if wanted in (part.id.casefold(), part.name.casefold()):
            return part
    known = ", ".join(f"{part.id} ({part.name})" for part in parts) or "none yet: run `verism segments build`"
    raise NotFound(f"There is no segment {name_or_id!r}. Segments: {known}.")


def _write_definition(connection: Connection, definition: Definition) -> None:
    same_method = definitions.c.method == definition.method
    connection.execute(update(definitions).where(same_method).values(current=False))
    now, key = datetime.now(UTC), f"{definition.method}-{definition.version}"
    changed = connection.execute(update(definitions).where(definitions.c.id == key).values(current=True, built_at=now))
    if changed.rowcount == 0:
        row = {**definition.model_dump(), "id": key, "built_at": now, "current": True}
        connection.execute(insert(definitions).values(row))


def _ids_by_key(connection: Connection, method: Method) -> dict[str, str]:
    statement = select(segments.c.key, segments.c.id).join(definitions).where(definitions.c.method == method)
    return {row.key: row.id for row in connection.execute(statement)}


def _replace_segments(connection: Connection, definition_id: str, parts: Sequence[Segment]) -> None:
    method_of_others = select(definitions.c.id).where(definitions.c.method == definition_id.rpartition("-")[0])
    old = select(segments.c.id).where(segments.c.definition_id.in_(method_of_others))
    for table in (memberships, statistics, themes, groundwork):
        connection.execute(delete(table).where(table.c.segment_id.in_(old)))
    connection.execute(update(segments).where(segments.c.definition_id.in_(method_of_others)).values(current=False))
    for position, part in enumerate(parts):
        connection.execute(delete(segments).where(segments.c.id == part.id))
        row = {"id": part.id, "definition_id": definition_id, "key": part.key, "position": position, "current": True}
        connection.execute(insert(segments).values(**row, body=part.model_dump(mode="json")))
