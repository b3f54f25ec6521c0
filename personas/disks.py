"""A full disk: told by what an error says, by looking, or by taking room before it is needed."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SAID = ("no space left", "disk is full", "disk quota exceeded", "file too large")
"""How libraries that raise errors of their own say it; SQLite says "database or disk is full"."""
_LITTLE = 1_000_000
"""Bytes left under which a disk is full: a write-ahead log does not grow by less."""


def says_full(error: BaseException) -> bool:
    """Whether an error, or one behind it, is about a full disk."""
    return any(
        (isinstance(one, OSError) and one.errno in _FULL) or any(words in str(one).casefold() for words in _SAID)
        for one in _behind(error)
    )


def place_of(error: BaseException) -> str:
    """The file that an error, or one behind it, names; empty where none does."""
    return next((str(one.filename) for one in _behind(error) if isinstance(one, OSError) and one.filename), "")


def take_room(path: Path) -> None:
    """Have a file own the room on the disk that its size needs. Raises OSError, with its name, where there is none."""
    if not hasattr(os, "posix_fallocate"):
        return
    with path.open("r+b") as file:
        try:
            os.posix_fallocate(file.fileno(), 0, path.stat().st_size)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error


def _behind(error: BaseException) -> Iterator[BaseException]:
    behind: BaseException | None = error
    while behind is not None:
        yield behind
        behind = behind.__cause__ or behind.__context__


def is_full(folder: Path) -> bool:
    """Whether the disk that holds a folder has less than a megabyte left; no for a folder that is not there.

    For libraries that do not say why they could not write.
    """
    return folder.is_dir() and shutil.disk_usage(folder).free < _LITTLE
