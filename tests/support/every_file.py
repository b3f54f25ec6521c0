"""Everything that can be read in a folder: raw bytes, and what they say once unpacked and decoded."""

import gzip
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet
import pypdf


def contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Each file with its raw bytes, then with each decoded form of it as UTF-8."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            yield path, raw
            yield from ((path, decoded) for decoded in _decoded(raw))


def holding(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    """File and words, for every file in which some of the words stand in any form."""
    wanted = [(word, " ".join(word.split()).encode()) for word in words]
    found = set()
    for path, content in contents(folder):
        flat = b" ".join(content.split())
        found.update((str(path.relative_to(folder)), word) for word, needle in wanted if needle in flat)
    return sorted(found)


def _decoded(raw: bytes) -> Iterator[bytes]:
    if raw.startswith(b"\x1f\x8b"):
        unpacked = gzip.decompress(raw)
        yield unpacked
        yield from _decoded(unpacked)
    elif raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for name in archive.namelist():
                yield archive.read(name)
                yield from _decoded(archive.read(name))
    elif raw.startswith(b"PAR1"):
        yield parquet.read_table(io.BytesIO(raw)).to_pandas().to_csv().encode()
    elif raw.startswith(b"SQLite format 3"):
        yield _rows(raw)
    elif raw.startswith(b"%PDF"):
        yield "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages).encode()
    else:
        yield raw.decode("utf-16-le", errors="ignore").encode()
        if b"\\u" in raw:
            yield _unescaped(raw)


def _rows(raw: bytes) -> bytes:
    """Every cell of every table, JSON escapes read; bytes 18 and 19 say that there is no write-ahead log in memory."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(raw[:18] + b"\x01\x01" + raw[20:])
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    cells = [
        cell if isinstance(cell, bytes) else str(cell).encode()
        for name in names
        for row in connection.execute(f'SELECT * FROM "{name}"')
        for cell in row
    ]
    connection.close()
    return b"\n".join(cells) + b"\n" + _unescaped(b"\n".join(cells))


def _unescaped(raw: bytes) -> bytes:
    """JSON's escapes as the characters that they stand for."""
    text = raw.decode("utf-8", errors="replace")
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text).encode("utf-8", errors="replace")
