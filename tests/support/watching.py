"""A second process with the workspace open: it searches again and again until it sees what it waits for."""

import time
from multiprocessing.connection import Connection
from pathlib import Path

from tests.support import forked
from workspace.evidence.searching import search_quotes
from workspace.workspace import Workspace

_PATIENCE = 120


class Watcher:
    """The process, ready when its first search is answered."""

    def __init__(self, room: Path, query: str) -> None:
        self._heard, says = forked.CONTEXT.Pipe(duplex=False)
        self._process = forked.start(_watch, str(room), query, says)
        assert self._heard.poll(_PATIENCE) and self._heard.recv() == "ready"

    def seen_at(self) -> float:
        """When it first saw a quote with the query's last word, on the machine's monotonic clock."""
        assert self._heard.poll(_PATIENCE), "it never sees it"
        self._process.join(_PATIENCE)
        return float(self._heard.recv())


def _watch(room: str, query: str, says: Connection) -> None:
    workspace, word = Workspace.open(Path(room)), query.split()[-1]
    search_quotes(workspace, query, None, 3)
    says.send("ready")
    while not any(word in quote.text for quote, _ in search_quotes(workspace, query, None, 3)):
        time.sleep(0.02)
    says.send(time.monotonic())
