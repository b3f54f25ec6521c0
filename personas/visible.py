"""Characters that nobody sees and that do something: shown as what they are."""

import re

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls (escapes of terminals begin with one), overrides of the direction of writing, halves of characters."""


def visible(text: str) -> str:
    """The text with each such character as its escape, a backslash and its number; line ends and tabs stay."""
    return _UNSEEN.sub(_written, text)


def visible_in_json(written: str) -> str:
    """JSON that means the same and holds none of them."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _written(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
