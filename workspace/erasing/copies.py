"""Files of a workspace that hold a person's data: exports, raw files, checkpoints."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from html import unescape
from pathlib import Path
from typing import IO, cast

import pyarrow as arrow
import pyarrow.parquet as parquet
import pypdf
from pypdf.errors import PyPdfError

from personas.files import sha256_of
from personas.forgetting import Forgotten
from workspace.keys import KEY_FILE
from workspace.settings import FILE
from workspace.workspace import Workspace

_UNDER_WAY = ("drafting.db", "chat.db")
_OWN_FOLDERS = ("tables", "index")
"""What is rewritten or built again by itself."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt]")
_AT_A_TIME = 1 << 20
_OVERLAP = 2_000
"""Bytes of a text that are looked at at once, and how far two looks overlap."""


def copies_of(workspace: Workspace, person: Forgotten, digests: Collection[str]) -> list[Path]:
    """The files that hold something of the person: by their bytes (a file that was taken in) or by their contents.

    What cannot be looked into (a damaged archive, a PDF without text) counts as holding it.
    """
    found = [path for path in _candidates(workspace) if sha256_of(path) in digests or _holds(path, person)]
    return sorted(found)


def forget_drafting(workspace: Workspace) -> None:
    """Remove what is under way, here and at `checkpoint_url`: drafting holds whole packs, the chat what was answered.

    Raises PrerequisiteMissing when the server of `checkpoint_url` does not answer.
    """
    for name in _UNDER_WAY:
        for path in workspace.folder.glob(f"{name}*"):
            path.unlink(missing_ok=True)
    if workspace.settings.checkpoint_url:
        from agent.checkpoints import forget_unfinished

        forget_unfinished(workspace.settings.checkpoint_url)


def _candidates(workspace: Workspace) -> Iterator[Path]:
    for path in workspace.folder.rglob("*"):
        inside = path.relative_to(workspace.folder)
        own = inside.parts[0] in _OWN_FOLDERS or inside.name.startswith(("verism.db", *_UNDER_WAY))
        if path.is_file() and not own and str(inside) not in (FILE, KEY_FILE):
            yield path


def _holds(path: Path, person: Forgotten) -> bool:
    try:
        with path.open("rb") as file:
            return any(person.stands_in(text) for text in _texts(file))
    except (OSError, ValueError, EOFError, zlib.error, zipfile.BadZipFile, PyPdfError, arrow.ArrowException):
        return True


def _texts(file: IO[bytes]) -> Iterator[str]:
    """The texts of a file, unpacked, a piece at a time."""
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        with gzip.open(file) as unpacked:
            yield from _texts(cast(IO[bytes], unpacked))
    elif head == b"PK\x03\x04":
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    yield from _texts(member)
    elif head == b"%PDF":
        yield "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    elif head == b"PAR1":
        for column in parquet.read_table(file).columns:
            yield "\n".join(str(cell) for cell in column.unique().to_pylist() if isinstance(cell, str))
    else:
        yield from _pieces(file)


def _pieces(file: IO[bytes]) -> Iterator[str]:
    before = b""
    while piece := file.read(_AT_A_TIME):
        yield _readable((before + piece).decode("utf-8", errors="replace"))
        before = piece[-_OVERLAP:]


def _readable(text: str) -> str:
    """Text as its reader sees it: the escapes of JSON and HTML read, marks of HTML and office documents as blanks."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else " ", text)
    return unescape(text) + "\n" + unescape(_without_tags(text)) if "<" in text else text


def _without_tags(text: str) -> str:
    pieces = text.split("<")
    return "".join([pieces[0], *(" " + piece.partition(">")[2] for piece in pieces[1:])])
