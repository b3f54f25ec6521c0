"""Key-value facts about the library itself: the index generation in force, the state of the voices."""

import uuid

from sqlalchemy import Connection, delete, insert, select

from personas.library.schema import meta

VOICES = "voices"
"""Key of a token that changes with everything that was said, added, linked or removed."""

MEMBERS = "members"
"""Key of a token that changes with who belongs to which segment."""

ERASING = "erasing"
"""Key of whom an erasure is about that is announced and not carried out yet."""

FORGOTTEN = "forgotten"
"""Key of a token that changes with every person who is erased."""


def get_fact(connection: Connection, key: str) -> str | None:
    """The value of a fact, or None."""
    row = connection.execute(select(meta.c.value).where(meta.c.key == key)).one_or_none()
    return None if row is None else str(row.value)


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Write a fact over what it was."""
    forget_fact(connection, key)
    connection.execute(insert(meta).values(key=key, value=value))


def forget_fact(connection: Connection, key: str) -> None:
    """Remove a fact."""
    connection.execute(delete(meta).where(meta.c.key == key))


def voices_changed(connection: Connection) -> None:
    """Say that the voices are not what they were: whatever is derived from them is to be made again."""
    set_fact(connection, VOICES, uuid.uuid4().hex)


def voices_state(connection: Connection) -> str:
    """The token of the voices as this connection sees them; empty before the first was said."""
    return get_fact(connection, VOICES) or ""


def people_forgotten(connection: Connection) -> None:
    """Say that somebody was forgotten: what was read before may name them, and is not to be written any more."""
    set_fact(connection, FORGOTTEN, uuid.uuid4().hex)


def forgotten_state(connection: Connection) -> str:
    """The token of the erasures as this connection sees them; empty before the first."""
    return get_fact(connection, FORGOTTEN) or ""


def members_changed(connection: Connection) -> None:
    """Say that people belong to other segments than they did."""
    set_fact(connection, MEMBERS, uuid.uuid4().hex)


def facts_under(connection: Connection, prefix: str) -> list[str]:
    """The values of all facts whose key begins with a prefix, by key."""
    statement = select(meta.c.value).where(meta.c.key.startswith(prefix, autoescape=True)).order_by(meta.c.key)
    return [str(row.value) for row in connection.execute(statement)]


def keys_under(connection: Connection, prefix: str) -> list[str]:
    """The keys of all facts whose key begins with a prefix, in order."""
    statement = select(meta.c.key).where(meta.c.key.startswith(prefix, autoescape=True)).order_by(meta.c.key)
    return [str(row.key) for row in connection.execute(statement)]
