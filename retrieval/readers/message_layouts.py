"""Column layouts of support tickets, chat logs, CRM notes and posts."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from retrieval.data import load
from segments.tables import plain

MessageKind = Literal["tickets", "posts"]


class MessageColumns(NamedTuple):
    """Column names by what they hold; None where the table has no such column."""

    text: str
    title: str | None = None
    thread: str | None = None
    sender: str | None = None
    author: str | None = None
    date: str | None = None
    customer: str | None = None
    order: str | None = None
    email: str | None = None
    language: str | None = None


_COLUMNS = {field: tuple(names.split()) for field, names in load("messages")["columns"].items()}
_MARKS = {kind: frozenset(names.split()) for kind, names in load("messages")["marks"].items()}
_THREADS = frozenset(_COLUMNS["thread"])
_BESIDE = frozenset(load("messages")["beside"].split())
"""Columns of which two beside a ticket's number are as good as one that only tickets have."""
_NOTES = frozenset(load("messages")["notes"].split())
NOTHING_TOLD: Mapping[str, str] = MappingProxyType({})
"""Where names alone tell what columns hold."""
MESSAGE_TEXT = _COLUMNS["text"]
"""Names under which exports hold what somebody wrote, the surest first."""
STAFF = re.compile(rf"\b(?:{'|'.join(load('messages')['staff'].split())})\b", re.IGNORECASE)
"""What names somebody as one of the company's people."""
ATTRIBUTES = frozenset(load("messages")["attributes"].split())
"""Columns that are facts about a message; others say nothing that a segment or a persona could use."""


def message_columns(names: Iterable[str], told: Mapping[str, str] = NOTHING_TOLD) -> MessageColumns | None:
    """What the columns of any table with a text hold; None without a text.

    `told` gives what other columns hold than their names say: field -> column.
    """
    there = {plain(name): name for name in names if name not in told.values()}
    found = dict(told)
    for field, synonyms in _COLUMNS.items():
        name = next((there[one] for one in synonyms if one in there and there[one] not in found.values()), None)
        if name is not None and field not in found:
            found[field] = name
    return MessageColumns(**found) if "text" in found else None


def message_kind(names: Iterable[str]) -> MessageKind | None:
    """Tickets (chat logs and notes among them) or posts, by at least two columns that only these have, and a text.

    A ticket's number needs no second one where it stands beside a subject, a status or when it was begun.
    """
    return marked_kind(names) if message_columns(names) else None


def marked_kind(names: Iterable[str]) -> MessageKind | None:
    """The same, whether a column is called what holds a text or not."""
    there = {plain(name) for name in names}
    marks: dict[MessageKind, int] = {"tickets": len(there & _MARKS["tickets"]), "posts": len(there & _MARKS["posts"])}
    marks["tickets"] += bool(there & _MARKS["tickets"] & _THREADS) and len(there & _BESIDE) >= 2
    best: MessageKind = "posts" if marks["posts"] > marks["tickets"] else "tickets"
    return best if marks[best] >= 2 else None


def is_note(columns: MessageColumns) -> bool:
    """Whether the text is what an employee noted, not what the customer wrote."""
    return plain(columns.text) in _NOTES
