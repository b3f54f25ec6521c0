"""Surveys: closed answers to attributes and the answers table, open answers to documents."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from personas.evidence import Attribute
from retrieval.readers.by_values import customer_column
from retrieval.readers.cleaning import is_nil, is_unanswered
from retrieval.readers.collecting import Collector, Person
from retrieval.readers.columns import Column, classify, set_aside
from retrieval.readers.formats import Reader, Request, VoiceExtract
from retrieval.readers.mapped_surveys import SurveyMap, corrected
from retrieval.readers.naming import attribute_names, attribute_value
from retrieval.readers.survey_layouts import LayoutReader
from retrieval.readers.tables import Table, read_table
from retrieval.readers.ticked import NONE
from segments.tables import email_sha256
from segments.tables.moments import to_days

_CLOSED = ("likert", "choice", "choices", "ticked", "number", "flag")
_ANSWERS = ["respondent_id", "customer_id", "question", "answer", "answered_at", "scale"]
_TOO_FAST = 1 / 3
"""Of the median time: faster than that nobody reads the questions (after Greszki, Meyer and Schoen, 2015)."""
_LINE = 8
"""Scale items of which all must be alike before somebody is called a straight-liner."""


def survey_reader(layout: LayoutReader) -> Reader:
    """A reader of surveys in this layout."""
    return lambda request: _read(request, layout(request), None)


def mapped_survey_reader(mapping: SurveyMap) -> Reader:
    """A reader of a survey that a steward describes."""
    return lambda request: _read(
        request, read_table(request.path, request.sample, headers=mapping.header_rows), mapping
    )


def _read(request: Request, layout: Table, mapping: SurveyMap | None) -> VoiceExtract:
    collector = Collector(request.source_id, "survey")
    columns = classify(layout.frame, layout.labels)
    columns = corrected(columns, layout.frame, mapping) if mapping else columns
    columns = _with_customer(columns, layout.frame, request, collector)
    tally = collector.tally
    tally.read = len(layout.frame) + sum(layout.dropped.values())
    tally.dropped.update(layout.dropped)
    tally.notes += set_aside(columns)
    frame = _without_repeats(layout.frame, columns, collector)
    frame = _without_silent(frame, columns, collector)
    hurried = _hurried(frame, columns)
    tally.kept = len(frame)
    tally.missing = _missing(frame.drop(index=list(hurried)), columns)
    answers = _collect(frame, columns, collector, hurried)
    _note_columns(columns, collector)
    empty = f"{request.sample.name!r} holds no answers that say anything."
    return collector.extract("survey", answers=answers, empty=empty)


def _with_customer(columns: list[Column], frame: pd.DataFrame, request: Request, collector: Collector) -> list[Column]:
    """With the column of known customers' ids called that, where no name says which it is."""
    open_to_it = [column.name for column in columns if column.role in ("choice", "number", "ignored")]
    if _first(columns, "customer") or not (found := customer_column(frame[open_to_it], request.customers)):
        return columns
    collector.tally.notes.append(found[1])
    return [column._replace(role="customer") if column.name == found[0] else column for column in columns]


def _without_repeats(frame: pd.DataFrame, columns: Sequence[Column], collector: Collector) -> pd.DataFrame:
    """Without rows that repeat a respondent's own, or another's every answer, words among them.

    A second row of a respondent counts where it holds words that the first has not.
    """
    key = _first(columns, "respondent")
    opened = [column.name for column in columns if column.role == "open"]
    again = frame.duplicated([key, *opened]) & frame[key].str.strip().ne("") if key else frame.duplicated()
    again |= frame.duplicated([key]) & _wordless(frame, opened) & frame[key].str.strip().ne("") if key else again
    closed = [column.name for column in columns if column.role in _CLOSED]
    spoken = ~_wordless(frame, opened) if opened else again
    copied = frame.duplicated([*closed, *opened]) & spoken & ~again if closed or opened else again & False
    for rows, reason in (
        (again, "second row of the same respondent" if key else "exact copy of another row"),
        (copied, "copy of another respondent's answers"),
    ):
        if rows.any():
            collector.tally.duplicates += int(rows.sum())
            collector.tally.dropped[reason] += int(rows.sum())
    return frame[~again & ~copied]


def _wordless(frame: pd.DataFrame, opened: Sequence[str]) -> pd.Series:
    """Whether each row holds nothing in its respondent's own words."""
    if not opened:
        return pd.Series(data=True, index=frame.index)
    return frame[list(opened)].map(lambda cell: is_nil(str(cell))).all(axis=1)


