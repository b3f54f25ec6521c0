"""Segmentations: definitions, segments, memberships, statistics, themes, groundwork."""

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table, Text, UniqueConstraint

from personas.library.schema.columns import Moment, metadata, reference

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
"""One row a version of a method's way to divide the customers; one of each method is `current`."""

segments = Table(
    "segments",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("definitions.id", index=True),
    Column("key", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    Column("current", Boolean, nullable=False),
)
"""One row a part of the customers; `key` is what its method calls it, and under one key it keeps its id."""

INFERRED = "inferred"
"""Basis of a membership that a classifier guessed; the others are known."""

memberships = Table(
    "memberships",
    metadata,
    reference("segments.id", primary_key=True),
    reference("respondents.id", primary_key=True),
    Column("basis", String(16), nullable=False),
    Column("error", Float),
    Index("ix_memberships_respondent_id", "respondent_id"),
)
"""One row a respondent who speaks for a segment; `error` is the expected share of wrong ones (0..1) where inferred."""

statistics = Table(
    "statistics",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("segments.id", index=True),
    Column("metric", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)
"""One row a figure of a segment; `position` orders them by what is most worth saying."""

themes = Table(
    "themes",
    metadata,
    Column("id", String(64), primary_key=True),
    reference("segments.id", index=True),
    Column("position", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)
"""One row a theme of a segment, in the order of `position`."""

groundwork = Table(
    "groundwork",
    metadata,
    reference("segments.id", primary_key=True),
    Column("body", JSON, nullable=False),
)
"""One row a segment: what every draft of it begins with."""
