"""This machine's Chromium, one for all tests of a process: a second driver beside it is refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def launch_options() -> dict[str, Any]:
    """How Chromium is started: this machine's own, alone with what it is shown."""
    return {"executable_path": str(CHROMIUM), "args": _ARGUMENTS}


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, open until the last test; without it the test is skipped."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt-get install chromium")
    from playwright.sync_api import sync_playwright  # heavy, and few tests need it

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**launch_options())
        yield opened
        opened.close()
