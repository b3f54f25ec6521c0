"""What a conversation tells while an answer is made."""

from collections.abc import Callable
from typing import Literal, NamedTuple


class ChatEvent(NamedTuple):
    """A step that begins, or a checked sentence."""

    kind: Literal["step", "sentence"]
    words: str


Listener = Callable[[ChatEvent], None]
