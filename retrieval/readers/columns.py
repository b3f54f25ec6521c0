"""Classifying the columns of a survey or a table of reviews."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from retrieval.data import load, word_list
from retrieval.privacy import is_person
from retrieval.readers.by_values import is_date_column
from retrieval.readers.choices import Choices, choices_of
from retrieval.readers.recommending import Recommending, recommending
from retrieval.readers.roles_by_name import role_by_name
from retrieval.readers.roles_by_values import Role, role_by_values
from retrieval.readers.ticked import Ticked, ticked
from segments.tables import plain

_TEXTS = frozenset([*load("reviews")["text"].split(), "reason"])
"""What a comment is called."""
_CODED = re.compile(r"^[A-Z]+\d+[A-Z\d]*(?:\[[^\]]*\])?[.:]\s+(?=\S)")
"""What some tools put before a question: `G01Q02[SQ001]. `."""


class Column(NamedTuple):
    """A column and what to do with it."""

    name: str
    """In the frame."""
    label: str
    """The question's words, else the name."""
    role: Role
    kind: str = ""
    """For a column set aside: what it holds ("politics", "coordinates")."""
    choices: Choices | None = None
    """Of a question with several answers, joined in one cell."""
    ticked: Ticked | None = None
    """Of a question with several answers, a column each."""


def classify(frame: pd.DataFrame, labels: Mapping[str, str] | None = None) -> list[Column]:
    """The role of each column, from its name, its question and its values."""
    labels = labels or {}
    asked = {str(name): _CODED.sub("", labels.get(str(name), str(name))) for name in frame.columns}
    columns = [_column(name, label, frame[name]) for name, label in asked.items()]
    columns = _recommended(frame, columns)
    return _one_respondent(_dated(frame, _scales(frame, _ticked(frame, columns))))


def _column(name: str, label: str, values: pd.Series) -> Column:
    answers = [str(value).strip() for value in values if str(value).strip()]
    role, kind = role_by_name(name, label, answers)
    if role is not None:
        return Column(name, label, role, kind)
    role = role_by_values(label, answers)
    if role in ("choice", "open") and is_person(answers):
        return Column(name, label, "personal", "name")
    if role in ("open", "choice", "ignored") and (choices := choices_of(label, answers)):
        return Column(name, label, "choices", choices=choices)
    return Column(name, label, role)


def _scales(frame: pd.DataFrame, columns: list[Column]) -> list[Column]:
    """With number columns called scale items where at least five of them share one small range."""
    tops: dict[str, int] = {}
    for column in columns:
        if column.role == "number":
            values = [str(value).strip() for value in frame[column.name] if str(value).strip()]
            if all(value.isdigit() and int(value) <= 10 for value in values):
                tops[column.name] = max(map(int, values))
    shared = {name for name, top in tops.items() if top in (4, 5, 6, 7, 10) and list(tops.values()).count(top) >= 5}
    return [column._replace(role="likert") if column.name in shared else column for column in columns]


def _recommended(frame: pd.DataFrame, columns: list[Column]) -> list[Column]:
    """With a score of recommendation known as that; what stands beside it and is called a comment is one, if short.

    Columns that only say which group the score belongs to are of no use.
    """
    may_be = {c.name: c.label for c in columns if c.role in ("choice", "number", "likert", "flag", "ignored")}
    found = recommending(frame, may_be)
    if found is None:
        return columns
    return [_beside(column, found) if column.name in may_be else column for column in columns]


def _beside(column: Column, found: Recommending) -> Column:
    if column.name == found.score:
        asked = "?" in column.label or len(column.label.split()) > 3
        return column._replace(role="nps", label=column.label if asked else "NPS")
    if column.name in found.groups:
        return column._replace(role="ignored")
    return column._replace(role="open") if column.role == "choice" and plain(column.name) in _TEXTS else column


def _ticked(frame: pd.DataFrame, columns: list[Column]) -> list[Column]:
    """With the columns of one question, a column for each of its answers, known as that."""
    closed = [c for c in columns if c.role in ("choice", "number", "flag", "ignored", "likert")]
    found = ticked({c.name: c.label for c in closed}, {c.name: set(frame[c.name].str.strip()) for c in closed})
    return [c._replace(role="ticked", ticked=found[c.name]) if c.name in found else c for c in columns]


def _dated(frame: pd.DataFrame, columns: list[Column]) -> list[Column]:
    """With the first column of days called the date, where no name says which it is; no day is an answer."""
    days = [
        c.name
        for c in columns
        if c.role in ("choice", "ignored", "open") and is_date_column(c.label, list(frame[c.name]))
    ]
    dated = None if any(column.role == "date" for column in columns) or not days else days[0]
    return [
        column._replace(role="date" if column.name == dated else "ignored") if column.name in days else column
        for column in columns
    ]


def _one_respondent(columns: list[Column]) -> list[Column]:
    """Only the surest column names the respondent; others of the kind are of no use."""
    names = word_list("respondent_columns")
    keys = [column for column in columns if column.role == "respondent"]
    if len(keys) < 2:
        return columns
    rank = {name: place for place, name in enumerate(names)}
    best = min(keys, key=lambda column: min(rank.get(plain(column.name), 99), rank.get(plain(column.label), 99)))
    return [column._replace(role="ignored") if column in keys and column != best else column for column in columns]


def first_of(columns: Sequence[Column], role: Role) -> str | None:
    """The first column of a role."""
    return next((column.name for column in columns if column.role == role), None)


def set_aside(columns: Sequence[Column]) -> list[str]:
    """A sentence for each kind of column that was not taken over."""
    notes = []
    for role, what in (("sensitive", "sensitive"), ("personal", "personal"), ("email", "personal")):
        found = [f"{column.label.strip()} ({column.kind})" for column in columns if column.role == role]
        kept = " Only a hash of the address is kept, to find the customer." if role == "email" else ""
        if found:
            notes.append(f"Set aside as {what}: {', '.join(found)}.{kept}")
    return notes
