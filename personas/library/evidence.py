"""Sources, respondents, documents and quotes in the library."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Row, Select, Table, delete, func, insert, select, update

from personas.errors import NotFound
from personas.evidence import Cut, Quote
from personas.ids import content_id
from personas.library.schema import INFERRED, documents, memberships, quotes, respondents, sources
from personas.sources import Source
from personas.voices import Document, Respondent

if TYPE_CHECKING:
    import pandas as pd

Voices = Literal["known", "inferred", "all"]
_CHUNK = 5_000
_KEYS = ("customer_id", "order_id", "email_sha256")
"""By what a respondent's customer is found."""


def add_source(connection: Connection, source: Source) -> None:
    """Write a source's row; its evidence follows by `add_voices`."""
    connection.execute(insert(sources).values(source.model_dump(mode="python")))


def add_voices(
    connection: Connection, people: Iterable[Respondent], texts: Iterable[Document], spans: Iterable[Cut | Quote]
) -> None:
    """Write respondents, their documents and the quotes cut from them. All belong to a source already written."""
    _insert(connection, respondents, ({**person.model_dump(), "person_id": person_id(person)} for person in people))
    _insert(connection, documents, (text.model_dump() for text in texts))
    add_quotes(connection, spans)


def set_report(connection: Connection, source: Source) -> None:
    """Write a source's report over what it was."""
    report = source.report.model_dump(mode="json")
    connection.execute(update(sources).where(sources.c.id == source.id).values(report=report))


def complete_people(connection: Connection, people: Sequence[Respondent]) -> list[Respondent]:
    """Those of some people who are not written yet; of the others what was not known of them is written."""
    known = {row.id: row for row in _those(connection, respondents, [person.id for person in people])}
    for person in people:
        if person.id in known:
            row = known[person.id]
            values = {name: getattr(row, name) or getattr(person, name) for name in _KEYS}
            values["attributes"] = {**person.attributes, **row.attributes}
            if any(getattr(row, name) != value for name, value in values.items()):
                connection.execute(update(respondents).where(respondents.c.id == person.id).values(values))
    return [person for person in people if person.id not in known]


def unwritten(connection: Connection, texts: Sequence[Document]) -> list[Document]:
    """Those of some documents that are not written yet."""
    known = {row.id for row in _those(connection, documents, [text.id for text in texts])}
    return [text for text in texts if text.id not in known]


def person_id(respondent: Respondent) -> str:
    """The pseudonym under which a person's voices are counted: one for a customer across sources, else one a source."""
    return content_id("r", "customer", respondent.customer_id) if respondent.customer_id else respondent.id


def link_customers(connection: Connection, customers: Mapping[str, str]) -> None:
    """Record which customer each respondent is: respondent id -> customer id."""
    for respondent_id, customer_id in customers.items():
        person = content_id("r", "customer", customer_id)
        statement = update(respondents).where(respondents.c.id == respondent_id)
        connection.execute(statement.values(customer_id=customer_id, person_id=person))


def set_people(connection: Connection, people: Mapping[str, str]) -> None:
    """Record that respondents are people who were known before: respondent id -> person id."""
    for respondent_id, person in people.items():
        connection.execute(update(respondents).where(respondents.c.id == respondent_id).values(person_id=person))


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


def add_quotes(connection: Connection, spans: Iterable[Cut | Quote]) -> None:
    """Write quotes cut from documents that are written already."""
    _insert(connection, quotes, ({name: getattr(quote, name) for name in Cut._fields} for quote in spans))


def load_respondents(connection: Connection, *, counted: bool = False) -> "pd.DataFrame":
    """One row a respondent: respondent_id, person_id, source_id, customer_id, order_id, email_sha256, attributes.

    `counted` leaves out those of whom the cleaning rules left nothing in.
    """
    import pandas as pd

    columns = [respondents.c[name] for name in ("id", "person_id", "source_id", "customer_id", "order_id")]
    statement = select(*columns, respondents.c.email_sha256, respondents.c.attributes).order_by(respondents.c.id)
    if counted:
        statement = statement.where(~respondents.c.excluded)
    frame = pd.DataFrame(
        connection.execute(statement).mappings().all(), columns=[c.name for c in statement.selected_columns]
    )
    return frame.rename(columns={"id": "respondent_id"})


def load_document(connection: Connection, document_id: str) -> Document:
    """One document by id. Raises NotFound."""
    row = connection.execute(select(documents).where(documents.c.id == document_id)).one_or_none()
    if row is None:
        raise NotFound(f"There is no document {document_id!r}.")
    return Document(**row._mapping)


def load_texts(connection: Connection, document_ids: Collection[str]) -> dict[str, str]:
    """Document id -> its text, of those documents that are there."""
    found = select(documents.c.id, documents.c.text).where(documents.c.id.in_(document_ids))
    return {row.id: row.text for row in connection.execute(found)}


def load_documents(connection: Connection, document_ids: Collection[str]) -> dict[str, Document]:
    """Document id -> document, of those that are there."""
    wanted, found = sorted(document_ids), {}
    for start in range(0, len(wanted), 500):
        rows = connection.execute(select(documents).where(documents.c.id.in_(wanted[start : start + 500])))
        found.update({row.id: Document(**row._mapping) for row in rows})
    return found


def interview_names(connection: Connection) -> dict[str, str]:
    """Source id -> file name, of the sources that hold interviews."""
    held = select(documents.c.source_id).where(documents.c.kind == "interview")
    rows = connection.execute(select(sources.c.id, sources.c.name).where(sources.c.id.in_(held)))
    return {row.id: row.name for row in rows}


