"""Rows of a survey as attributes, closed answers and documents."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from personas.evidence import Attribute
from retrieval.readers.cleaning import is_unanswered
from retrieval.readers.collecting import Collector, Person
from retrieval.readers.columns import Column, first_of
from retrieval.readers.naming import attribute_names, attribute_value
from retrieval.readers.recommending import points_of
from retrieval.readers.roles_by_values import Role
from retrieval.readers.ticked import NONE
from segments.tables import email_sha256
from segments.tables.values.moments import to_days

CLOSED = ("likert", "nps", "choice", "choices", "ticked", "number", "flag")
"""What columns hold that are answered by choosing, on a scale or with a number."""
_ANSWERS = ["respondent_id", "customer_id", "question", "answer", "answered_at", "scale"]
_LINE = 8
"""Scale items of which all must be alike before somebody is called a straight-liner."""


def collect(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    collector: Collector,
    hurried: Mapping[Hashable, str],
    month_first: bool | None,
) -> pd.DataFrame:
    """What some rows say: people and their words go to the collector; what is given are the closed answers.

    `hurried` are the rows answered too fast, with how fast; `month_first` says in which order days are written. The
    columns of the answers are those of `VoiceExtract.answers`.
    """
    closed = [column for column in columns if column.role in CLOSED]
    names = attribute_names(closed)
    rows: list[tuple[Any, ...]] = []
    for (place, record), at in zip(frame.iterrows(), _days(frame, columns, collector, month_first), strict=True):
        values = {str(name): str(value).strip() for name, value in record.items()}
        said = [column for column in closed if values[column.name]]
        attributes = _attributes(collector, values, said, names)
        lined = _straight(values, said, names)
        counted = {name: value for name, value in attributes.items() if name not in lined}
        person = collector.add_person(_person(values, columns, counted, place))
        if place in hurried:
            collector.find_person(person, "too_fast", hurried[place])
        if lined:
            aside = {name: value for name, value in attributes.items() if name in lined}
            collector.find_person(person, "straight_line", f"{len(lined)} scale items", aside)
        when, customer = None if pd.isna(at) else at, _value(values, columns, "customer")
        told = [*_answers(said, values, attributes, names), *_ticks(said, values)]
        rows += [(person, customer, question, answer, when, scale) for question, answer, scale in told]
        _collect_words(collector, person, values, columns, when)
    table = pd.DataFrame(rows, columns=_ANSWERS)
    return table.assign(answered_at=pd.to_datetime(table["answered_at"], utc=True), scale=table["scale"].astype(bool))


def _days(frame: pd.DataFrame, columns: Sequence[Column], collector: Collector, month_first: bool | None) -> pd.Series:
    """When each row was answered; missing where no column says it."""
    name = first_of(columns, "date")
    if name is None:
        return pd.Series(pd.NaT, index=frame.index)
    return to_days(frame[name], collector.tally.notes.append, month_first)


def _person(
    values: dict[str, str], columns: Sequence[Column], attributes: dict[str, Attribute], place: Hashable
) -> Person:
    """Who answered; without a column that names them, each row is somebody else."""
    return Person(
        _value(values, columns, "respondent") or f"row {place}",
        attributes,
        _value(values, columns, "customer"),
        _value(values, columns, "order"),
        email_sha256(_value(values, columns, "email") or "") or None,
    )


def _answers(
    said: Sequence[Column],
    values: Mapping[str, str],
    attributes: Mapping[str, Attribute],
    names: Mapping[str, tuple[str, ...]],
) -> Iterator[tuple[str, str, bool]]:
    """Question, answer and whether it is a point on a scale, for every question that has one column."""
    for column in said:
        if column.role == "ticked":
            continue
        chosen = column.choices.of(values[column.name]) if column.choices else [attributes[names[column.name][0]]]
        yield from ((column.label.strip(), str(answer), column.role in ("likert", "nps")) for answer in chosen)


def _ticks(said: Sequence[Column], values: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """The same for questions with a column for each of their answers; who left all of them unticked chose none."""
    asked: dict[str, list[str]] = {}
    for column in said:
        if column.ticked is not None:
            chosen = asked.setdefault(column.ticked.question, [])
            chosen += [column.ticked.option] if column.ticked.says(values[column.name]) else []
    for question, options in asked.items():
        yield from ((question, option, False) for option in options or [NONE])


def _collect_words(
    collector: Collector, person: str, values: dict[str, str], columns: Sequence[Column], when: pd.Timestamp | None
) -> None:
    for column in columns:
        if column.role == "open":
            collector.add_text(
                person,
                values[column.name],
                question=column.label.strip(),
                date=None if when is None else when.to_pydatetime(),
                language=_value(values, columns, "language") or "",
                attributes={"question": column.label.strip()},
            )


def _attributes(
    collector: Collector, values: dict[str, str], said: Sequence[Column], names: dict[str, tuple[str, ...]]
) -> dict[str, Attribute]:
    attributes: dict[str, Attribute] = {}
    for column in said:
        if column.choices:
            continue
        raw = values[column.name]
        value: Attribute = True if column.role == "flag" else attribute_value(raw)
        if column.ticked is not None:
            value = bool(column.ticked.says(raw))
        if column.role == "nps" and (points := points_of(raw)) is not None:
            value = points
        if column.role == "choice" and isinstance(value, str):
            if is_unanswered(value):
                value = "not said"
            value = collector.clean(value) if any(character in value for character in "@0123456789<") else value
        attributes.update(dict.fromkeys(names[column.name], value))
    return attributes


def _straight(values: dict[str, str], said: Sequence[Column], names: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The attributes of all scale items, where somebody answered many of them and all alike; else none."""
    items = [column for column in said if column.role == "likert"]
    if len(items) < _LINE or len({values[column.name].casefold() for column in items}) > 1:
        return set()
    return {name for column in items for name in names[column.name]}


def _value(values: dict[str, str], columns: Sequence[Column], role: Role) -> str | None:
    name = first_of(columns, role)
    return values[name] or None if name else None
