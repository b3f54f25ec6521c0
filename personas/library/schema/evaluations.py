"""Runs of the grounding suites."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from personas.library.schema.columns import Moment, metadata

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
"""One row a run of suites; runs with one `signature` measure the same thing."""

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
"""One row a case in a run, once for each `repeat`."""
