"""A full disk: told by what an error says, or by looking."""

import errno
import shutil
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SAID = ("no space left", "disk is full", "disk quota exceeded", "file too large")
"""How libraries that raise errors of their own say it; SQLite says "database or disk is full"."""
_LITTLE = 1_000_000
"""Bytes left under which a disk is full: a write-ahead log does not grow by less."""


def says_full(error: BaseException) -> bool:
    """Whether an error, or one behind it, is about a full disk."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, OSError) and behind.errno in _FULL:
            return True
        if any(words in str(behind).casefold() for words in _SAID):
            return True
        behind = behind.__cause__ or behind.__context__
    return False


def is_full(folder: Path) -> bool:
    """Whether the disk that holds a folder has less than a megabyte left; no for a folder that is not there.

    For libraries that do not say why they could not write.
    """
    return folder.is_dir() and shutil.disk_usage(folder).free < _LITTLE
