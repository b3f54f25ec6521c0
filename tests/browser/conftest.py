"""A real Chromium, and the pages served by a process of their own over a small workspace."""

import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.ports import reserved_port
from tests.ui.web.handmade import hostile, make_workspace, short
from ui.web.launch import command
from workspace.workspace import Workspace

_PATIENCE = 120
CLAIM = ".v-claim-text"
"""The words of the claim on the desk."""
expect.set_options(timeout=60_000)
KEYS, HOSTILE_ONE, RELOADED, CONTESTED, WHOLE, TYPED, NOTED, HELD, FAST, FASTER, TWO = (
    f"d-{number}" for number in range(1, 12)
)
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
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    whole = lambda draft: draft  # noqa: E731
    stories = (short, hostile, short, short, whole, short, short, short, whole, whole, short)
    workspace = make_workspace(tmp_path_factory.mktemp("site") / "Tarnbeck", *stories)
    with served(workspace, reserved_port()) as address:
        yield Site(address, workspace)
    workspace.library.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def at_rest(page: Page) -> None:
    """Wait until the page shows a claim and nothing is under way."""
    expect(page.locator(CLAIM)).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()


def press(page: Page, key: str, shows: str) -> None:
    """Press a key and wait for what it brings."""
    at_rest(page)
    page.keyboard.press(key)
    expect(page.get_by_text(shows).first).to_be_visible()


@contextmanager
def served(workspace: Workspace, port: int, **variables: str) -> Iterator[str]:
    """The address of the pages over a workspace, served by a process of their own."""
    with serving(workspace, port, **variables):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def serving(workspace: Workspace, port: int, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process that serves the pages over a workspace; its log is in the folder."""
    environment = {**os.environ, "VERISM_WORKSPACE": str(workspace.folder), "VERISM_ACTOR": "ravi", **variables}
    with (workspace.folder / "server.log").open("ab") as log:
        line = command(port, pages_url=variables.get("VERISM_PAGES_URL"))
        server = subprocess.Popen(line, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield server
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until a server answers."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise AssertionError("the server stopped by itself")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer")
