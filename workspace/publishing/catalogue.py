"""Searching the library of published personas by words, status and review date."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from personas.base import Record
from personas.library import publications as shelf
from personas.library.publications import PersonaSummary, Publication
from personas.normalising import comparable
from personas.segment import Segment
from workspace.roles import permitted
from workspace.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


class Use(Record):
    """One recorded use of a persona."""

    at: datetime
    actor: str
    purpose: str
    team: str
    note: str


class Entry(Record):
    """A persona in the library."""

    summary: PersonaSummary
    essence: str
    segment_name: str
    members: int
    claims: int
    journey: bool
    uses: tuple[Use, ...]
    """The newest first."""

    @property
    def overdue(self) -> bool:
        """Whether the day on which it was to be looked at again has passed."""
        return self.summary.status == "published" and self.summary.next_review < datetime.now(UTC)


@permitted("read")
def entries(
    workspace: Workspace, *, words: str = "", status: str | None = None, due: bool = False, used_for: str | None = None
) -> list[Entry]:
    """The personas that were ever published, in the order of their ids.

    `words` must all stand in the name, the segment or what was published; `status` is "published" or "retired";
    `due` keeps those that are overdue for review; `used_for` those with a use of that purpose.
    """
    wanted = comparable(words).casefold().split()
    found = []
    with workspace.library.read() as connection:
        uses = shelf.load_uses(connection)
        for summary in shelf.list_personas(connection):
            publication = shelf.load_publication(connection, summary.id)
            entry = _entry(summary, publication.body, _uses(uses, summary.id))
            if all(word in _text(publication) for word in wanted) and _fits(entry, status, due, used_for):
                found.append(entry)
    return found


@permitted("read")
def versions(workspace: Workspace, persona_id: str) -> list[Publication]:
    """Every version of a persona, the newest first. Raises NotFound."""
    with workspace.library.read() as connection:
        newest = shelf.load_publication(connection, persona_id)
        return shelf.list_publications(connection, newest.persona_id)[::-1]


@permitted("look")
def published_for(workspace: Workspace, segment: Segment) -> Publication | None:
    """The newest publication of the segment's persona: its name and its place stay from version to version."""
    with workspace.library.read() as connection:
        known = next((one for one in shelf.list_personas(connection) if one.segment_id == segment.id), None)
        return shelf.load_publication(connection, known.id) if known else None


@permitted("read")
def uses_of(workspace: Workspace, persona_id: str) -> tuple[Use, ...]:
    """What a persona was used for, the newest first. Raises NotFound."""
    with workspace.library.read() as connection:
        return _uses(shelf.load_uses(connection), shelf.load_publication(connection, persona_id).persona_id)


def _fits(entry: Entry, status: str | None, due: bool, used_for: str | None) -> bool:
    return (
        (status is None or entry.summary.status == status)
        and (not due or entry.overdue)
        and (used_for is None or any(use.purpose == used_for for use in entry.uses))
    )


def _entry(summary: PersonaSummary, body: dict[str, Any], uses: tuple[Use, ...]) -> Entry:
    texts = {claim["id"]: claim["text"] for claim in body["claims"]}
    first = body["persona"]["essence"] or next(iter(body["persona"]["narrative"]), "")
    segment = body["segment"]
    return Entry(
        summary=summary,
        essence=texts.get(first, ""),
        segment_name=segment["name"],
        members=segment["n"],
        claims=len(texts),
        journey=body["journey"] is not None,
        uses=uses,
    )


def _text(publication: Publication) -> str:
    body = publication.body
    said: Iterable[str] = (claim["text"] for claim in body["claims"])
    parts = (publication.persona_id, body["persona"]["name"], body["segment"]["name"], body["segment"]["rule"], *said)
    return comparable(" ".join(parts)).casefold()


def _uses(uses: "pd.DataFrame", persona_id: str) -> tuple[Use, ...]:
    rows = uses[uses["persona_id"] == persona_id].to_dict("records")[::-1]
    return tuple(Use(**{str(name): row[name] for name in row if name != "persona_id"}) for row in rows)
