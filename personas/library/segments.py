"""Definitions, segments, their voices, statistics and themes in the library."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from personas.errors import NotFound
from personas.evidence import Statistic, Theme
from personas.groundwork import Groundwork
from personas.library.meta import members_changed
from personas.library.schema import (
    INFERRED,
    definitions,
    groundwork,
    memberships,
    respondents,
    segments,
    statistics,
    themes,
)
from personas.segment import Definition, Method, Segment

if TYPE_CHECKING:
    import pandas as pd


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


def save_voices(connection: Connection, voices: "pd.DataFrame") -> None:
    """Write who belongs where: respondent_id, segment_id, basis ("customer" or "rule")."""
    columns = ("segment_id", "respondent_id", "basis")
    rows = [dict(zip(columns, row, strict=True)) for row in voices[list(columns)].itertuples(index=False, name=None)]
    members_changed(connection)
    if rows:
        connection.execute(insert(memberships), rows)


def save_inferred(
    connection: Connection, method: Method, placed: Mapping[str, str], errors: Mapping[str, float]
) -> None:
    """Replace whom a method's segments have by inference: respondent -> segment, and each segment's share of errors."""
    parts = select(segments.c.id).join(definitions).where(definitions.c.method == method)
    by_inference = memberships.c.basis == INFERRED
    connection.execute(delete(memberships).where(memberships.c.segment_id.in_(parts), by_inference))
    members_changed(connection)
    rows = [
        {"segment_id": segment_id, "respondent_id": respondent, "basis": INFERRED, "error": errors[segment_id]}
        for respondent, segment_id in placed.items()
    ]
    if rows:
        connection.execute(insert(memberships), rows)


def save_statistics(connection: Connection, figures: Iterable[Statistic]) -> None:
    """Write the segments' statistics, in order of worth saying."""
    rows = [
        {
            "id": s.id,
            "segment_id": s.segment_id,
            "metric": s.metric,
            "position": place,
            "body": s.model_dump(mode="json"),
        }
        for place, s in enumerate(figures)
    ]
    if rows:
        connection.execute(insert(statistics), rows)


def save_themes(connection: Connection, segment_id: str, found: Sequence[Theme]) -> None:
    """Replace a segment's themes."""
    connection.execute(delete(themes).where(themes.c.segment_id == segment_id))
    rows = [
        {"id": theme.id, "segment_id": segment_id, "position": place, "body": theme.model_dump(mode="json")}
        for place, theme in enumerate(found)
    ]
    if rows:
        connection.execute(insert(themes), rows)


def save_groundwork(connection: Connection, segment_id: str, laid: Groundwork) -> None:
    """Replace what is laid for the drafts of a segment."""
    connection.execute(delete(groundwork).where(groundwork.c.segment_id == segment_id))
    connection.execute(insert(groundwork).values(segment_id=segment_id, body=laid.model_dump(mode="json")))


def groundwork_of(connection: Connection, segment_id: str) -> Groundwork | None:
    """What is laid for the drafts of a segment; None when nothing is."""
    row = connection.execute(select(groundwork.c.body).where(groundwork.c.segment_id == segment_id)).one_or_none()
    return None if row is None else Groundwork.model_validate(row.body)


def forget_groundwork(connection: Connection) -> None:
    """Have every segment's voices read again for its next draft."""
    connection.execute(delete(groundwork))


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


def statistics_of(connection: Connection, segment_id: str) -> list[Statistic]:
    """A segment's statistics, the most worth saying first."""
    statement = select(statistics.c.body).where(statistics.c.segment_id == segment_id).order_by(statistics.c.position)
    return [Statistic.model_validate(row.body) for row in connection.execute(statement)]


def load_statistic(connection: Connection, statistic_id: str) -> Statistic:
    """A statistic by its id. Raises NotFound."""
    found = connection.execute(select(statistics.c.body).where(statistics.c.id == statistic_id)).first()
    if found is None:
        raise NotFound(
            f"There is no figure {statistic_id!r}. `verism segments show SEGMENT` lists them with their ids."
        )
    return Statistic.model_validate(found.body)


def themes_of(connection: Connection, segment_id: str) -> list[Theme]:
    """A segment's themes, the most prevalent first."""
    statement = select(themes.c.body).where(themes.c.segment_id == segment_id).order_by(themes.c.position)
    return [Theme.model_validate(row.body) for row in connection.execute(statement)]


def count_voices(connection: Connection, segment_id: str) -> int:
    """How many people are known to speak for a segment (a customer with several voices counts once)."""
    return _count_people(connection, segment_id, memberships.c.basis != INFERRED)


def count_inferred(connection: Connection, segment_id: str) -> int:
    """How many people were placed in a segment by inference; they enter no other count."""
    return _count_people(connection, segment_id, memberships.c.basis == INFERRED)


def known_members(connection: Connection, method: Method) -> dict[str, str]:
    """Respondent -> segment of a method, of those who are known to belong to it."""
    parts = select(segments.c.id).join(definitions).where(definitions.c.method == method)
    rows = select(memberships.c.respondent_id, memberships.c.segment_id).where(
        memberships.c.segment_id.in_(parts), memberships.c.basis != INFERRED
    )
    return {row.respondent_id: row.segment_id for row in connection.execute(rows)}


def people_of(connection: Connection, segment_id: str) -> Mapping[str, str]:
    """Person id -> how they belong to the segment."""
    statement = select(respondents.c.person_id, memberships.c.basis).join(
        memberships, memberships.c.respondent_id == respondents.c.id
    )
    rows = connection.execute(statement.where(memberships.c.segment_id == segment_id))
    return {row.person_id: row.basis for row in rows}


def _count_people(connection: Connection, segment_id: str, belonging: ColumnElement[bool]) -> int:
    people = select(func.count(respondents.c.person_id.distinct())).join(
        memberships, memberships.c.respondent_id == respondents.c.id
    )
    return int(connection.execute(people.where(memberships.c.segment_id == segment_id, belonging)).scalar_one())


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
