"""Classifying the columns of a survey or a table of reviews."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import pandas as pd

from personas.normalising import word_count
from retrieval.data import word_list
from retrieval.privacy import is_person
from retrieval.readers.by_values import is_date_column, is_identifier
from retrieval.readers.choices import Choices, choices_of
from retrieval.readers.cleaning import is_nil
from retrieval.readers.ticked import Ticked, ticked
from segments.tables import email_sha256, is_email_name, personal_kind, plain, sensitive_kind
from segments.tables.names import CUSTOMER, bare

Role = Literal[
    "respondent", "customer", "order", "email", "date", "duration", "status", "language", "personal", "sensitive",
    "open", "likert", "choice", "choices", "ticked", "number", "flag", "ignored",
]  # fmt: skip

_LIKERT = frozenset(word_list("likert_answers"))
_NAMES: tuple[tuple[Role, frozenset[str]], ...] = (
    ("respondent", frozenset(word_list("respondent_columns"))),
    ("customer", frozenset([*CUSTOMER, *word_list("customer_columns")])),
    ("order", frozenset(word_list("order_columns"))),
    ("date", frozenset(word_list("date_columns"))),
    ("duration", frozenset(word_list("duration_columns"))),
    ("status", frozenset(word_list("status_columns"))),
    ("language", frozenset(word_list("language_columns"))),
    ("ignored", frozenset(word_list("ignored_columns"))),
)
_HARMLESS = re.compile(r"health_(?:and|_)_?safety|safety_and_health|shoe_name|product_name|store_name|brand_name")
_POINTS = re.compile(r"10|\d")
_CONTACT = re.compile(r"e_?mail|phone|telephone|post_?code|zip_code|your_(?:full_|first_|last_)?name|home_address")
_ADDRESSED = re.compile(r"[^\s@]+@[^\s@]+\.\w+|(?:\+\d|\(?0)[\d ()-]{8,}\d")
_SPOKEN = re.compile(
    r"\b(?:I|me|my|we|us|our|it|they|them|you|was|were|is|are|had|don['’]t|didn['’]t|ich|mir|wir)\b", re.IGNORECASE
)
_MOST_OPTIONS = 15
"""Sentences that one question offers to tick, at most."""
_CODED = re.compile(r"^[A-Z]+\d+[A-Z\d]*(?:\[[^\]]*\])?[.:]\s+(?=\S)")
"""What some tools put before a question: `G01Q02[SQ001]. `."""
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?\s*%?")


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
    return _one_respondent(_dated(frame, _scales(frame, _ticked(frame, columns))))


def _column(name: str, label: str, values: pd.Series) -> Column:
    answers = [str(value).strip() for value in values if str(value).strip()]
    role, kind = _by_name(name, label, answers)
    if role is not None:
        return Column(name, label, role, kind)
    role = _by_values(label, answers)
    if role in ("choice", "open") and is_person(answers):
        return Column(name, label, "personal", "name")
    if role in ("open", "choice", "ignored") and (choices := choices_of(label, answers)):
        return Column(name, label, "choices", choices=choices)
    return Column(name, label, role)


def _by_name(name: str, label: str, answers: Sequence[str]) -> tuple[Role | None, str]:
    short, long = plain(name), plain(label)
    if kind := next(
        (found for text in (short, long) if not _HARMLESS.search(text) and (found := sensitive_kind(text))), None
    ):
        return "sensitive", kind
    if is_email_name(name) or is_email_name(label):
        return "email", "e-mail"
    if counts_answers(name):
        return "respondent", ""
    for role, names in _NAMES:
        if not names.isdisjoint((short, long, bare(name), bare(label))):
            return ("personal", "name") if role == "customer" and is_person(answers) else (role, "")
    if answers and all(_POINTS.fullmatch(answer) or answer.casefold() in _LIKERT for answer in answers):
        return None, ""
    asked = len(label.split()) > 3
    if kind := personal_kind(short) if short == long or not asked else None:
        return "personal", kind
    if not asked and (kind := personal_kind(long)):
        return "personal", kind
    if answers and sum(_ADDRESSED.fullmatch(answer) is not None for answer in answers) > len(answers) / 2:
        emails = sum(bool(email_sha256(answer)) for answer in answers) > len(answers) / 2
        return ("email", "e-mail") if emails else ("personal", "phone")
    if asked and _CONTACT.search(long) and not _is_prose(answers):
        return "personal", "contact"
    return None, ""


def _by_values(label: str, answers: Sequence[str]) -> Role:
    if not answers:
        return "ignored"
    said = [answer for answer in answers if not is_nil(answer)] or list(answers)
    distinct = {answer.casefold() for answer in answers}
    if _LIKERT.issuperset(distinct) and not distinct <= {"yes", "no", "true", "false"}:
        return "likert"
    if all(_NUMBER.fullmatch(answer) for answer in answers):
        counted = re.match(r"(?:column \d+|unnamed.*|index|row|no|nr)\W*$", label.strip(), re.IGNORECASE)
        unique = len(distinct) == len(answers) and counted
        return "ignored" if unique or is_identifier(label, answers) else "number"
    if is_identifier(label, answers):
        return "ignored"
    if distinct <= {label.strip().casefold()}:
        return "flag"
    if _is_prose(said):
        return "open"
    return "choice" if len(distinct) <= max(12, 0.6 * len(answers)) or len(answers) < 8 else _rest(said)


def _rest(said: Sequence[str]) -> Role:
    """Many different short values: a free-typed fact is a choice; identifiers are of no use."""
    words = sum(any(character.isalpha() for character in answer) and not re.search(r"\d{3}", answer) for answer in said)
    return "choice" if words > 0.8 * len(said) else "ignored"


def _is_prose(said: Sequence[str]) -> bool:
    """Whether answers are people's own words: several words each, hardly two alike or more sentences than one ticks."""
    said = [answer for answer in said if not is_nil(answer)]
    if not said:
        return False
    lengths = sorted(map(word_count, said))
    answers = {answer.casefold() for answer in said}
    different = len(answers) / len(said)
    long = sum(length >= 5 for length in lengths) / len(said)
    return (
        (long >= 0.3 and different >= 0.4)
        or (lengths[-1] >= 12 and different >= 0.6 and sum(lengths) >= 3 * len(said))
        or (len(answers) > _MOST_OPTIONS and long >= 0.6 and sum(map(_is_spoken, said)) >= 0.5 * len(said))
    )


def _is_spoken(answer: str) -> bool:
    """Whether somebody speaks, as against what a thing or an option is called."""
    return _SPOKEN.search(answer) is not None


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


def counts_answers(name: str) -> bool:
    """Whether a column only numbers the answers of a survey tool, and so names no customer."""
    return name.strip() == "#"


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
