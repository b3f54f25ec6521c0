"""Forgetting a person everywhere: in the library, tables, index, drafts, publications, chats, exports and copies."""

from workspace.erasing.erasing import erase, finish, preview, unfinished
from workspace.erasing.person import Person
from workspace.erasing.traces import Erased

__all__ = ["Erased", "Person", "erase", "finish", "preview", "unfinished"]
