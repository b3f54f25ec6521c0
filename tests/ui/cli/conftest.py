"""The example company's workspaces."""

from tests.support.bank_rooms import built, copied, drafted, once, published, room, taken_in

__all__ = ["built", "copied", "drafted", "once", "published", "room", "taken_in"]
