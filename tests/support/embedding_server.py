"""A real HTTP server on loopback that speaks OpenAI's `embeddings` interface: the vector of a text is drawn from it."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.support.loopback import Handler, Loopback


@dataclass
class EmbeddingServer(Loopback):
    """The server; `requests` holds every body that it was sent."""

    dimensions: int = 24
    status: int = 200
    lost: int = 0
    """Vectors that are left out of each answer."""
    requests: list[dict[str, Any]] = field(default_factory=list)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        return _handler(self)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Sums of a fixed vector for each word, of length 1: texts that share words are alike."""
        rows = []
        for text in texts:
            words = [
                np.random.default_rng(zlib.crc32(word.encode())).normal(size=self.dimensions) for word in text.split()
            ]
            row = np.sum(words, axis=0) if words else np.ones(self.dimensions)
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, dtype=np.float32)


def _handler(server: EmbeddingServer) -> type[BaseHTTPRequestHandler]:
    class Embeddings(Handler):
        protocol_version = "HTTP/1.0"
        """A connection for each request: a server that is gone answers on none that was left open."""

        def reply(self, asked: dict[str, Any]) -> None:
            server.requests.append(asked)
            rows = server.vectors(asked["input"])[server.lost :]
            data = [
                {"object": "embedding", "index": place, "embedding": row.tolist()} for place, row in enumerate(rows)
            ]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            good = {"object": "list", "model": asked["model"], "data": data[::-1], "usage": usage}
            bad = {"error": {"message": "scripted", "type": "scripted", "code": None}}
            self.send(server.status, json.dumps(good if server.status == 200 else bad).encode())

    return Embeddings
