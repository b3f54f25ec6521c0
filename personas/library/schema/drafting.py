"""Drafts, claim by claim, with the evidence that they were written from."""

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from personas.library.schema.columns import Moment, metadata, reference

packs = Table(
    "packs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("segment_id", String(64), nullable=False, index=True),
    Column("hash", String(64), nullable=False),
    Column("body", JSON, nullable=False),
)
"""One row a frozen pack of evidence, from which drafts were written; it outlives its segment."""

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("status", String(32), nullable=False, index=True),
    Column("segment_id", String(64), nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    reference("packs.id"),
    Column("body", JSON, nullable=False),
)
"""One row a draft; `version` guards against overwriting, its claims are rows of their own."""

claims = Table(
    "claims",
    metadata,
    reference("drafts.id", primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)
"""One row a claim of a draft, as it is now."""

claim_revisions = Table(
    "claim_revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    reference("drafts.id", index=True),
    Column("claim_id", String(64), nullable=False),
    Column("draft_version", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", JSON, nullable=False),
)
"""One row a former state of a claim: how it was in `draft_version`, and who changed it then."""
