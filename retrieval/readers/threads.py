"""Reading a helpdesk's JSON export: tickets with nested messages, flattened to one row a message."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from personas.batches import batches
from retrieval.readers.message_layouts import MESSAGE_TEXT, STAFF, MessageColumns, message_columns
from segments.tables import Sample, iterate_objects, plain
from segments.tables.values.cells import cell_text

_TICKET, _TEXT, _SENDER, _AT = "ticket_id", "message", "sender_type", "created_at"
_WRITER = ("sender_type", "author_type", "author_role", "sender_role", "role", "author", "sender", "from", "type")
_MOMENT = ("created_at", "at", "date", "time", "timestamp", "sent_at", "createdat")
_KINDS = ("part_type", "type", "kind", "message_type", "visibility")
_NOTE = re.compile(r"(?:internal|private|staff)?[ _-]?(?:note|comment_internal|internal|private)s?", re.IGNORECASE)
_INSIDE = ("type", "role", "kind", "name")
"""Where an author is an object of its own: what of it says who it is, the surest first."""


def thread_of(objects: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The path to the list of messages inside each object; () where the objects hold none.

    A list counts when its items are objects, most of them with a text, and something says who wrote it.
    """
    for item in objects:
        for path, value in _lists(item):
            messages = [one for one in value if isinstance(one, dict)]
            spoken = sum(_text(one) is not None for one in messages)
            if len(messages) == len(value) and 2 * spoken >= len(messages) and spoken and _says_who(messages):
                return path
    return ()


class Told(NamedTuple):
    """What some tickets hold."""

    frame: pd.DataFrame
    """One row a message, with the ticket's own fields beside it; numbered through the file."""
    columns: MessageColumns
    notes: list[str]
    """Sentences for the report."""


def told_in_threads(path: Path, sample: Sample, *, tickets: int | None = None) -> Iterator[Told]:
    """The messages of a file, those of some `tickets` at a time; without it of all at once."""
    inside: tuple[str, ...] = ()
    names: pd.Index[str] | None = None
    before, rows = 0, 0
    for objects in batches(iterate_objects(path, sample), tickets or sys.maxsize):
        inside = inside or thread_of(objects)
        told = _told(objects, inside, before)
        names = told.frame.columns if names is None else names
        frame = told.frame.reindex(columns=names, fill_value="").set_axis(pd.RangeIndex(rows, rows + len(told.frame)))
        yield told._replace(frame=frame)
        before, rows = before + len(objects), rows + len(frame)


def _told(objects: Sequence[Mapping[str, Any]], inside: tuple[str, ...], before: int) -> Told:
    rows: list[dict[str, str]] = []
    unknown = private = 0
    for place, item in enumerate(objects, start=before):
        about = _about(item, inside, place)
        messages = list(_public(_at(item, inside)))
        private += len(_at(item, inside)) - len(messages)
        for number, message in enumerate(_with_opening(item, messages)):
            staff = _by_staff(message, item)
            if staff is None and number:
                unknown += 1
                continue
            rows.append({**about, **_message(message, staff=bool(staff), fallback=about.get(_AT, ""))})
    frame = pd.DataFrame(rows, dtype=str).fillna("")
    columns = message_columns(frame.columns) or MessageColumns(_TEXT)
    known = columns._replace(text=_TEXT, thread=_TICKET, sender=_SENDER, date=_AT, author=None)
    return Told(frame, known, _notes(private, unknown))


def _lists(item: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    for name, value in item.items():
        if isinstance(value, list) and value:
            yield (*path, name), value
        elif isinstance(value, dict) and len(path) < 2:
            yield from _lists(value, (*path, name))


def _at(item: Mapping[str, Any], path: tuple[str, ...]) -> list[Any]:
    value: Any = item
    for name in path:
        value = value.get(name, {}) if isinstance(value, dict) else {}
    return value if isinstance(value, list) else []


def _about(item: Mapping[str, Any], path: tuple[str, ...], place: int) -> dict[str, str]:
    """The ticket's own fields, flat, without lists."""
    flat = pd.json_normalize([dict(item)], sep="_").iloc[0].to_dict()
    known = {str(name): cell_text(value) for name, value in flat.items() if not isinstance(value, list)}
    known.pop("_".join(path), None)
    return {**known, _TICKET: known.get("ticket_id") or known.get("id") or f"row {place}"}


def _public(messages: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The messages that a customer could read: a note among colleagues is nobody's answer."""
    for message in messages:
        if isinstance(message, dict) and not _is_note(message):
            yield message


def _is_note(message: Mapping[str, Any]) -> bool:
    kinds = (str(message.get(field, "")) for field in _KINDS)
    return message.get("public") is False or message.get("private") is True or any(map(_NOTE.fullmatch, kinds))


def _with_opening(item: Mapping[str, Any], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With the ticket's own text as the customer's first message, where it is not among the messages."""
    inside = next((one for one in item.values() if isinstance(one, dict) and _text(one) and _says_who([one])), None)
    opening = _text(item) or (inside and _text(inside))
    if not opening or any(opening.strip() == str(_text(one) or "").strip() for one in messages):
        return messages
    return [inside if inside is not None and not _text(item) else {"body": opening, "role": "customer"}, *messages]


def _message(message: Mapping[str, Any], *, staff: bool, fallback: str) -> dict[str, str]:
    there = {plain(name): value for name, value in message.items()}
    moment = next((cell_text(there[name]) for name in _MOMENT if there.get(name)), fallback)
    return {_TEXT: _text(message) or "", _SENDER: "agent" if staff else "customer", _AT: moment}


def _text(item: Mapping[str, Any]) -> str | None:
    there = {plain(name): value for name, value in item.items() if isinstance(value, str)}
    return next((there[name] for name in MESSAGE_TEXT if name in there), None)


def _says_who(messages: Iterable[Mapping[str, Any]]) -> bool:
    return any({plain(name) for name in message} & {*_WRITER, "incoming", "author_id"} for message in messages)


def _by_staff(message: Mapping[str, Any], item: Mapping[str, Any]) -> bool | None:
    """Whether an employee wrote a message; None where nothing says who did."""
    there = {plain(name): value for name, value in message.items()}
    if isinstance(there.get("incoming"), bool):
        return not there["incoming"]
    if "author_id" in there and item.get("requester_id") is not None:
        return bool(there["author_id"] != item["requester_id"])
    name = next((_named(there[field]) for field in _WRITER if there.get(field)), "")
    if not name:
        return None
    return bool(STAFF.search(name)) or name.casefold() in _assignees(item)


def _named(writer: Any) -> str:
    if isinstance(writer, dict):
        return " ".join(str(writer[field]) for field in _INSIDE if writer.get(field))
    return str(writer)


def _assignees(item: Mapping[str, Any]) -> set[str]:
    given = [value for name, value in item.items() if plain(name).startswith(("assignee", "assigned_to", "agent"))]
    return {_named(value).casefold() for value in given if value}


def _notes(private: int, unknown: int) -> list[str]:
    notes = [f"{private:,} notes among colleagues were left out."] if private else []
    if unknown:
        notes.append(f"{unknown:,} messages do not say who wrote them and were left out: only a first one is sure.")
    return notes
