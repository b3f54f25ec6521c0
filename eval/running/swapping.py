"""Swapping words in a company's raw files before they are ingested."""

import gzip
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.suites.exchanging import exchanged

_WORDS = ("word/document.xml",)
"""The parts of a .docx file that hold what was said."""


def exchange_in(folder: Path, words: Mapping[str, str]) -> None:
    """Exchange the words in every file of a folder, packed ones and documents included; no file without words."""
    if not words:
        return
    for path in (path for path in sorted(folder.rglob("*")) if path.is_file()):
        match path.suffix:
            case ".gz":
                text = gzip.decompress(path.read_bytes()).decode()
                path.write_bytes(gzip.compress(exchanged(text, words).encode(), mtime=0))
            case ".docx":
                _repack(path, words)
            case _:
                path.write_bytes(exchanged(path.read_bytes().decode(), words).encode())


def _repack(path: Path, words: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path) as document:
        parts = list(_parts(document, words))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as document:
        for part, content in parts:
            document.writestr(part, content)


def _parts(document: zipfile.ZipFile, words: Mapping[str, str]) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    for part in document.infolist():
        content = document.read(part)
        yield part, exchanged(content.decode(), words).encode() if part.filename in _WORDS else content
