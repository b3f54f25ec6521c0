"""Published personas: immutable snapshots, their versions, and their recorded uses."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from personas.base import Record
from personas.errors import NotFound
from personas.library.schema import personas, publications, uses

if TYPE_CHECKING:
    import pandas as pd

Purpose = Literal["campaign", "product", "brief", "decision"]


class Publication(Record):
    """A published version of a persona: what the readers see, frozen."""

    id: str
    persona_id: str
    draft_id: str
    version: int
    published_at: datetime
    published_by: str
    approved_by: str
    supersedes: str | None
    next_review: datetime
    status: Literal["published", "superseded", "retired"]
    body: dict[str, Any]
    """The public JSON of the draft, accepted claims only."""


class PersonaSummary(Record):
    """A persona in the list of the library."""

    id: str
    name: str
    segment_id: str
    status: str
    version: int
    published_at: datetime
    next_review: datetime


def add_publication(
    connection: Connection,
    *,
    draft_id: str,
    name: str,
    segment_id: str,
    by: str,
    approved_by: str,
    next_review: datetime,
    body: dict[str, Any],
) -> Publication:
    """Publish a snapshot: a new version of the segment's persona, superseding the one in force."""
    persona_id = _persona_of(connection, segment_id, name)
    former = _newest(connection, persona_id)
    if former is not None:
        same = publications.c.id == former.id
        connection.execute(
            update(publications).where(same, publications.c.status == "published").values(status="superseded")
        )
    version = (former.version if former else 0) + 1
    published = Publication(
        id=f"{persona_id}.{version}", persona_id=persona_id, draft_id=draft_id, version=version,
        published_at=datetime.now(UTC), published_by=by, approved_by=approved_by,
        supersedes=former.id if former else None, next_review=next_review, status="published", body=body,
    )  # fmt: skip
    connection.execute(insert(publications).values(published.model_dump()))
    connection.execute(update(personas).where(personas.c.id == persona_id).values(status="published", name=name))
    return published


def load_publication(connection: Connection, persona_id: str, version: int | None = None) -> Publication:
    """A persona's publication by the persona's id or name: the newest, or the one of that version. Raises NotFound."""
    wanted = select(personas.c.id).where(
        (personas.c.id == persona_id) | (func.lower(personas.c.name) == persona_id.lower())
    )
    exact_first = (personas.c.id != persona_id, personas.c.number)
    row = connection.execute(wanted.order_by(*exact_first)).first()
    found = _newest(connection, row.id, version) if row else None
    if found is None:
        raise NotFound(f"There is no published persona {persona_id!r}. `verism personas list` shows them.")
    return found


def list_personas(connection: Connection) -> list[PersonaSummary]:
    """Every persona that was ever published, with its newest version."""
    rows = connection.execute(select(personas).order_by(personas.c.number)).all()
    newest = [(row, _newest(connection, row.id)) for row in rows]
    return [_summary(row, publication) for row, publication in newest if publication is not None]


def list_publications(connection: Connection, persona_id: str) -> list[Publication]:
    """A persona's publications, the oldest first."""
    statement = select(publications).where(publications.c.persona_id == persona_id).order_by(publications.c.version)
    return [Publication(**row._mapping) for row in connection.execute(statement)]


def set_status(connection: Connection, publication: Publication, status: Literal["superseded", "retired"]) -> None:
    """Take a publication out of force."""
    connection.execute(update(publications).where(publications.c.id == publication.id).values(status=status))
    connection.execute(update(personas).where(personas.c.id == publication.persona_id).values(status=status))


def add_use(connection: Connection, persona_id: str, *, actor: str, purpose: Purpose, team: str, note: str) -> None:
    """Record that a persona was used."""
    row = {"persona_id": persona_id, "at": datetime.now(UTC), "actor": actor}
    connection.execute(insert(uses).values(**row, purpose=purpose, team=team, note=note))


def load_uses(connection: Connection) -> "pd.DataFrame":
    """One row a recorded use: persona_id, at, actor, purpose, team, note."""
    import pandas as pd

    columns = ["persona_id", "at", "actor", "purpose", "team", "note"]
    rows = connection.execute(select(*[uses.c[name] for name in columns]).order_by(uses.c.number)).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=columns)


def _persona_of(connection: Connection, segment_id: str, name: str) -> str:
    row = connection.execute(select(personas.c.id).where(personas.c.segment_id == segment_id)).first()
    if row is not None:
        return str(row.id)
    number = (connection.execute(select(func.max(personas.c.number))).scalar_one() or 0) + 1
    fields = {"id": f"p-{number}", "number": number, "name": name, "segment_id": segment_id, "status": "published"}
    connection.execute(insert(personas).values(fields))
    return f"p-{number}"


def _newest(connection: Connection, persona_id: str, version: int | None = None) -> Publication | None:
    statement = select(publications).where(publications.c.persona_id == persona_id)
    if version is not None:
        statement = statement.where(publications.c.version == version)
    row = connection.execute(statement.order_by(publications.c.version.desc())).first()
    return Publication(**row._mapping) if row is not None else None


def _summary(row: Row[Any], publication: Publication) -> PersonaSummary:
    return PersonaSummary(
        id=row.id,
        name=row.name,
        segment_id=row.segment_id,
        status=row.status,
        version=publication.version,
        published_at=publication.published_at,
        next_review=publication.next_review,
    )
