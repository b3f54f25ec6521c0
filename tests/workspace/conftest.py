"""The example company's workspaces, and small ones under review on both databases."""

from tests.support.bank_rooms import built, copied, drafted, once, published, room, taken_in
from tests.support.desks import desk, made_on_file, made_on_server, shop
from tests.support.libraries import postgresql_socket

__all__ = [
    "built", "copied", "desk", "drafted", "made_on_file", "made_on_server", "once", "postgresql_socket", "published",
    "room", "shop", "taken_in",
]  # fmt: skip
