"""A real Chromium, and the pages served by a process of their own over a small workspace."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.ui.web.handmade import hostile, make_workspace, short
from ui.web.launch import command
from workspace.workspace import Workspace

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_PATIENCE = 120
expect.set_options(timeout=60_000)
KEYS, HOSTILE_ONE, RELOADED, CONTESTED, WHOLE = ("d-1", "d-2", "d-3", "d-4", "d-5")
"""The drafts of the workspace, one for each story."""


class Site(NamedTuple):
    """The pages as served, and the workspace behind them."""

    address: str
    workspace: Workspace

    def desk(self, draft: str, actor: str = "ravi", claim: str = "") -> str:
        """The address of a draft's review desk for somebody."""
        place = f"&claim={claim}" if claim else ""
        return f"{self.address}/review?draft={draft}&as={actor}{place}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    workspace = make_workspace(tmp_path_factory.mktemp("site") / "Tarnbeck", short, hostile, short, short, lambda d: d)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {**os.environ, "VERISM_WORKSPACE": str(workspace.folder), "VERISM_ACTOR": "ravi"}
    with (workspace.folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command(port), env=variables, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield Site(f"http://127.0.0.1:{port}", workspace)
        finally:
            server.terminate()
            server.wait(timeout=20)
            workspace.library.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise AssertionError("the server of the pages stopped by itself")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server of the pages did not answer")
