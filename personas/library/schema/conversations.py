"""Conversations with the assistant."""

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from personas.library.schema.columns import Moment, metadata

messages = Table(
    "messages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("thread", String(64), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("body", JSON, nullable=False),
)
"""One row a turn of a conversation."""
