"""An example company's files with hostile words in every field, one field a row."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any


def poison(folder: Path, words: str) -> int:
    """Add to each file rows in which one field after the other says the words; gives how many fields there are."""
    return sum(_poisoned(path, words) for path in sorted(folder.rglob("*")) if path.is_file())


def _poisoned(path: Path, words: str) -> int:
    if path.name.endswith((".csv", ".csv.gz")):
        return _rows(path, words)
    if path.suffix == ".json":
        return _members(path, words)
    if path.suffix in (".vtt", ".txt"):
        return _lines(path, words)
    return 0


def _rows(path: Path, words: str) -> int:
    packed = path.suffix == ".gz"
    text = gzip.decompress(path.read_bytes()).decode() if packed else path.read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    last = rows[-1]
    added = [[words if place == column else cell for place, cell in enumerate(last)] for column in range(len(last))]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([*rows, *added])
    path.write_bytes(gzip.compress(out.getvalue().encode()) if packed else out.getvalue().encode())
    return len(added)


def _members(path: Path, words: str) -> int:
    body = json.loads(path.read_text(encoding="utf-8"))
    many = body if isinstance(body, list) else next(value for value in body.values() if isinstance(value, list))
    last = many[-1]
    added: list[Any] = [{**last, name: words} for name, value in last.items() if isinstance(value, str)]
    many.extend(added)
    path.write_text(json.dumps(body), encoding="utf-8")
    return len(added)


def _lines(path: Path, words: str) -> int:
    text = path.read_text(encoding="utf-8").rstrip("\n")
    head, _, spoken = text.rpartition("\n")
    path.write_text(f"{head}\n{spoken} {words}\n", encoding="utf-8")
    return 1
