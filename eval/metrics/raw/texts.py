"""Verbatim texts of the raw files, in one normal form."""

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from eval.metrics.words import plain

_TIMING = re.compile(r"^(?:WEBVTT.*|NOTE.*|\d+|[\d:.,]+\s*-->.*|[^\n]{0,40}\s{2,}\d+:\d\d(?::\d\d)?)$")
_SPEAKER = re.compile(r"^(?:<v [^>]*>|[^\W\d_][\w .'’-]{0,30}:\s)|</v>")
_DOCX_BREAK = re.compile(r"</w:p>|<w:br/>|<w:tab/>")
_TAG = re.compile(r"<[^>]+>")


class RawRecord(NamedTuple):
    """One row, review or transcript."""

    file: str
    """The file's name."""
    keys: tuple[str, ...]
    """Every cell as it stands, of a table: identifiers are among them."""
    text: str
    """All its words in one normal form."""


def read_records(folder: Path) -> list[RawRecord]:
    """Every record of the files in which people speak."""
    return [record for path in sorted(folder.rglob("*")) if path.is_file() for record in _read(path)]


def _read(path: Path) -> Iterator[RawRecord]:
    match path.suffix:
        case ".csv" if path.name != "participants.csv":
            for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
                yield _record(path, row, "\n".join(row))
        case ".json":
            for entry in _entries(json.loads(path.read_text(encoding="utf-8"))):
                cells = list(_strings(entry))
                yield _record(path, cells, "\n".join(cells))
        case ".docx":
            with zipfile.ZipFile(path) as file:
                body = file.read("word/document.xml").decode()
            yield _record(path, [path.name], _spoken(_TAG.sub("", _DOCX_BREAK.sub("\n", body))))
        case ".vtt" | ".txt" | ".srt":
            yield _record(path, [path.name], _spoken(path.read_text(encoding="utf-8-sig")))


def _record(path: Path, cells: list[str], text: str) -> RawRecord:
    return RawRecord(path.name, tuple(cells), plain(html.unescape(text)))


def _spoken(text: str) -> str:
    """A transcript's words without its timings and the speakers' names."""
    lines = (line.strip() for line in html.unescape(text).splitlines())
    return "\n".join(_SPEAKER.sub("", line) for line in lines if line and not _TIMING.match(line))


def _entries(read: Any) -> Iterator[Any]:
    """The members of the longest list in a JSON document."""
    lists = [read] if isinstance(read, list) else [part for part in read.values() if isinstance(part, list)]
    yield from max(lists, key=len, default=[])


def _strings(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for part in value.values():
                yield from _strings(part)
        case list():
            for part in value:
                yield from _strings(part)
        case _:
            yield str(value)
