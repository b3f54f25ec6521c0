"""Workspaces of the example company that mutations break on purpose."""

from tests.support.bank_rooms import built, copied, drafted, once, room, taken_in

__all__ = ["built", "copied", "drafted", "once", "room", "taken_in"]
