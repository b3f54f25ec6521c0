"""What was taken in: sources, the people in them, what they said, what was found wrong with it."""

from sqlalchemy import JSON, Boolean, Column, Float, Integer, String, Table, Text, false

from personas.library.schema.columns import Moment, metadata, reference

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
"""One row a file that was taken in; `report` says what became of its contents."""

respondents = Table(
    "respondents",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("sources.id", index=True),
    Column("person_id", String(64), nullable=False, index=True),
    Column("customer_id", Text, index=True),
    Column("order_id", Text),
    Column("email_sha256", String(64)),
    Column("attributes", JSON, nullable=False),
    Column("excluded", Boolean, nullable=False, default=False, server_default=false()),
)
"""One row a person who speaks in one source; `person_id` is the same for one customer in all sources."""

documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("sources.id", index=True),
    reference("respondents.id", index=True),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("question", Text, nullable=False, default=""),
    Column("date", Moment),
    Column("language", String(8), nullable=False),
    Column("rating", Float),
    Column("attributes", JSON, nullable=False),
    Column("turns", JSON, nullable=False),
)
"""One row a text: decoded, normalised, personal data replaced; `turns` are the stretches of its speakers."""

quotes = Table(
    "quotes",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("documents.id", index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text, nullable=False, default=""),
)
"""One row a stretch of a document; `documents.text[start:end]` is its `text`."""

findings = Table(
    "findings",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("sources.id", index=True),
    reference("respondents.id", index=True),
    Column("document_id", String(64), nullable=False, default="", index=True),
    Column("rule", String(32), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("excluded", Boolean, nullable=False),
    Column("attributes", JSON, nullable=False),
)
"""One row a finding of a cleaning rule; `end` 0 means the whole document, no `document_id` the whole respondent."""

suppressed = Table(
    "suppressed",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""One row a keyed hash of what identified somebody who was erased; it keeps them out for good."""
