"""The words of a segment rule: numbers, texts, names, operators."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from personas.errors import BadInput

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>[^\W\d]\w*|`[^`]+`)|(?P<operator>==|!=|<>|<=|>=|<|>|=)|(?P<punctuation>[(),\[\]-]))""",
    re.VERBOSE,
)
_WORDS = {"and", "or", "not", "in", "true", "false"}


class Token(NamedTuple):
    """One word of a rule."""

    kind: str
    """number, string, name, word (and, or, not, in, true, false), operator, punctuation or end."""
    text: str


def tokens_of(rule: str) -> Iterator[Token]:
    """The words of a rule in their order. Raises BadInput where something is none."""
    place, text = 0, rule.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise BadInput(f"The rule {text!r} is not understood at {text[place:].strip()[:20]!r}.")
        kind, word = match.lastgroup, match.group(match.lastgroup)
        kind = "word" if kind == "name" and word.lower() in _WORDS else kind
        yield Token(kind, word.lower() if kind == "word" else word)
        place = match.end()
