"""Stored statistics, themes and groundwork of segments."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select

from personas.errors import NotFound
from personas.evidence import Statistic, Theme
from personas.groundwork import Groundwork
from personas.library.schema import groundwork, statistics, themes


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


def save_themes(connection: Connection, segment_id: str, found: Sequence[Theme]) -> None:
    """Replace a segment's themes."""
    connection.execute(delete(themes).where(themes.c.segment_id == segment_id))
    rows = [
        {"id": theme.id, "segment_id": segment_id, "position": place, "body": theme.model_dump(mode="json")}
        for place, theme in enumerate(found)
    ]
    if rows:
        connection.execute(insert(themes), rows)


def themes_of(connection: Connection, segment_id: str) -> list[Theme]:
    """A segment's themes, the most prevalent first."""
    statement = select(themes.c.body).where(themes.c.segment_id == segment_id).order_by(themes.c.position)
    return [Theme.model_validate(row.body) for row in connection.execute(statement)]


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
