"""Simultaneous replacement of words: a name, an age, a place, a brand."""

import re
from collections.abc import Mapping
from typing import Any


def exchanged(text: str, words: Mapping[str, str]) -> str:
    """A text with each of the words exchanged, wherever it stands whole; what was put in is not exchanged again."""
    longest = sorted(words, key=len, reverse=True)
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", lambda found: words[found.group()], text)


def exchanged_everywhere(value: Any, words: Mapping[str, str]) -> Any:
    """Every text within lists and mappings with the words exchanged; the names of fields stay."""
    match value:
        case str():
            return exchanged(value, words)
        case list():
            return [exchanged_everywhere(part, words) for part in value]
        case dict():
            return {name: exchanged_everywhere(part, words) for name, part in value.items()}
        case _:
            return value
