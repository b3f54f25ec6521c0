"""Reading reviews: one document each, title first; facts of writer and product as attributes."""

import re
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from personas.evidence import Attribute
from retrieval.readers.cleaning import is_nil, is_unanswered
from retrieval.readers.collecting import Collector, Person
from retrieval.readers.formats import Part, Request, VoiceExtract
from retrieval.readers.in_parts import Seen, parts_of
from retrieval.readers.naming import attribute_names, attribute_value
from retrieval.readers.ratings import Scale, scale_of
from retrieval.readers.review_columns import as_given, dated, facts_among, with_customer
from retrieval.readers.review_layouts import ReviewColumns
from retrieval.readers.tables import read_table
from segments.tables import email_sha256
from segments.tables.values.date_styles import stands_month_first
from segments.tables.values.moments import to_days

_OF_PERSON = re.compile(
    r"^(?:age|age_.*|gender|sex|country|region|city|customer_.*|reviewer_.*|member_.*|user_.*|location)$"
)


def review_reader(columns_of: Callable[[list[str]], ReviewColumns]) -> "ReviewReader":
    """A reader of tables of reviews with these columns."""
    return ReviewReader(columns_of)


class ReviewReader:
    """Reads a table of reviews, whole or part by part."""

    def __init__(self, columns_of: Callable[[list[str]], ReviewColumns]) -> None:
        self._columns_of = columns_of

    def __call__(self, request: Request) -> VoiceExtract:
        """All of it. Raises BadInput when no review with words is in it."""
        table = read_table(request.path, request.sample)
        empty = f"{request.sample.name!r} holds no review with words in it."
        return _Reading(request, table.frame, self._columns_of).part(table.frame, table.dropped, empty=empty)

    def parts(self, request: Request, *, after: int = 0) -> Iterator[Part]:
        """One part after the other, without the first `after`; what the columns hold is told by the first part."""
        return parts_of(request, lambda first: _Reading(request, first, self._columns_of), after=after)


