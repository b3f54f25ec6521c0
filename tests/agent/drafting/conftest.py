"""A PostgreSQL for checkpoints."""

from tests.support.libraries import postgresql_socket

__all__ = ["postgresql_socket"]
