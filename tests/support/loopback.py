"""A real HTTP server on loopback for the length of a `with`: what the doubles of model servers are made of."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


class Loopback:
    """The server. Its subclasses say with `handler` how requests are answered."""

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """What answers a request."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
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


class Handler(BaseHTTPRequestHandler):
    """Answers in JSON unless told otherwise, and logs nothing."""

    protocol_version = "HTTP/1.1"

    def send(self, status: int, body: bytes, kind: str = "application/json", promised: int = 0) -> None:
        """Send an answer; with `promised` bytes announced, it breaks off where the body ends."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(promised or len(body)))
        self.end_headers()
        self.close_connection = self.close_connection or promised > 0
        self.wfile.write(body)

    def do_GET(self) -> None:
        """One model, for whoever asks which there are."""
        self.send(200, json.dumps({"object": "list", "data": [{"id": "scripted", "object": "model"}]}).encode())

    def do_POST(self) -> None:
        """Answer what was posted, as JSON. Whoever is gone before all of it was sent has asked nothing."""
        announced = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(announced)
        if len(body) < announced:
            self.close_connection = True
        else:
            self.reply(json.loads(body or b"{}"))

    def reply(self, asked: dict[str, Any]) -> None:
        """Answer a request."""
        raise NotImplementedError

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing is logged."""
