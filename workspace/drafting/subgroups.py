"""A subgroup of a segment's people, by language or by region."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from personas.base import Record
from personas.evidence import Quote
from personas.library import evidence as voices
from personas.library.publications import load_publication
from personas.segment import Segment
from segments.features import resolve
from segments.tables import plain
from segments.tables.fetching import to_frame
from workspace import segmenting
from workspace.roles import permitted
from workspace.workspace import Workspace

_PLACES = ("region", "country", "county", "state", "province", "city", "town", "location")
"""Attributes that say where somebody lives or buys."""


class Subgroup(Record):
    """Which of a segment's people: those heard in a language, or of whom something is known."""

    language: str = ""
    """Two letters, such as `de`."""
    attribute: tuple[str, str] | None = None
    """A name and a value, such as `region`, `Scotland`."""

    @property
    def words(self) -> str:
        """For a reader: "region: Scotland"."""
        parts = [f"language: {self.language}"] if self.language else []
        return ", ".join([*parts, ": ".join(self.attribute)] if self.attribute else parts)


class Choice(Record):
    """Some people for whom a journey could be asked, and how many of them are heard."""

    subgroup: Subgroup
    people: int


class _Known(NamedTuple):
    """What is known of one person who is heard."""

    person: str
    name: str
    value: str


@permitted("look")
def choices(workspace: Workspace, subject: str) -> list[Choice]:
    """The languages and regions of a segment's or a persona's people, the most heard first. Raises NotFound.

    A region is what somebody said, or what the customer table knows of them, whatever the case.
    """
    quotes = quotes_of(workspace, segment_of(workspace, subject))
    spelt: dict[tuple[str, str], Subgroup] = {}
    people: dict[Subgroup, set[str]] = defaultdict(set)
    for quote in quotes:
        people[Subgroup(language=quote.language)].add(quote.respondent_id)
    for known in (*_said(quotes), *_of_customers(workspace, {quote.respondent_id for quote in quotes})):
        here = Subgroup(attribute=(known.name, known.value))
        people[spelt.setdefault((plain(known.name), known.value.casefold()), here)].add(known.person)
    found = [Choice(subgroup=subgroup, people=len(heard)) for subgroup, heard in people.items()]
    return sorted(found, key=lambda one: (-one.people, one.subgroup.words))


@permitted("look")
def segment_of(workspace: Workspace, subject: str) -> Segment:
    """The segment of that id or name, or that of a persona. Raises NotFound."""
    if subject.startswith("p-"):
        with workspace.library.read() as connection:
            subject = str(load_publication(connection, subject).body["segment"]["id"])
    return segmenting.segment(workspace, subject)


@permitted("look")
def quotes_of(workspace: Workspace, segment: Segment) -> list[Quote]:
    """Everything that a segment's people said."""
    with workspace.library.read() as connection:
        return list(voices.iterate_quotes(connection, segment_id=segment.id))


def _said(quotes: Sequence[Quote]) -> Iterator[_Known]:
    for quote in quotes:
        for name, value in quote.attributes.items():
            if plain(name) in _PLACES and str(value).strip():
                yield _Known(quote.respondent_id, name, str(value).strip())


def _of_customers(workspace: Workspace, people: set[str]) -> Iterator[_Known]:
    """Where the customer table says that these people live, for those whose customer is known."""
    table = workspace.tables.read("customers")
    places = [name for name in table.columns if plain(name) in _PLACES] if table is not None else []
    if not places:
        return
    frame = segmenting.voices_frame(workspace).dropna(subset=["customer_id"])
    theirs = frame[frame["person_id"].isin(people)]
    resolved = resolve(table, table)
    wanted = resolved.filter(resolved.customer_id.isin(sorted(set(theirs["customer_id"]))))
    rows = to_frame(wanted.select("customer_id", *places)).merge(theirs[["customer_id", "person_id"]], on="customer_id")
    for row in rows.to_dict("records"):
        for name in places:
            if isinstance(row[name], str) and row[name].strip():
                yield _Known(str(row["person_id"]), name, row[name].strip())
