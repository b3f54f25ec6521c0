"""Who may do what."""

from sqlalchemy import Column, String, Table, Text

from personas.library.schema.columns import Moment, metadata

people = Table(
    "people",
    metadata,
    Column("issuer", String(400), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)
"""One row a person who signed in; `name` is theirs alone and never changes."""

roles = Table(
    "roles",
    metadata,
    Column("issuer", String(400), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("granted_by", Text, nullable=False),
    Column("granted_at", Moment, nullable=False),
)
"""One row a role that somebody was given."""
