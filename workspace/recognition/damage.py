"""Damaged files: whatever a parser trips over becomes a BadInput that names the file."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from personas.errors import BadInput

_DAMAGE = (
    EOFError, OSError, ValueError, LookupError, SyntaxError, RuntimeError, ArithmeticError, AttributeError, TypeError,
    zlib.error, zipfile.BadZipFile,
)  # fmt: skip
"""What parsers of gzip, zip, XML, JSON, Parquet, PDF and CSV raise on files that are cut off or garbled.

RuntimeError covers nesting without end, and what a garbled header asks of a library that it does not implement.
"""


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Whatever a parser raises on a damaged file becomes BadInput with the file's name."""
    try:
        yield
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        what = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'it ends too early'}"
        raise BadInput(f"{path.name!r} is damaged or not what it seems ({what}). Export it again.") from error
