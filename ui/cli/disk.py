"""A disk that is full or not to be written to, in words that say what to do."""

import errno

from personas.disks import place_of, says_full

_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)


def no_room(error: BaseException) -> str:
    """What to do where an error, or one behind it, is about a full disk; empty for any other."""
    if not says_full(error):
        return ""
    disk = f"The disk that {place} lies on" if (place := place_of(error)) else "The disk"
    return f"{disk} is full: nothing of this step was kept. Make room, then run the same command again."


def not_writable(error: OSError) -> str:
    """What to do where somebody may not write, or read; empty for any other error."""
    if error.errno not in _CLOSED:
        return ""
    where = f"{error.filename} " if error.filename else "A file or folder that is needed "
    why = "lies on a disk that can only be read" if error.errno == errno.EROFS else "is not yours to open or write"
    return f"{where}{why}. Give this user the right to, or name another place."
