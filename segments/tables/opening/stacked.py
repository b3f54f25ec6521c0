"""Two unlike tables, one below the other: under the header of the first the rows of the second would be misread."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from personas.errors import BadInput
from segments.tables.opening.containers import open_text
from segments.tables.opening.sampling import HEAD_ROWS, Sample
from segments.tables.opening.separators import WHITE_SPACE, split_rows

_CHARACTERS = 1 << 20
"""Of a text that are searched for blank rows at a time."""
_AHEAD = 1 << 15
"""Characters behind a blank row in which another table is looked for."""
_BELOW, _FEWEST_BELOW = 20, 2
"""Rows below a header that are looked at, and without which it is none."""
_FIGURE = re.compile(r"[-+]?[\d.,:/ %€$£-]*\d[\d.,:/ %€$£TZ+-]*")
_MISSING = frozenset(("", "-", "n/a", "na", "none", "nil", "null", "unknown"))


class _Gap(NamedTuple):
    """Blank rows in a text."""

    line: int
    """Of what follows, from 1."""
    before: str
    """What precedes; "" where that is more than a first look shows."""
    after: str
    """The first of what follows."""


def refuse_stacked(path: Path, sample: Sample) -> None:
    """Raise BadInput, saying where to cut, for a text that holds a second table below a blank row."""
    if sample.separator in ("", WHITE_SPACE):
        return
    with open_text(path, sample.encoding) as text:
        for gap in _gaps(text, sample.separator):
            seen = split_rows(gap.before, sample.separator, HEAD_ROWS + sample.above)
            above = seen[sample.above :] if gap.before else sample.head
            rows = _rows(gap.after, sample.separator)
            if _is_other_table(above, rows):
                raise _stacked(sample.name, f"in line {gap.line:,}", rows[0])


def _gaps(text: TextIO, separator: str) -> Iterator[_Gap]:
    """The blank rows of a text, those within a quoted cell left out."""
    blank = re.compile(rf'(?<=\n)[ \t\r\n"{re.escape(separator)}]*\n')
    lines, quotes = 1, 0
    while found := text.read(_CHARACTERS) + text.readline():
        first, place, counted = lines == 1, 0, 0
        while match := blank.search(found, place):
            if len(found) - match.end() < _AHEAD:
                found += text.read(_AHEAD) + text.readline()
            lines += found.count("\n", place, match.end())
            quotes += found.count('"', counted, match.start())
            place, counted = match.end(), match.start()
            if quotes % 2 == 0:
                before = found[: match.start()] if first and match.start() < _AHEAD else ""
                yield _Gap(lines, before, found[place : place + _AHEAD])
        lines += found.count("\n", place)
        quotes += found.count('"', counted)


def one_table(rows: Iterable[list[str]], sample: Sample) -> Iterator[list[str]]:
    """The rows of a sheet as they are. Raises BadInput, saying where to cut, at a second table below a blank row."""
    above, ahead, source = list[list[str]](), list[list[str]](), iter(rows)
    number = 0
    while ahead or (ahead := list(islice(source, 1))):
        row = ahead.pop(0)
        number += 1
        yield row
        if any(map(str.strip, row)):
            above += [row] if len(above) < HEAD_ROWS else []
        else:
            ahead += islice(source, _BELOW + 1 - len(ahead))
            if _is_other_table(above[sample.above :], _until_blank(ahead)):
                raise _stacked(sample.name, f"in row {number + 1:,} of its first sheet", ahead[0])


def _rows(text: str, separator: str) -> list[list[str]]:
    """The first rows of a text, up to a blank one."""
    try:
        return _until_blank(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _BELOW + 1))
    except csv.Error:
        return []


def _until_blank(rows: Iterable[list[str]]) -> list[list[str]]:
    found: list[list[str]] = []
    for row in rows:
        if not any(map(str.strip, row)):
            break
        found.append(row)
    return found


def _is_other_table(above: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows begin with a header of their own: different words that are no values of the columns above or below.

    Words above figures are, words in a column of figures are, and so is a row as wide as those below it and not as
    those above. A header that comes again is none.
    """
    if len(above) < 2 or len(rows) <= _FEWEST_BELOW:
        return False
    (header, *_), (names, *below) = above, rows
    filled = {place: name.strip() for place, name in enumerate(names) if name.strip()}
    if len(filled) < 2 or len(set(filled.values())) < len(filled) or _is_same(filled, header):
        return False
    if any(_FIGURE.fullmatch(name) or name.casefold() in _MISSING for name in filled.values()):
        return False
    if any(cell.strip() and place not in filled for row in below for place, cell in enumerate(row)):
        return False
    figures, there = _figures(below), _figures(above[1:]) & filled.keys()
    return bool(figures or there) or {len(names)} == {len(row) for row in below} != {len(header)}


def _is_same(filled: dict[int, str], header: Sequence[str]) -> bool:
    return all(place < len(header) and header[place].strip() == name for place, name in filled.items())


def _figures(rows: Sequence[Sequence[str]]) -> set[int]:
    """The columns that hold nothing but figures and days, twice at the least."""
    said: dict[int, list[str]] = {}
    for row in rows:
        for place, cell in enumerate(map(str.strip, row)):
            if cell.casefold() not in _MISSING:
                said.setdefault(place, []).append(cell)
    return {place for place, cells in said.items() if len(cells) > 1 and all(map(_FIGURE.fullmatch, cells))}


def _stacked(name: str, where: str, header: Sequence[str]) -> BadInput:
    columns = ", ".join(cell.strip()[:40] for cell in header if cell.strip())
    return BadInput(
        f"{name!r} holds two tables, one below the other: {where} another header stands ({columns}). Cut it in two "
        "there, each with its header, and ingest both."
    )
