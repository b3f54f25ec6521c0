"""Screenshots of the web pages for the documentation, taken in a real browser over a copy of the demo workspace.

python scripts/pictures.py [WORKSPACE [PAGE...]]        (default: demo-workspace, which `make demo` makes)
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pyarrow.parquet as pq
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from eval.running import run_suites
from eval.suites import load_suite
from personas.errors import PrerequisiteMissing, VerismError
from personas.publishing import published_json, rendered
from personas.publishing.pdf import pages_as_pictures
from ui.web.launch import command
from workspace.drafting import drafting, drafts
from workspace.figures import reliability
from workspace.publishing import publish as publishing
from workspace.reviewing import review
from workspace.workspace import Workspace

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
WIDTHS = {1280: 860, 400: 860}
"""Width of the window -> its height, in CSS pixels."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = 96
"""Colours of a picture: enough for text and flat grounds, and a third of the size."""
QUESTION = "What do they say about sizes?"


def main(folder: Path, only: Collection[str] = ()) -> None:
    """Take every picture: each page light and dark, wide and narrow; and the exports as they print. Or `only` some."""
    if not CHROMIUM.exists():
        raise PrerequisiteMissing(f"There is no Chromium at {CHROMIUM}: apt-get install chromium, or set CHROMIUM.")
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(shutil.copytree(folder, Path(temporary) / "Tarnbeck"))
        workspace = Workspace.open(copy)
        pages = {name: path for name, path in _prepared(workspace).items() if not only or name in only}
        if not only:
            shutil.rmtree(PICTURES, ignore_errors=True)
        PICTURES.mkdir(parents=True, exist_ok=True)
        with _served(workspace) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
            for scheme in SCHEMES:
                for width, height in WIDTHS.items():
                    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                    page = context.new_page()
                    for name, path in pages.items():
                        _take(page, f"{address}/{path}", PICTURES / f"{name}-{scheme}-{width}.png")
                    context.close()
            browser.close()
        if not only:
            _take_exports(workspace)
        workspace.library.close()
    sys.stdout.write(
        f"{len(list(PICTURES.iterdir()))} pictures, {sum(f.stat().st_size for f in PICTURES.iterdir()):,} bytes\n"
    )


def _prepared(workspace: Workspace) -> dict[str, str]:
    """Personas on the shelf, uses, a draft under review, a validation, runs of a suite; the pages with addresses."""
    _publish_others(workspace)
    draft, claim = _under_review(workspace)
    persona = publishing.personas(workspace)[0].id
    publishing.record_use(workspace, persona, "campaign", actor="olu", team="CRM", note="Autumn catalogue")
    publishing.record_use(workspace, persona, "brief", actor="mona", team="Product", note="")
    reliability.validate(workspace)
    for _ in range(2):
        run_suites(workspace, [load_suite("checker")], actor="eve")
    return {
        "overview": "?as=ravi",
        "evidence": "evidence?as=ravi",
        "taking-in": "take-in?as=ravi",
        "segments": "segments?as=ravi",
        "validation": "validation?as=ravi",
        "customer": f"customer?customer={_somebody(workspace)}&as=ravi",
        "drafts": "drafts?as=ravi",
        "review": f"review?draft={draft}&claim={claim}&as=ravi",
        "shape": f"shape?draft={draft}&as=ines",
        "chat": "chat?thread=pictures&as=ravi",
        "evaluation": "evaluation?as=ravi",
        "library": "library?as=ravi",
        "persona": f"persona?persona={persona}&as=ravi",
        "journey": f"journey?persona={persona}&as=ravi",
        "process": "process?as=ravi",
    }


def _somebody(workspace: Workspace) -> str:
    """A customer with orders."""
    ledger = pq.read_table(workspace.folder / "tables" / "transactions", columns=["customer_id"])
    return str(ledger["customer_id"].drop_null()[0].as_py())


def _take_exports(workspace: Workspace) -> None:
    """The first pages of the PDF; the slides, too, where LibreOffice is at hand to draw them."""
    persona = publishing.personas(workspace)[0].id
    body = published_json(publishing.persona(workspace, persona))
    for number, drawn in enumerate(pages_as_pictures(body)[:4], start=1):
        _keep(drawn, PICTURES / f"export-pdf-{number}.png")
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "deck.pptx").write_bytes(rendered(body, "pptx"))
        quiet = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "deck.pptx"], **quiet)  # type: ignore[call-overload]
        subprocess.run(["pdftoppm", "-r", "72", "-png", "deck.pdf", "slide"], **quiet)  # type: ignore[call-overload]
        for number, drawn in enumerate(sorted(folder.glob("slide*.png")), start=1):
            _keep(drawn.read_bytes(), PICTURES / f"export-slide-{number}.png")


def _keep(png: bytes, target: Path) -> None:
    """Write a picture with few colours and no more bytes than it needs."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def _publish_others(workspace: Workspace) -> None:
    """Two more personas for the shelf: what every check supports is accepted, the rest rejected."""
    for segment in drafts.segments_without_draft(workspace)[:2]:
        draft = drafting.draft_segment(workspace, segment, actor="ines")
        publishing.submit(workspace, draft.id, actor="ines")
        left = review.accept_verified(workspace, draft.id, actor="ravi").left
        if left:
            review.decide(workspace, draft.id, left, "reject", actor="ravi", reason="evidence too thin")
        publishing.approve(workspace, draft.id, actor="ravi")
        publishing.publish(workspace, draft.id, actor="ravi")


def _under_review(workspace: Workspace) -> tuple[str, str]:
    """A draft in review with some claims decided, and a claim of it that a theme supports."""
    waiting = drafts.segments_without_draft(workspace) or [publishing.personas(workspace)[0].segment_id]
    draft = drafting.draft_segment(workspace, waiting[0], actor="ines")
    publishing.submit(workspace, draft.id, actor="ines")
    facts = [claim.id for claim in draft.claims if claim.kind == "statistic" and claim.verdict == "grounded"][:12]
    review.decide(workspace, draft.id, facts, "accept", actor="ravi")
    told = [claim for claim in draft.claims if claim.kind == "theme" and claim.citations]
    return draft.id, (told or list(draft.claims))[0].id


def _take(page: Page, address: str, target: Path) -> None:
    page.goto(address)
    at_rest = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(page.locator("h1").first).to_be_visible(timeout=120_000)
    expect(at_rest).to_be_attached(timeout=60_000)
    if target.name.startswith("chat"):
        _ask(page)
        expect(at_rest).to_be_attached(timeout=60_000)
    page.wait_for_timeout(1_000)
    _keep(page.screenshot(), target)


def _ask(page: Page) -> None:
    """Ask the question, unless this thread holds its answer already."""
    expect(page.locator(".v-greeting, .v-answer").first).to_be_visible(timeout=60_000)
    if page.locator(".v-greeting").count():
        page.wait_for_timeout(1_500)
        page.get_by_test_id("stChatInputTextArea").click()
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
    expect(page.locator(".v-answer").first).to_be_visible(timeout=120_000)


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
        main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo-workspace"), sys.argv[2:])
    except VerismError as error:
        sys.exit(f"pictures: {error}")
