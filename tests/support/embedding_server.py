"""A real HTTP server on loopback that speaks OpenAI's `embeddings` interface: the vector of a text is drawn from it."""

import json
import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass
class EmbeddingServer:
    """The server; `requests` holds every body that it was sent."""

    dimensions: int = 24
    status: int = 200
    lost: int = 0
    """Vectors that are left out of each answer."""
    requests: list[dict[str, Any]] = field(default_factory=list)

    def __enter__(self) -> "EmbeddingServer":
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def base_url(self) -> str:
        """The address, with /v1."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

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
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(asked)
            rows = server.vectors(asked["input"])[server.lost :]
            data = [
                {"object": "embedding", "index": place, "embedding": row.tolist()} for place, row in enumerate(rows)
            ]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            good = {"object": "list", "model": asked["model"], "data": data[::-1], "usage": usage}
            bad = {"error": {"message": "scripted", "type": "scripted", "code": None}}
            body = json.dumps(good if server.status == 200 else bad).encode()
            self.send_response(server.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Nothing is logged."""

    return Handler