class _Reading:
    """One table while it is read: what its columns hold, and what is remembered of the rows so far."""

    def __init__(self, request: Request, frame: pd.DataFrame, columns_of: Callable[[list[str]], ReviewColumns]) -> None:
        self._request, self._notes, self._seen = request, list[str](), Seen()
        known = columns_of([str(name) for name in frame.columns])
        known = with_customer(request, frame, known, self._notes) if known.customer is None else known
        self._known = known._replace(date=dated(frame, known))
        self._facts = facts_among(frame, self._known, self._notes)
        self._names = attribute_names(self._facts)
        self._scale = scale_of(frame[self._known.rating]) if self._known.rating else Scale()
        self._as_given = as_given(self._known, self._scale)
        if self._as_given:
            told = f"Ratings stand on a scale to {self._scale.length:g}: told out of 5"
            self._notes.append(f"{told}, and kept as {self._as_given}.")
        self._month_first = stands_month_first(frame[self._known.date]) if self._known.date else False

    def pass_over(self, frame: pd.DataFrame) -> None:
        """Remember rows that were read before."""
        self._new(frame)
        self._notes = []

    def part(self, frame: pd.DataFrame, dropped: Mapping[str, int], *, empty: str = "") -> VoiceExtract:
        """What some rows say, and what others were dropped. Raises BadInput with `empty` when that is nothing."""
        known, collector = self._known, Collector(self._request.source_id, "review")
        tally, read = collector.tally, len(frame)
        tally.read, tally.notes, self._notes = read + sum(dropped.values()), self._notes, []
        tally.dropped.update(dropped)
        frame = self._new(frame)
        if copies := read - len(frame):
            tally.duplicates, tally.dropped["exact copy of another review"] = copies, copies
        none, unrated = pd.Series(pd.NaT, index=frame.index), pd.Series(float("nan"), index=frame.index)
        dates = to_days(frame[known.date], tally.notes.append, self._month_first) if known.date else none
        ratings = self._scale.stars(frame[known.rating]) if known.rating else unrated
        for place, values, at, rating in zip(frame.index, _records(frame), dates, ratings, strict=True):
            _add(collector, values, known, self._attributes(values), at, rating, place)
        tally.kept = len(frame) - tally.dropped["empty, nil or the like"]
        return collector.extract("reviews", empty=empty)

    def _attributes(self, values: dict[str, str]) -> dict[str, Attribute]:
        rated = values[self._known.rating] if self._as_given and self._known.rating else ""
        given = {self._as_given: attribute_value(rated)} if rated and not is_nil(rated) else {}
        return given | {
            name: attribute_value(values[column.name])
            for column in self._facts
            if values[column.name] and not is_unanswered(values[column.name])
            for name in self._names[column.name]
        }

    def _new(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Without rows that repeat another's review id, or its text, title, rating and attributes."""
        known = self._known
        compared = [name for name in (known.text, known.title, known.rating, known.reviewer, known.email) if name]
        compared += known.asked
        keys = [([*compared, *(column.name for column in self._facts)], known.text)]
        keys += [([known.review_id], known.review_id)] if known.review_id else []
        copies = pd.Series(data=False, index=frame.index)
        for names, filled in keys:
            copies |= self._seen.again(frame[names]) & frame[filled].str.strip().ne("")
        return frame[~copies] if copies.any() else frame


def _records(frame: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Each row as its trimmed cells by column."""
    names = [str(name) for name in frame.columns]
    cells = [[str(value).strip() for value in frame[name].tolist()] for name in frame.columns]
    return (dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True))


def _add(
    collector: Collector,
    values: dict[str, str],
    known: ReviewColumns,
    attributes: dict[str, Attribute],
    at: pd.Timestamp,
    rating: float,
    place: int,
) -> None:
    """Add a reviewer and what they say; a review without words is counted as dropped."""
    said = _said(values, known)
    if not said:
        collector.tally.dropped["empty, nil or the like"] += 1
        return
    stars = None if pd.isna(rating) else float(rating)
    rated: dict[str, Attribute] = {} if stars is None else {"rating": stars}
    person = collector.add_person(_reviewer(values, known, {**attributes, **rated}, place))
    of_product = {name: value for name, value in attributes.items() if not _OF_PERSON.match(name)}
    for question, text in said:
        collector.add_text(
            person,
            text,
            question=question,
            date=None if pd.isna(at) else at.to_pydatetime(),
            rating=stars,
            language=values[known.language] if known.language else "",
            attributes={**of_product, **({"question": question} if question else {})},
        )


def _reviewer(values: dict[str, str], known: ReviewColumns, attributes: dict[str, Attribute], place: int) -> Person:
    """Who wrote a review, with what the row says of them."""
    email = email_sha256(values[known.email]) if known.email else ""
    return Person(
        _key(values, known, email, place),
        attributes,
        values[known.customer] or None if known.customer else None,
        values[known.order] or None if known.order else None,
        email or None,
    )


def _said(values: Mapping[str, str], known: ReviewColumns) -> list[tuple[str, str]]:
    """What a review says, each with the question that it answers: the body under its title, or answer by answer."""
    title = values[known.title] if known.title else ""
    if known.asked:
        told = [("", title), *((column, values[column]) for column in known.asked)]
        return [(question, text) for question, text in told if text and not is_nil(text)]
    body = values[known.text]
    apart = is_nil(title) or is_nil(body) or body.casefold().startswith(title.casefold())
    return [("", body if apart else f"{title}\n{body}")] if body else []


def _key(values: dict[str, str], known: ReviewColumns, email: str, place: int) -> str:
    """What tells reviewers apart: an address, a customer, an order, a full name ("Jo B." is none); else each review."""
    if email:
        return f"email {email}"
    if known.customer and values[known.customer]:
        return f"customer {values[known.customer]}"
    if known.order and values[known.order]:
        return f"order {values[known.order]}"
    name = values[known.reviewer] if known.reviewer else ""
    if re.search(r"\S\s+\w\w|\d{2}", name) and not re.match(r"a google user|anonymous|customer\b", name, re.IGNORECASE):
        return f"name {name.casefold()}"
    return f"review {values[known.review_id]}" if known.review_id and values[known.review_id] else f"row {place}"
