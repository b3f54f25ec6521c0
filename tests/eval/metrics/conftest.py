"""Workspaces of the example company whose drafts are spoilt by hand."""

from tests.support.bank_rooms import built, copied, drafted, once, room, taken_in

__all__ = ["built", "copied", "drafted", "once", "room", "taken_in"]
