"""Screenshots of the web pages for the documentation, taken in a real browser over a copy of the demo workspace.

python scripts/pictures.py [WORKSPACE]        (default: demo-workspace, which `make demo` makes)
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from personas.errors import PrerequisiteMissing, VerismError
from ui.web.launch import command
from workspace import drafting, review
from workspace import publish as publishing
from workspace.workspace import Workspace

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = {"width": 1280, "height": 860}
QUESTION = "What do they say about sizes?"


def main(folder: Path) -> None:
    """Take every picture."""
    if not CHROMIUM.exists():
        raise PrerequisiteMissing(f"There is no Chromium at {CHROMIUM}: apt-get install chromium, or set CHROMIUM.")
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(shutil.copytree(folder, Path(temporary) / "Tarnbeck"))
        workspace = Workspace.open(copy)
        _publish_others(workspace)
        draft, claim = _under_review(workspace)
        persona = publishing.personas(workspace)[0].id
        pages = {
            "review": f"review?draft={draft}&claim={claim}&as=ravi",
            "persona": f"persona?persona={persona}&as=ravi",
            "journey": f"journey?persona={persona}&as=ravi",
            "library": "library?as=ravi",
            "chat": "chat?as=ravi",
        }
        PICTURES.mkdir(parents=True, exist_ok=True)
        with _served(workspace) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_context(viewport=SIZE, color_scheme="light", device_scale_factor=1.5).new_page()
            for name, path in pages.items():
                _take(page, f"{address}/{path}", name)
            browser.close()
        workspace.library.close()


def _publish_others(workspace: Workspace) -> None:
    """Two more personas for the shelf: what every check supports is accepted, the rest rejected."""
    for segment in drafting.segments_without_draft(workspace)[:2]:
        draft = drafting.draft_segment(workspace, segment, actor="ines")
        publishing.submit(workspace, draft.id, actor="ines")
        left = review.accept_verified(workspace, draft.id, actor="ravi").left
        if left:
            review.decide(workspace, draft.id, left, "reject", actor="ravi", reason="evidence too thin")
        publishing.approve(workspace, draft.id, actor="ravi")
        publishing.publish(workspace, draft.id, actor="ravi")


def _under_review(workspace: Workspace) -> tuple[str, str]:
    """A draft in review with some claims decided, and a claim of it that a theme supports."""
    waiting = drafting.segments_without_draft(workspace) or [publishing.personas(workspace)[0].segment_id]
    draft = drafting.draft_segment(workspace, waiting[0], actor="ines")
    publishing.submit(workspace, draft.id, actor="ines")
    facts = [claim.id for claim in draft.claims if claim.kind == "statistic" and claim.verdict == "grounded"][:12]
    review.decide(workspace, draft.id, facts, "accept", actor="ravi")
    told = [claim for claim in draft.claims if claim.kind == "theme" and claim.citations]
    return draft.id, (told or list(draft.claims))[0].id


def _take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    at_rest = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(page.locator("h1").first).to_be_visible(timeout=120_000)
    expect(at_rest).to_be_attached(timeout=60_000)
    if name == "chat":
        expect(page.locator(".v-greeting")).to_be_visible(timeout=60_000)
        expect(at_rest).to_be_attached(timeout=60_000)
        page.wait_for_timeout(1_500)
        page.get_by_test_id("stChatInputTextArea").click()
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        expect(page.locator(".v-answer").first).to_be_visible(timeout=120_000)
        expect(at_rest).to_be_attached(timeout=60_000)
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / f"{name}.png")


@contextmanager
def _served(workspace: Workspace) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {**os.environ, "VERISM_WORKSPACE": str(workspace.folder), "VERISM_ACTOR": "ravi"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command(port), env=variables, **quiet)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise PrerequisiteMissing("The pages did not start; `verism ui` shows why.")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo-workspace"))
    except VerismError as error:
        sys.exit(f"pictures: {error}")
