"""Streaming a model's answer: each sentence is passed on as soon as it is complete."""

from collections.abc import Iterator
from typing import Any

from langchain_core.messages import AIMessageChunk
from langchain_core.utils.json import parse_partial_json


class Partial:
    """Puts the pieces of a model's message together and gives the sentences that are whole."""

    def __init__(self) -> None:
        self._id, self._text, self._given = "", "", 0

    def take(self, piece: AIMessageChunk) -> Iterator[dict[str, Any]]:
        """The sentences that this piece makes whole."""
        if piece.id != self._id:
            self._id, self._text, self._given = piece.id or "", "", 0
        self._text += _said(piece)
        sentences = self._sentences()
        whole = sentences[: len(sentences) - (not self._text.rstrip().endswith("}"))]
        yield from whole[self._given :]
        self._given = max(self._given, len(whole))

    def _sentences(self) -> list[dict[str, Any]]:
        """The sentences so far; the last one may be half."""
        if '"sentences"' not in self._text:
            return []
        try:
            found = parse_partial_json(self._text)
        except ValueError:
            return []
        sentences = found.get("sentences") if isinstance(found, dict) else None
        return [one for one in sentences if isinstance(one, dict)] if isinstance(sentences, list) else []


def _said(piece: AIMessageChunk) -> str:
    """The text of a piece, or the arguments of the answering tool's call."""
    arguments = "".join(str(call.get("args") or "") for call in piece.tool_call_chunks)
    return str(piece.text) or arguments
