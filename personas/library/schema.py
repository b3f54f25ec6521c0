"""The tables of the library. SQL is the truth; indexes and Parquet results are derived from it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)


class Moment(TypeDecorator[datetime]):
    """A timezone-aware UTC time on every database; SQLite keeps it without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a time without a zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no timezone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _to(target: str, **options: Any) -> Column[Any]:
    """A foreign key column named after its target, `segment_id` for `segments.id`; it goes when its target goes."""
    name = target.split(".")[0].removesuffix("s") + "_id"
    return Column(name, String(64), ForeignKey(target, ondelete="CASCADE"), nullable=False, **options)


meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

sources = Table(
    "sources",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("format", String(64), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("ingested_at", Moment, nullable=False),
    Column("report", JSON, nullable=False),
)

respondents = Table(
    "respondents",
    metadata,
    Column("id", String(64), primary_key=True),
    _to("sources.id", index=True),
    Column("person_id", String(64), nullable=False, index=True),
    Column("customer_id", Text, index=True),
    Column("order_id", Text),
    Column("email_sha256", String(64)),
    Column("attributes", JSON, nullable=False),
    Column("excluded", Boolean, nullable=False, default=False, server_default=false()),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    _to("sources.id", index=True),
    _to("respondents.id", index=True),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("question", Text, nullable=False, default=""),
    Column("date", Moment),
    Column("language", String(8), nullable=False),
    Column("rating", Float),
    Column("attributes", JSON, nullable=False),
    Column("turns", JSON, nullable=False),
)

quotes = Table(
    "quotes",
    metadata,
    Column("id", String(64), primary_key=True),
    _to("documents.id", index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text, nullable=False, default=""),
)

findings = Table(
    "findings",
    metadata,
    Column("id", String(64), primary_key=True),
    _to("sources.id", index=True),
    _to("respondents.id", index=True),
    Column("document_id", String(64), nullable=False, default="", index=True),
    Column("rule", String(32), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("excluded", Boolean, nullable=False),
    Column("attributes", JSON, nullable=False),
)

definitions = Table(
    "definitions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("method", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("params", JSON, nullable=False),
    Column("built_at", Moment, nullable=False),
    Column("current", Boolean, nullable=False),
    UniqueConstraint("method", "version"),
)

segments = Table(
    "segments",
    metadata,
    Column("id", String(64), primary_key=True),
    _to("definitions.id", index=True),
    Column("key", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    Column("current", Boolean, nullable=False),
)

INFERRED = "inferred"
"""Basis of a membership that a classifier guessed; the others are known."""

memberships = Table(
    "memberships",
    metadata,
    _to("segments.id", primary_key=True),
    _to("respondents.id", primary_key=True),
    Column("basis", String(16), nullable=False),
    Column("error", Float),
    Index("ix_memberships_respondent_id", "respondent_id"),
)

statistics = Table(
    "statistics",
    metadata,
    Column("id", String(64), primary_key=True),
    _to("segments.id", index=True),
    Column("metric", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)

themes = Table(
    "themes",
    metadata,
    Column("id", String(64), primary_key=True),
    _to("segments.id", index=True),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)

groundwork = Table(
    "groundwork",
    metadata,
    _to("segments.id", primary_key=True),
    Column("body", JSON, nullable=False),
)

packs = Table(
    "packs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("segment_id", String(64), nullable=False, index=True),
    Column("hash", String(64), nullable=False),
    Column("body", JSON, nullable=False),
)

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
    _to("packs.id"),
    Column("body", JSON, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    _to("drafts.id", primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)

claim_revisions = Table(
    "claim_revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _to("drafts.id", index=True),
    Column("claim_id", String(64), nullable=False),
    Column("draft_version", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", JSON, nullable=False),
)

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

event_texts = Table(
    "event_texts",
    metadata,
    Column("event_number", Integer, ForeignKey("events.number"), primary_key=True),
    Column("salt", String(64), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

personas = Table(
    "personas",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("segment_id", String(64), nullable=False, index=True),
    Column("status", String(32), nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("id", String(64), primary_key=True),
    _to("personas.id", index=True),
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

uses = Table(
    "uses",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _to("personas.id", index=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("purpose", String(32), nullable=False),
    Column("team", Text, nullable=False),
    Column("note", Text, nullable=False),
)

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

people = Table(
    "people",
    metadata,
    Column("issuer", String(400), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

roles = Table(
    "roles",
    metadata,
    Column("issuer", String(400), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("granted_by", Text, nullable=False),
    Column("granted_at", Moment, nullable=False),
)

suppressed = Table(
    "suppressed",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)

evaluation_runs = Table(
    "evaluation_runs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("actor", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("signature", String(64), nullable=False, index=True),
    Column("plan", JSON, nullable=False),
    Column("summary", JSON, nullable=False),
)

evaluation_results = Table(
    "evaluation_results",
    metadata,
    Column("run_id", String(64), ForeignKey("evaluation_runs.id", ondelete="CASCADE"), primary_key=True),
    Column("suite", String(200), primary_key=True),
    Column("case_id", String(200), primary_key=True),
    Column("repeat", Integer, primary_key=True),
    Column("status", String(16), nullable=False),
    Column("body", JSON, nullable=False),
)
