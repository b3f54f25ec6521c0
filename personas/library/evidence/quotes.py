"""Stored quotes, each with its document and its speaker's segment."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, select

from personas.batches import batches
from personas.evidence import Cut, Quote
from personas.library.bulk import VALUES, insert_all
from personas.library.schema import INFERRED, documents, memberships, quotes, respondents, sources

Voices = Literal["known", "inferred", "all"]
_AT_ONCE = 5_000
"""Rows that a stream holds."""


def add_quotes(connection: Connection, spans: Iterable[Cut | Quote]) -> None:
    """Write quotes cut from documents that are written already."""
    insert_all(connection, quotes, ({name: getattr(quote, name) for name in Cut._fields} for quote in spans))


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
    for row in connection.execute(statement, execution_options={"yield_per": _AT_ONCE}):
        yield _quote(row, segment_id)


def iterate_words(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Quote id, person id and text of every quote, streamed: what an index is made from."""
    said = select(quotes.c.id, respondents.c.person_id, quotes.c.text)
    joined = said.join(documents, documents.c.id == quotes.c.document_id)
    rows = joined.join(respondents, respondents.c.id == documents.c.respondent_id).order_by(quotes.c.id)
    for row in connection.execute(rows, execution_options={"yield_per": _AT_ONCE}):
        yield row[0], row[1], row[2]


def quotes_by_id(connection: Connection, ids: Iterable[str], *, segment_id: str | None = None) -> dict[str, Quote]:
    """The quotes of these ids; with a segment, each says how its speaker belongs to it ("none" when it does not)."""
    wanted, found = list(ids), {}
    for some in batches(wanted, VALUES):
        statement = _selection().where(quotes.c.id.in_(some))
        if segment_id is not None:
            statement = statement.add_columns(memberships.c.basis, memberships.c.error).outerjoin(
                memberships,
                (memberships.c.respondent_id == respondents.c.id) & (memberships.c.segment_id == segment_id),
            )
        found.update({row.id: _quote(row, segment_id) for row in connection.execute(statement)})
    return {quote_id: found[quote_id] for quote_id in wanted if quote_id in found}


def quotes_outside(connection: Connection, segment_id: str, limit: int) -> list[Quote]:
    """Up to `limit` quotes of people who do not speak for a segment, in the order of their ids: an even sample."""
    members = select(memberships.c.respondent_id).where(memberships.c.segment_id == segment_id)
    statement = _selection().where(respondents.c.id.not_in(members)).order_by(quotes.c.id).limit(limit)
    return [_quote(row, None) for row in connection.execute(statement)]


def some_quotes(connection: Connection, limit: int) -> list[Quote]:
    """Up to `limit` quotes of everybody, in the order of their ids: an even sample."""
    return [_quote(row, None) for row in connection.execute(_selection().order_by(quotes.c.id).limit(limit))]


def quote_ids_by(connection: Connection, people: Iterable[str]) -> list[str]:
    """The ids of all quotes of some people, by the ids under which they are counted."""
    said = select(quotes.c.id).join(documents, documents.c.id == quotes.c.document_id)
    theirs = said.join(respondents, respondents.c.id == documents.c.respondent_id)
    found: list[str] = []
    for some in batches(people, VALUES):
        found += connection.execute(theirs.where(respondents.c.person_id.in_(some))).scalars()
    return found


def quote_ids_from(connection: Connection, source_ids: Collection[str]) -> list[str]:
    """The ids of all quotes of some sources, in the order in which they were said."""
    said = select(quotes.c.id).join(documents, documents.c.id == quotes.c.document_id)
    found = said.where(documents.c.source_id.in_(source_ids)).order_by(documents.c.id, quotes.c.start)
    return list(connection.execute(found).scalars())


def quote_ids_in(connection: Connection, segment_id: str) -> list[str]:
    """The ids of all quotes of the people of a segment, those placed in it by inference among them."""
    said = select(quotes.c.id).join(documents, documents.c.id == quotes.c.document_id)
    theirs = said.join(memberships, memberships.c.respondent_id == documents.c.respondent_id)
    return list(connection.execute(theirs.where(memberships.c.segment_id == segment_id)).scalars())


def quote_ids_of(connection: Connection, document_ids: Iterable[str]) -> list[str]:
    """The ids of all quotes of some documents."""
    found = []
    for some in batches(sorted(set(document_ids)), VALUES):
        statement = select(quotes.c.id).where(quotes.c.document_id.in_(some))
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
