"""The container of a file, by its first bytes: never by its name."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, TextIO, cast

import pyarrow as arrow

from personas.errors import BadInput

Container = Literal["text", "xlsx", "parquet", "json", "jsonl", "docx", "pdf", "binary"]

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_UNPACKED = 8
"""Times that what is compressed grows, about."""
_CHECKSUM = 8
"""Bytes before a DuckDB file's own mark."""
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file; save it as .xlsx, .docx or CSV",
    b"\x89PNG": "a picture; export the data behind it as CSV or .xlsx",
    b"\xff\xd8\xff": "a picture; export the data behind it as CSV or .xlsx",
    b"GIF8": "a picture; export the data behind it as CSV or .xlsx",
    b"SQLite format 3": "a SQLite database; export the table that you mean as CSV",
    b"7z\xbc\xaf": "a 7-Zip archive; unpack it first",
    b"Rar!": "a RAR archive; unpack it first",
    b"PK\x05\x06": "an empty archive",
}


def open_content(path: Path) -> BinaryIO:
    """The bytes that matter: a .gz is unpacked, so is a zip that holds one file; an .xlsx or .docx stays whole.

    Raises BadInput for a missing file, a folder, a file without permission, an empty file and a zip of several files.
    """
    check_readable(path)
    head = first_bytes(path)
    if head.startswith(_GZIP):
        return cast(BinaryIO, gzip.open(path, "rb"))
    if head.startswith(_ZIP) and office_kind(path) is None:
        return _only_member(path)
    return path.open("rb")


def unpacked_size(path: Path, container: Container) -> int:
    """Bytes of what a file holds: a guess where it is compressed."""
    packed = container in ("xlsx", "parquet") or first_bytes(path).startswith((_GZIP, _ZIP))
    return path.stat().st_size * (_UNPACKED if packed else 1)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what a damaged file makes its decoder raise into BadInput."""
    try:
        yield
    except (EOFError, OSError, zlib.error, zipfile.BadZipFile, arrow.ArrowException) as error:
        what = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise BadInput(f"{path.name!r} is damaged or cut off ({what}). Export or copy it again.") from error


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[TextIO]:
    """The content as text, line ends as they are; a byte that does not decode becomes a replacement character."""
    with open_content(path) as file, io.TextIOWrapper(file, encoding, errors="replace", newline="") as text:
        yield text


def check_readable(path: Path) -> None:
    """Raise BadInput, saying why, for a path that cannot be read as a file with something in it."""
    if not path.exists():
        raise BadInput(f"There is no file {path.name!r}. Check the path.")
    if path.is_dir():
        raise BadInput(f"{path.name!r} is a folder. Name the files in it, or ingest the folder as a whole.")
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise BadInput(f"{path.name!r} cannot be read ({error.strerror}). Check its permissions.") from error
    if empty:
        raise BadInput(f"{path.name!r} is empty. Export it again.")


def first_bytes(path: Path, count: int = 16) -> bytes:
    """The first bytes of a file as it lies on disk."""
    with path.open("rb") as file:
        return file.read(count)


def office_kind(path: Path) -> Literal["xlsx", "docx"] | None:
    """Whether a zip is a workbook or a document of an office suite."""
    with _archive(path) as archive:
        names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else None


def container_of(path: Path, head: bytes) -> Container:
    """The container of a file, given the first bytes of its unpacked content; `binary` only for what is refused later.

    Raises BadInput for kinds that are known and of no use (old Excel, pictures, databases, archives).
    """
    for magic, what in _REFUSED.items():
        if head.startswith(magic):
            raise BadInput(f"{path.name!r} is {what}.")
    if head[_CHECKSUM:].startswith(b"DUCK"):
        where = "name it as `warehouse` in verism.toml, where its tables are read, or export them as CSV or Parquet"
        raise BadInput(f"{path.name!r} is a DuckDB database; {where}.")
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(_ZIP) and first_bytes(path).startswith(_ZIP):
        if (kind := office_kind(path)) is None:
            raise BadInput(f"{path.name!r} is a zip in a zip. Unpack both and ingest what is in them.")
        return kind
    return "binary" if _looks_binary(head) else "text"


def _looks_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:64:2].count(0) > len(head[1:64:2]) * 0.6:
        return False
    if head[0:64:2].count(0) > len(head[0:64:2]) * 0.6:
        return False
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\x00" in head or controls > len(head) * 0.05


def _only_member(path: Path) -> BinaryIO:
    with _archive(path) as archive:
        members = [info for info in archive.infolist() if not info.is_dir() and not _is_litter(info.filename)]
        if len(members) != 1:
            names = ", ".join(info.filename for info in members[:5]) or "nothing"
            raise BadInput(
                f"{path.name!r} is a zip of {len(members)} files ({names}). Unpack it and ingest the folder."
            )
        if members[0].flag_bits & 1:
            raise BadInput(f"{path.name!r} is locked with a password. Unpack it first.")
        with archive.open(members[0]) as member:
            jumped_in = member.read(4) in (_ZIP, b"PAR1")
        if jumped_in:
            return io.BytesIO(archive.read(members[0]))
        return cast(BinaryIO, archive.open(members[0]))


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise BadInput(f"{path.name!r} is a damaged zip ({error}). Export it again.") from error
