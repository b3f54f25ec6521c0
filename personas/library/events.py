"""The audit trail: append-only events in a hash chain.

An event's digest covers its own fields, the salted digests of the texts before and after, and the digest of the
event before it. The texts and their salts live in a table of their own: erasing a person blanks them there, the chain
still verifies, and without the salt nobody can guess the text back from its digest.
"""

import hashlib
import json
import secrets
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from personas.base import Record
from personas.library.schema import event_texts, events

_GENESIS = "0" * 64


class Event(Record):
    """One thing that somebody did."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    """`d-1` or `d-1/c-4`: what was acted on."""
    details: dict[str, Any] = {}
    """Reasons, versions, prompt hashes: never personal data."""
    before: str = ""
    after: str = ""


def append_event(
    connection: Connection, *, actor: str, action: str, subject: str, before: str = "", after: str = "", **details: Any
) -> int:
    """Write an event at the end of the chain and give its number. The connection must be a writing one."""
    number, previous = _tail(connection)
    salt = secrets.token_hex(16)
    row = {
        "number": number + 1,
        "at": datetime.now(UTC),
        "actor": actor,
        "action": action,
        "subject": subject,
        "details": details,
        "before_digest": _salted(salt, before),
        "after_digest": _salted(salt, after),
        "previous": previous,
    }
    connection.execute(insert(events).values(**row, digest=_digest(row)))
    text = {"event_number": number + 1, "salt": salt, "before": before, "after": after}
    connection.execute(insert(event_texts).values(text))
    return number + 1


def list_events(connection: Connection, subject: str | None = None, actions: Collection[str] = ()) -> list[Event]:
    """The events on a subject and what is under it (`d-1` gives `d-1/c-4` too), the oldest first.

    With `actions`, only those.
    """
    statement = select(events, event_texts.c.before, event_texts.c.after).join(event_texts).order_by(events.c.number)
    if subject is not None:
        statement = statement.where((events.c.subject == subject) | events.c.subject.startswith(f"{subject}/"))
    if actions:
        statement = statement.where(events.c.action.in_(actions))
    return [_event(row) for row in connection.execute(statement)]


def broken_event(connection: Connection) -> int | None:
    """The number of the first event that does not fit its chain, or None when the chain is whole."""
    previous, expected = _GENESIS, 1
    statement = select(events, event_texts.c.salt, event_texts.c.before, event_texts.c.after)
    for row in connection.execute(statement.outerjoin(event_texts).order_by(events.c.number)):
        fields = {name: row._mapping[name] for name in _FIELDS}
        whole = row.number == expected and row.previous == previous and row.digest == _digest(fields)
        if not whole or not _texts_match(row):
            return int(row.number)
        previous, expected = row.digest, expected + 1
    return None


def blank_texts(connection: Connection, numbers: list[int]) -> None:
    """Forget the texts of events for good; the chain still verifies."""
    statement = update(event_texts).where(event_texts.c.event_number.in_(numbers))
    connection.execute(statement.values(salt="", before="", after=""))


_FIELDS = ("number", "at", "actor", "action", "subject", "details", "before_digest", "after_digest", "previous")


def _tail(connection: Connection) -> tuple[int, str]:
    newest = select(func.max(events.c.number)).scalar_subquery()
    row = connection.execute(select(events.c.number, events.c.digest).where(events.c.number == newest)).one_or_none()
    return (row.number, row.digest) if row else (0, _GENESIS)


def _digest(fields: dict[str, Any]) -> str:
    canonical = {**fields, "at": fields["at"].astimezone(UTC).isoformat(timespec="microseconds")}
    return hashlib.sha256(json.dumps(canonical, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _salted(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\x1f{text}".encode()).hexdigest()


def _texts_match(row: Row[Any]) -> bool:
    if not row.salt:
        return bool(row.salt == "" and not row.before and not row.after)
    before, after = _salted(row.salt, row.before), _salted(row.salt, row.after)
    return bool(row.before_digest == before and row.after_digest == after)


def _event(row: Row[Any]) -> Event:
    names = ("number", "at", "actor", "action", "subject", "details", "before", "after")
    return Event(**{name: row._mapping[name] for name in names})