def _hurried(frame: pd.DataFrame, columns: Sequence[Column]) -> dict[Hashable, str]:
    """Row -> how fast it was, for those who answered too fast to have read the questions."""
    name = _first(columns, "duration")
    if name is None:
        return {}
    seconds = pd.to_numeric(frame[name], errors="coerce")
    usual = seconds.median()
    fast = seconds[seconds < usual * _TOO_FAST]
    return {row: f"{taken:.0f} s, the median is {usual:.0f} s" for row, taken in fast.items()}


def _without_silent(frame: pd.DataFrame, columns: Sequence[Column], collector: Collector) -> pd.DataFrame:
    asked = [column.name for column in columns if column.role in (*_CLOSED, "open")]
    silent = frame[asked].apply(lambda row: all(not str(cell).strip() for cell in row), axis=1) if asked else None
    if silent is None or not silent.any():
        return frame
    collector.tally.dropped["nothing answered"] += int(silent.sum())
    return frame[~silent]


def _collect(
    frame: pd.DataFrame, columns: Sequence[Column], collector: Collector, hurried: Mapping[Hashable, str]
) -> pd.DataFrame:
    closed = [column for column in columns if column.role in _CLOSED]
    names = attribute_names(closed)
    date = _first(columns, "date")
    dates = to_days(frame[date], collector.tally.notes.append) if date else pd.Series(pd.NaT, index=frame.index)
    rows: list[tuple[Any, ...]] = []
    for (place, record), at in zip(frame.iterrows(), dates, strict=True):
        values = {str(name): str(value).strip() for name, value in record.items()}
        said = [column for column in closed if values[column.name]]
        attributes = _attributes(collector, values, said, names)
        lined = {name for column in said if column.role == "likert" for name in names[column.name]}
        lined = lined if _is_straight(values, closed) else set()
        customer = _value(values, columns, "customer")
        person = collector.add_person(
            Person(
                _value(values, columns, "respondent") or f"row {place}",
                {name: value for name, value in attributes.items() if name not in lined},
                customer,
                _value(values, columns, "order"),
                email_sha256(_value(values, columns, "email") or "") or None,
            )
        )
        if place in hurried:
            collector.find_person(person, "too_fast", hurried[place])
        if lined:
            aside = {name: value for name, value in attributes.items() if name in lined}
            collector.find_person(person, "straight_line", f"{len(lined)} scale items", aside)
        when = None if pd.isna(at) else at
        told = [*_answers(said, values, attributes, names), *_ticks(said, values)]
        rows += [(person, customer, question, answer, when, scale) for question, answer, scale in told]
        _collect_words(collector, person, values, columns, when)
    table = pd.DataFrame(rows, columns=_ANSWERS)
    return table.assign(answered_at=pd.to_datetime(table["answered_at"], utc=True), scale=table["scale"].astype(bool))


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
        yield from ((column.label.strip(), str(answer), column.role == "likert") for answer in chosen)


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
        if column.role == "choice" and isinstance(value, str):
            if is_unanswered(value):
                value = "not said"
            value = collector.clean(value) if any(character in value for character in "@0123456789<") else value
        attributes.update(dict.fromkeys(names[column.name], value))
    return attributes


def _is_straight(values: dict[str, str], closed: Sequence[Column]) -> bool:
    scales = [values[column.name].casefold() for column in closed if column.role == "likert" and values[column.name]]
    return len(scales) >= _LINE and len(set(scales)) == 1


def _value(values: dict[str, str], columns: Sequence[Column], role: str) -> str | None:
    name = _first(columns, role)
    return values[name] or None if name else None


def _first(columns: Sequence[Column], role: str) -> str | None:
    return next((column.name for column in columns if column.role == role), None)


def _missing(frame: pd.DataFrame, columns: Sequence[Column]) -> dict[str, float]:
    asked = [column for column in columns if column.role in (*_CLOSED, "open")]
    says_nothing = {c.name: is_nil if c.role == "open" else is_unanswered for c in asked}
    shares = {
        c.label.strip(): float(frame[c.name].map(str).map(says_nothing[c.name]).mean()) for c in asked if len(frame)
    }
    return {label: round(share, 4) for label, share in shares.items() if share > 0}


def _note_columns(columns: Sequence[Column], collector: Collector) -> None:
    counted = Counter(column.role for column in columns)
    several = counted["choices"] + len({column.ticked.question for column in columns if column.ticked})
    opened = [column.label.strip() for column in columns if column.role == "open"]
    collector.tally.notes.append(
        f"{counted['likert']} scale items, {counted['choice'] + counted['number'] + counted['flag']} facts or choices, "
        f"{several} question(s) with several answers each, "
        f"{len(opened)} open question(s){': ' + '; '.join(opened) if opened else ''}."
    )
