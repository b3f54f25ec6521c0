"""The library's facts about itself."""

from sqlalchemy import Column, String, Table, Text

from personas.library.schema.columns import metadata

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))
"""One row a fact about the library: the index generation in force, a token that changes with what was said."""