def quote_ids_from(connection: Connection, source_ids: Collection[str]) -> list[str]:
    """The ids of all quotes of some sources, in the order in which they were said."""
    said = select(quotes.c.id).join(documents, documents.c.id == quotes.c.document_id)
    found = said.where(documents.c.source_id.in_(source_ids)).order_by(documents.c.id, quotes.c.start)
    return list(connection.execute(found).scalars())


def count_quotes(connection: Connection) -> int:
    """How many quotes the library holds."""
    return connection.execute(select(func.count()).select_from(quotes)).scalar_one()


def iterate_quotes(
    connection: Connection, *, segment_id: str | None = None, voices: Voices = "known"
) -> Iterator[Quote]:
    """All quotes, or those of a segment's voices, in the order of their ids; streamed.

    A segment's `voices` are those known to belong to it, those placed in it by inference, or both.
    """
    statement = _selection().order_by(quotes.c.id)
    if segment_id is not None:
        statement = statement.add_columns(memberships.c.basis, memberships.c.error).join(
            memberships, memberships.c.respondent_id == respondents.c.id
        )
        statement = statement.where(memberships.c.segment_id == segment_id)
        if voices != "all":
            statement = statement.where((memberships.c.basis == INFERRED) == (voices == "inferred"))
    for row in connection.execute(statement, execution_options={"yield_per": _CHUNK}):
        yield _quote(row, segment_id)


def quotes_outside(connection: Connection, segment_id: str, limit: int) -> list[Quote]:
    """Up to `limit` quotes of people who do not speak for a segment, in the order of their ids: an even sample."""
    members = select(memberships.c.respondent_id).where(memberships.c.segment_id == segment_id)
    statement = _selection().where(respondents.c.id.not_in(members)).order_by(quotes.c.id).limit(limit)
    return [_quote(row, None) for row in connection.execute(statement)]


def iterate_words(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Quote id, person id and text of every quote, streamed: what an index is made from."""
    said = select(quotes.c.id, respondents.c.person_id, quotes.c.text)
    joined = said.join(documents, documents.c.id == quotes.c.document_id)
    rows = joined.join(respondents, respondents.c.id == documents.c.respondent_id).order_by(quotes.c.id)
    for row in connection.execute(rows, execution_options={"yield_per": _CHUNK}):
        yield row[0], row[1], row[2]


def quotes_by_id(connection: Connection, ids: Iterable[str], *, segment_id: str | None = None) -> dict[str, Quote]:
    """The quotes of these ids; with a segment, each says how its speaker belongs to it ("none" when it does not)."""
    wanted, found = list(ids), {}
    for start in range(0, len(wanted), 500):
        statement = _selection().where(quotes.c.id.in_(wanted[start : start + 500]))
        if segment_id is not None:
            statement = statement.add_columns(memberships.c.basis, memberships.c.error).outerjoin(
                memberships,
                (memberships.c.respondent_id == respondents.c.id) & (memberships.c.segment_id == segment_id),
            )
        found.update({row.id: _quote(row, segment_id) for row in connection.execute(statement)})
    return {quote_id: found[quote_id] for quote_id in wanted if quote_id in found}


def quote_ids_in(connection: Connection, segment_id: str) -> list[str]:
    """The ids of all quotes of the people of a segment, those placed in it by inference among them."""
    said = select(quotes.c.id).join(documents, documents.c.id == quotes.c.document_id)
    theirs = said.join(memberships, memberships.c.respondent_id == documents.c.respondent_id)
    return list(connection.execute(theirs.where(memberships.c.segment_id == segment_id)).scalars())


def quote_ids_of(connection: Connection, document_ids: Iterable[str]) -> list[str]:
    """The ids of all quotes of some documents."""
    wanted, found = sorted(set(document_ids)), []
    for start in range(0, len(wanted), 500):
        statement = select(quotes.c.id).where(quotes.c.document_id.in_(wanted[start : start + 500]))
        found += [str(row.id) for row in connection.execute(statement.order_by(quotes.c.id))]
    return found


def _selection() -> Select[Any]:
    return (
        select(
            quotes,
            documents.c.source_id,
            documents.c.kind,
            documents.c.date,
            documents.c.language,
            documents.c.rating,
            documents.c.attributes.label("text_attributes"),
            respondents.c.person_id,
            respondents.c.attributes.label("person_attributes"),
            sources.c.name.label("source"),
        )
        .join(documents, documents.c.id == quotes.c.document_id)
        .join(respondents, respondents.c.id == documents.c.respondent_id)
        .join(sources, sources.c.id == documents.c.source_id)
    )


def _quote(row: Row[Any], segment_id: str | None) -> Quote:
    """A row as a quote; what the library holds was validated when it came in."""
    basis = row._mapping.get("basis") if segment_id is not None else None
    return Quote.model_construct(
        type="quote",
        id=row.id,
        source_id=row.source_id,
        document_id=row.document_id,
        start=row.start,
        end=row.end,
        text=row.text,
        speaker=row.speaker,
        respondent_id=row.person_id,
        date=row.date,
        language=row.language,
        kind=row.kind,
        rating=row.rating,
        attributes={**row.person_attributes, **row.text_attributes},
        source=row.source,
        segment_id=segment_id if basis else None,
        membership=basis or "none",
        membership_error=row._mapping.get("error") if basis else None,
    )


def _those(connection: Connection, table: Table, ids: Sequence[str]) -> Iterator[Row[Any]]:
    for start in range(0, len(ids), 500):
        yield from connection.execute(select(table).where(table.c.id.in_(ids[start : start + 500])))


def _insert(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _CHUNK:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
