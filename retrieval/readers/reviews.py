"""Reviews: one document each, the title its first line; what is known of the writer and the product as attributes."""

import re
from collections.abc import Callable

import pandas as pd

from personas.evidence import Attribute
from retrieval.readers.by_values import customer_column, is_date_column
from retrieval.readers.cleaning import is_nil
from retrieval.readers.collecting import Collector, Person
from retrieval.readers.columns import Column, classify, set_aside
from retrieval.readers.formats import Request, VoiceExtract
from retrieval.readers.naming import attribute_names, attribute_value
from retrieval.readers.review_layouts import ReviewColumns, is_reply
from retrieval.readers.tables import Table, read_table
from segments.tables import email_sha256, plain
from segments.tables.moments import to_days

_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
_RATING = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*(?:/|out of|von|de|sur)\s*(\d+))?")
_OF_PERSON = re.compile(
    r"^(?:age|age_.*|gender|sex|country|region|city|customer_.*|reviewer_.*|member_.*|user_.*|location)$"
)


def review_reader(columns_of: Callable[[list[str]], ReviewColumns]) -> Callable[[Request], VoiceExtract]:
    """A reader of tables of reviews with these columns."""

    def read(request: Request) -> VoiceExtract:
        table = read_table(request.path, request.sample)
        return _read(request, table, columns_of([str(name) for name in table.frame.columns]))

    return read


def _read(request: Request, table: Table, known: ReviewColumns) -> VoiceExtract:
    collector, frame = Collector(request.source_id, "review"), table.frame
    collector.tally.read = len(frame) + sum(table.dropped.values())
    collector.tally.dropped.update(table.dropped)
    if known.customer is None:
        known = _with_customer(request, frame, known, collector)
    if known.date is None:
        known = known._replace(date=_dated(frame, known))
    facts = _facts(frame, known, collector)
    names = attribute_names(facts)
    frame = _without_copies(frame, known, facts, collector)
    dates = (
        to_days(frame[known.date], collector.tally.notes.append) if known.date else pd.Series(pd.NaT, index=frame.index)
    )
    ratings = _ratings(frame[known.rating]) if known.rating else pd.Series(float("nan"), index=frame.index)
    records = frame.to_dict("records")
    for place, (record, at, rating) in enumerate(zip(records, dates, ratings, strict=True)):
        values = {str(name): str(value).strip() for name, value in record.items()}
        attributes = {
            name: attribute_value(values[column.name])
            for column in facts
            if values[column.name] and not is_nil(values[column.name])
            for name in names[column.name]
        }
        _add(collector, values, known, attributes, at, rating, place)
    collector.tally.kept = len(frame) - collector.tally.dropped["empty, nil or the like"]
    empty = f"{request.sample.name!r} holds no review with words in it."
    return collector.extract("reviews", empty=empty)


def _with_customer(request: Request, frame: pd.DataFrame, known: ReviewColumns, collector: Collector) -> ReviewColumns:
    special = {name for name in known[:-1] if isinstance(name, str)} - {known.reviewer, known.order}
    found = customer_column(frame[[name for name in frame.columns if name not in special]], request.customers)
    if found is None:
        return known
    collector.tally.notes.append(found[1])
    return known._replace(customer=found[0], order=None if known.order == found[0] else known.order)


def _dated(frame: pd.DataFrame, known: ReviewColumns) -> str | None:
    """The first column of days, where no name says which holds the review's."""
    told = (str(name) for name in frame.columns if name not in known[:-1])
    return next((name for name in told if is_date_column(name, list(frame[name]))), None)


def _add(
    collector: Collector,
    values: dict[str, str],
    known: ReviewColumns,
    attributes: dict[str, Attribute],
    at: pd.Timestamp,
    rating: float,
    place: int,
) -> None:
    body, title = values[known.text], values[known.title] if known.title else ""
    if not body:
        collector.tally.dropped["empty, nil or the like"] += 1
        return
    stars = None if pd.isna(rating) else float(rating)
    of_person = {**attributes, **({"rating": stars} if stars is not None else {})}
    email = email_sha256(values[known.email]) if known.email else ""
    person = collector.add_person(
        Person(
            _key(values, known, email, place),
            of_person,
            values[known.customer] or None if known.customer else None,
            values[known.order] or None if known.order else None,
            email or None,
        )
    )
    collector.add_text(
        person,
        body if is_nil(title) or is_nil(body) or body.casefold().startswith(title.casefold()) else f"{title}\n{body}",
        date=None if pd.isna(at) else at.to_pydatetime(),
        rating=stars,
        language=values[known.language] if known.language else "",
        attributes={name: value for name, value in attributes.items() if not _OF_PERSON.match(name)},
    )


