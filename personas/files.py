"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HALVES = ".*.partial"
"""What a glob finds of writers that were killed."""


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A path beside the target to write to: it takes the target's place at the end, and is gone after an error.

    Its name carries the process, so that two writers of one target do not write into each other.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        yield temporary
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
