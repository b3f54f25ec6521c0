"""Forgetting a person everywhere: in the library, tables, index, drafts, publications, chats, exports and copies."""

from workspace.erasing.erasing import Erased, erase, finish, preview, unfinished
from workspace.erasing.person import Person

__all__ = ["Erased", "Person", "erase", "finish", "preview", "unfinished"]
