"""Atomic file writes, file locks between processes, and the hash of a file."""

import fcntl
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from personas.disks import says_full


def _half(target: str, writer: str) -> str:
    """The name of what a writer has of a target so far; both may be patterns."""
    return f".{target}.{writer}.partial"


HALVES = _half("*", "*")
"""What a glob finds of writers that were killed."""


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A path beside the target to write to: it takes the target's place at the end, and is gone after an error.

    Its name carries process and thread, so that two writers of one target do not write into each other. What a writer
    of the same target left who was killed goes first. A full disk's OSError gets the target's name.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for half in target.parent.glob(_half(escape(target.name), "*")):
        if not _is_written(half):
            half.unlink(missing_ok=True)
    temporary = target.with_name(_half(target.name, f"{os.getpid()}-{threading.get_ident()}"))
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        error.filename = error.filename or (str(target) if says_full(error) else None)
        raise
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def alone(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a lock file while the body runs; whether it is held. It is let go when the process ends, killed or not.

    Without `wait` a lock that another holds is not waited for.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _is_written(half: Path) -> bool:
    """Whether the process that writes a half is still there, or cannot be told."""
    process = half.name.rsplit(".", 2)[-2].partition("-")[0]
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (ValueError, OSError):
        return True
    return True


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes: 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
