"""Alembic's entry: migrate on the connection that the library hands over."""

from typing import Any, Literal

from alembic import context

from personas.library.schema import Moment, metadata


def _plain(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write a migration in plain SQLAlchemy types, so that it never depends on today's code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_item=_plain)
context.run_migrations()
