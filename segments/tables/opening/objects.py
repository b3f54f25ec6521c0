"""Streaming the objects of a JSON document of any size."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from personas.errors import BadInput
from segments.tables.opening.containers import open_text
from segments.tables.opening.sampling import Sample

_CHARACTERS = 1 << 20
"""Of a JSON document that are read at a time."""
_BLANKS, _BETWEEN = re.compile(r"[\ufeff\s]*"), re.compile(r"[\s,]*")


def iterate_objects(path: Path, sample: Sample) -> Iterator[dict[str, Any]]:
    """The objects of a JSON file (a list, or the first list inside an object) or of a JSON Lines file, in order.

    A document without a list is one object. Raises BadInput for what is not valid JSON, to the end of the file.
    """
    with open_text(path, sample.encoding) as text:
        try:
            if sample.container == "jsonl":
                yield from (json.loads(line) for line in text if line.strip())
            else:
                yield from (item for item in _Document(text).members() if isinstance(item, dict))
        except ValueError as error:
            raise BadInput(f"{sample.name!r} is not valid JSON ({error}). Export it again.") from error


class _Document:
    """A JSON document while it is read."""

    def __init__(self, text: TextIO) -> None:
        self._text, self._left, self._place = text, "", 0
        self._decoder = json.JSONDecoder()

    def members(self) -> Iterator[Any]:
        """The members of the list, or of an object's first list; else the object. Raises ValueError where it breaks."""
        if self._next(_BLANKS) == "[":
            yield from self._listed()
        else:
            yield from self._inside()
        if self._next(_BLANKS):
            raise json.JSONDecodeError("Extra data", self._left, self._place)

    def _inside(self) -> Iterator[Any]:
        """An object's values are passed over, one at a time, but for its first list."""
        if self._next(_BLANKS) != "{":
            raise json.JSONDecodeError("Expecting an object or a list", self._left, self._place)
        self._place += 1
        passed: dict[str, Any] | None = {}
        while (sign := self._next(_BETWEEN)) != "}":
            name = self._value()
            if sign != '"' or self._next(_BLANKS) != ":":
                raise json.JSONDecodeError("Expecting a name and ':'", self._left, self._place)
            self._place += 1
            if self._next(_BLANKS) == "[" and passed is not None:
                passed = None
                yield from self._listed()
            elif passed is None:
                self._value()
            else:
                passed[name] = self._value()
        self._place += 1
        if passed is not None:
            yield passed

    def _listed(self) -> Iterator[Any]:
        self._place += 1
        while self._next(_BETWEEN) != "]":
            yield self._value()
        self._place += 1

    def _next(self, passing: re.Pattern[str]) -> str:
        """The next sign that is not passed over; "" at the end."""
        while True:
            self._place = passing.match(self._left, self._place).end()  # type: ignore[union-attr]
            if self._place < len(self._left) or not self._read_on():
                return self._left[self._place : self._place + 1]

    def _value(self) -> Any:
        """The value that begins here. Raises ValueError where it is none, or the file ends in it."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._left, self._place)
            except ValueError:
                if not self._read_on():
                    raise
                continue
            if end == len(self._left) and self._read_on():
                continue  # a number may go on
            self._place = end
            return value

    def _read_on(self) -> bool:
        """Read as much again of the file as is left, behind it; False at its end."""
        more = self._text.read(max(_CHARACTERS, len(self._left) - self._place))
        if more:
            self._left, self._place = self._left[self._place :] + more, 0
        return bool(more)