def _key(values: dict[str, str], known: ReviewColumns, email: str, place: int) -> str:
    """What tells reviewers apart: an address, a customer, an order, a full name; else each review is a person's own."""
    if email:
        return f"email {email}"
    if known.customer and values[known.customer]:
        return f"customer {values[known.customer]}"
    if known.order and values[known.order]:
        return f"order {values[known.order]}"
    name = values[known.reviewer] if known.reviewer else ""
    if re.search(r"\S\s+\S\S|\d{2}", name) and not re.match(r"a google user|anonymous|customer\b", name, re.IGNORECASE):
        return f"name {name.casefold()}"
    return f"review {values[known.review_id]}" if known.review_id and values[known.review_id] else f"row {place}"


def _facts(frame: pd.DataFrame, known: ReviewColumns, collector: Collector) -> list[Column]:
    """The columns that become attributes; personal and sensitive ones are set aside and said."""
    special = {name for name in known[:-1] if isinstance(name, str)}
    rest = [
        name
        for name in frame.columns
        if name not in special and plain(str(name)) not in known.ignored and not is_reply(str(name))
    ]
    columns = classify(frame[rest])
    personal = [known.reviewer, "ip_address", *([] if known.email is None else [known.email])]
    named = [Column(name, name, "personal", "name or address") for name in frame.columns if name in personal]
    collector.tally.notes += set_aside([*columns, *named])
    kept = [
        column for column in columns if column.role in ("choice", "choices", "number", "likert", "flag", "customer")
    ]
    kept = [c._replace(role="choice") for c in kept if c.role != "customer"]
    extra = [c.label.strip() for c in columns if c.role == "open"]
    if extra:
        collector.tally.notes.append(f"More columns of text, not taken over: {', '.join(extra)}.")
    return kept


def _without_copies(
    frame: pd.DataFrame, known: ReviewColumns, facts: list[Column], collector: Collector
) -> pd.DataFrame:
    """Without rows that repeat another's review id, or its text, title, rating and attributes."""
    compared = [name for name in (known.text, known.title, known.rating, known.reviewer, known.email) if name]
    copies = frame.duplicated([*compared, *(column.name for column in facts)]) & frame[known.text].str.strip().ne("")
    if known.review_id:
        copies |= frame.duplicated([known.review_id]) & frame[known.review_id].str.strip().ne("")
    if copies.any():
        collector.tally.duplicates += int(copies.sum())
        collector.tally.dropped["exact copy of another review"] += int(copies.sum())
    return frame[~copies]


def _ratings(values: pd.Series) -> pd.Series:
    """Ratings as 1 to 5: words, "4 out of 5", ten-point and percent scales."""
    read = {value: _rating(str(value)) for value in values.unique()}
    numbers = values.map(read).astype(float)
    top = numbers.max()
    return numbers if pd.isna(top) or top <= 5 else numbers / (top / 5 if top <= 10 else 20)


def is_rating(value: str) -> bool:
    """Whether a cell is a rating: a number, a word for one, stars; not a sentence with a number in it."""
    return len(value.split()) <= 4 and not pd.isna(_rating(value))


def _rating(value: str) -> float:
    folded = value.strip().casefold()
    if folded and set(folded) <= set("★☆*⭐ "):
        return float(sum(folded.count(star) for star in "★*⭐"))
    if folded in _WORDS:
        return _WORDS[folded]
    match = _RATING.search(folded)
    if match is None:
        return float("nan")
    number = float(match[1].replace(",", "."))
    return number / float(match[2]) * 5 if match[2] and float(match[2]) > 5 else number
