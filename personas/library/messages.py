"""Transcripts of chats: questions and answers by thread."""

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from personas.base import Record
from personas.library.schema import messages

Role = Literal["user", "assistant"]


class Message(Record):
    """One turn of a conversation."""

    number: int
    """It goes up through all threads."""
    thread: str
    at: datetime
    actor: str
    """Who asked; of an answer, whom it was given to."""
    role: Role
    body: dict[str, Any]
    """A question's `text`; an answer as the chat's public JSON, with `segment_id` and `draft_id`."""


def add_message(connection: Connection, *, thread: str, actor: str, role: Role, body: dict[str, Any]) -> int:
    """Write a turn at the end of its thread and give its number."""
    row = {"thread": thread, "at": datetime.now(UTC), "actor": actor, "role": role, "body": body}
    key = connection.execute(insert(messages).values(row)).inserted_primary_key
    return int(key[0]) if key else 0


def list_messages(connection: Connection, thread: str) -> list[Message]:
    """The turns of a thread, the oldest first; none for a thread that nobody began."""
    rows = connection.execute(select(messages).where(messages.c.thread == thread).order_by(messages.c.number))
    return [Message(**row._mapping) for row in rows]
