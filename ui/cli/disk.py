"""A disk that is full or not to be written to, in words that say what to do."""

import errno

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)
_SAID = ("no space left", "disk is full", "disk quota exceeded", "file too large")
"""How libraries that raise errors of their own say it."""


def no_room(error: BaseException) -> str:
    """What to do where an error, or one behind it, is about a full disk; empty for any other."""
    behind: BaseException | None = error
    while behind is not None:
        if _is_full(behind):
            return "The disk is full: nothing of this step was kept. Make room, then run the same command again."
        behind = behind.__cause__ or behind.__context__
    return ""


def not_writable(error: OSError) -> str:
    """What to do where somebody may not write, or read; empty for any other error."""
    if error.errno not in _CLOSED:
        return ""
    where = f"{error.filename} " if error.filename else "A file or folder that is needed "
    why = "lies on a disk that can only be read" if error.errno == errno.EROFS else "is not yours to open or write"
    return f"{where}{why}. Give this user the right to, or name another place."


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    return any(words in str(error).casefold() for words in _SAID)
