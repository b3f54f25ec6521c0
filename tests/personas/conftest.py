"""Libraries on SQLite and on PostgreSQL."""

from tests.support.libraries import (
    filled_url,
    library,
    library_url,
    migrated_database,
    migrated_file,
    postgresql_socket,
)

__all__ = ["filled_url", "library", "library_url", "migrated_database", "migrated_file", "postgresql_socket"]
