"""Personas, their publications, their uses."""

from sqlalchemy import JSON, Column, Integer, String, Table, Text, UniqueConstraint

from personas.library.schema.columns import Moment, metadata, reference

personas = Table(
    "personas",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("segment_id", String(64), nullable=False, index=True),
    Column("status", String(32), nullable=False),
)
"""One row a persona that was published at least once."""

publications = Table(
    "publications",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("personas.id", index=True),
    Column("draft_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("supersedes", String(64)),
    Column("next_review", Moment, nullable=False),
    Column("status", String(32), nullable=False),
    Column("body", JSON, nullable=False),
    UniqueConstraint("persona_id", "version"),
)
"""One row a published version of a persona, whole in `body`."""

uses = Table(
    "uses",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    reference("personas.id", index=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("purpose", String(32), nullable=False),
    Column("team", Text, nullable=False),
    Column("note", Text, nullable=False),
)
"""One row a recorded use of a persona."""
