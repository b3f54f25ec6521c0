"""The audit trail."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from personas.library.schema.columns import Moment, metadata

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(200), nullable=False, index=True),
    Column("details", JSON, nullable=False),
    Column("before_digest", String(64), nullable=False),
    Column("after_digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)
"""One row an act, chained to the one before by `previous` and `digest`; it is never changed."""

event_texts = Table(
    "event_texts",
    metadata,
    Column("event_number", Integer, ForeignKey("events.number"), primary_key=True),
    Column("salt", String(64), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)
"""One row an event's texts, apart from it and salted: they can be blanked without breaking the chain."""
