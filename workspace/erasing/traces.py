"""What there is of a person: in the library, in tables and in copies."""

from sqlalchemy import select

from personas.base import Record
from personas.forgetting import Forgotten
from personas.library.schema import documents, quotes, respondents, sources
from segments.tables import source_of
from workspace.erasing import copies
from workspace.erasing.person import Person, address_key
from workspace.workspace import Workspace


class Erased(Record):
    """What was removed, or would be, and what is to be looked at again."""

    respondents: int = 0
    documents: int = 0
    quotes: int = 0
    rows: dict[str, int] = {}
    """Kind of table -> rows."""
    files: tuple[str, ...] = ()
    """Copies in the workspace: exports, raw files, unfinished drafting."""
    drafts: tuple[str, ...] = ()
    """They cited the person: the claims concerned are undecided again."""
    publications: tuple[str, ...] = ()
    """They cited the person: due for review now."""


def counted(workspace: Workspace, person: Person, who: Forgotten) -> Erased:
    """What there is of a person, before any of it is removed."""
    with workspace.library.read() as connection:
        theirs = documents.c.respondent_id.in_(person.respondents)
        papers = connection.execute(select(documents.c.id).where(theirs)).all()
        said = connection.execute(select(quotes.c.id).join(documents).where(theirs)).all()
        of_voices = select(respondents.c.source_id).where(respondents.c.id.in_(person.respondents))
        files = workspace.tables.with_any(keys_of(person))
        among = {*(row.source_id for row in connection.execute(of_voices)), *(source_of(path) for path in files)}
        digests = {row.sha256 for row in connection.execute(select(sources.c.sha256).where(sources.c.id.in_(among)))}
    rows: dict[str, int] = {}
    for path, count in files.items():
        rows[path.parent.name] = rows.get(path.parent.name, 0) + count
    copied = copies.copies_of(workspace, who, digests)
    return Erased(
        respondents=len(person.respondents),
        documents=len(papers),
        quotes=len(said),
        rows=rows,
        files=tuple(str(path.relative_to(workspace.folder)) for path in copied),
    )


def keys_of(person: Person) -> dict[str, tuple[str, ...]]:
    """The columns of tables by which a person's rows are found."""
    return {
        "customer_id": (*person.customers, *map(address_key, person.addresses)),
        "respondent_id": person.respondents,
        "email_sha256": person.addresses,
    }
