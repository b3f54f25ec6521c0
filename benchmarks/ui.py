"""How fast the review desk is, measured in a real Chromium: from a key to the next claim, and to the first paint.

python -m benchmarks.ui      (make bench-ui)

A draft is reviewed by keyboard alone, one claim after the other; each step is timed inside the browser, from the key's
own event to the frame that shows the next claim. The pages are served by a process of their own over a small workspace;
what that process takes for a claim is given beside the times, because it does not depend on the machine's load.
"""

import json
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from personas.claims import BLOCKING
from tests.browser.conftest import CLAIM, at_rest, serving
from tests.support.chromium import CHROMIUM, launch_options
from tests.support.ports import reserved_port
from tests.ui.web.handmade import make_workspace
from workspace.reviewing import review
from workspace.workspace import Workspace

RESULT = Path(__file__).parent / "results" / "ui.json"
CLAIMS = 40
KEY_BAR, PAINT_BAR = 0.2, 3.0
"""Seconds that a reviewer waits at most, as a median."""

_LISTEN = f"""() => {{
  const text = () => document.querySelector("{CLAIM}")?.innerText;
  const before = text();
  window.next = new Promise(shown => document.addEventListener("keydown", () => {{
    const start = performance.now();
    const look = () => {{
      if (text() && text() !== before) shown(performance.now() - start);
      else requestAnimationFrame(look);
    }};
    requestAnimationFrame(look);
  }}, {{once: true, capture: true}}));
}}"""
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def main() -> int:
    """Measure, print, write the result; 1 when a bar is missed."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace = make_workspace(Path(folder) / "Tarnbeck", longer)
        browser = playwright.chromium.launch(**launch_options())
        with serving(workspace, port := reserved_port()) as server:
            address = f"http://127.0.0.1:{port}"
            paints = [_paint(browser, address) for _ in range(5)]
            before = _processor_seconds(server.pid)
            keys, seconds = _review(browser, address, workspace)
            spent = (_processor_seconds(server.pid) - before) / (len(keys) + 1)
        browser.close()
        workspace.library.close()
    return _report(keys, paints, seconds, spent)


def longer(draft: Any) -> Any:
    """The fixture's draft cut to, or filled up to, 40 claims of unlike words."""
    claims = list(draft.claims)
    while len(claims) < CLAIMS:
        one = draft.claims[len(claims) % len(draft.claims)]
        claims.append(one.model_copy(update={"id": f"c-{100 + len(claims)}", "text": f"{one.text} ({len(claims)})"}))
    return draft.model_copy(update={"claims": tuple(claims[:CLAIMS])})


def review_by_keyboard(page: Page, workspace: Workspace, draft_id: str) -> list[float]:
    """Decide every claim of a draft with keys alone; seconds from each deciding key to the next claim."""
    took = []
    while undecided := [claim for claim in review.load(workspace, draft_id).claims if claim.decision is None]:
        at_rest(page)
        shown = page.locator(CLAIM).inner_text()
        claim = next(one for one in undecided if " ".join(one.text.split()) == " ".join(shown.split()))
        key = "a"
        if claim.verdict in BLOCKING:
            page.keyboard.press("x")
            expect(page.get_by_text("The key rejects at once")).to_be_visible()
            at_rest(page)
            key = "2"
        page.evaluate(_LISTEN)
        page.keyboard.press(key)
        if len(undecided) > 1:
            took.append(page.evaluate("() => window.next") / 1000)
        else:
            expect(page.get_by_text("nothing left to decide")).to_be_visible()
    return took


def _review(browser: Browser, address: str, workspace: Workspace) -> tuple[list[float], float]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/review?draft=d-1&as=ravi")
    at_rest(page)
    started = time.monotonic()
    took = review_by_keyboard(page, workspace, "d-1")
    return took, time.monotonic() - started


def _paint(browser: Browser, address: str) -> tuple[float, float]:
    """Seconds to the first contentful paint and to the claim, in a browser that never saw the pages."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    started = time.monotonic()
    page.goto(f"{address}/review?draft=d-1&as=ravi", wait_until="commit")
    expect(page.locator(CLAIM)).to_be_visible()
    claim = time.monotonic() - started
    painted = page.evaluate(_PAINT) / 1000
    context.close()
    return painted, claim


def _processor_seconds(process: int) -> float:
    """What a process has taken so far, by itself and for the system on its behalf."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _report(keys: list[float], paints: list[tuple[float, float]], seconds: float, server: float) -> int:
    key, paint, claim = statistics.median(keys), *(statistics.median(column) for column in zip(*paints, strict=True))
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = {
        "key_to_next_claim": {"median": key, "p95": sorted(keys)[int(0.95 * len(keys))], "n": len(keys)},
        "first_paint": {"median": paint, "n": len(paints)},
        "first_claim": {"median": claim, "n": len(paints)},
        "review": {"claims": len(keys) + 1, "seconds": seconds},
        "server_processor_seconds_a_claim": server,
        "load_average": os.getloadavg()[0],
        "processor_seconds": spent.ru_utime + spent.ru_stime,
    }
    ratios = {"key_to_next_claim": _ratio(key, KEY_BAR), "first_paint": _ratio(paint, PAINT_BAR)}
    machine = {"machine": platform.machine(), "processors": os.cpu_count(), "system": platform.system()}
    versions = {"python": platform.python_version(), **{name: version(name) for name in ("streamlit", "playwright")}}
    RESULT.parent.mkdir(exist_ok=True)
    result = {"machine": machine, "versions": versions, "figures": figures, "ratios": ratios}
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    for name, ratio in ratios.items():
        print(f"{name}: {ratio['value']:.3f} s, bar {ratio['bar']} s: {'holds' if ratio['holds'] else 'MISSED'}")
    print(json.dumps(figures, indent=2))
    return 0 if all(ratio["holds"] for ratio in ratios.values()) else 1


def _ratio(value: float, bar: float) -> dict[str, Any]:
    return {"value": round(value, 4), "bar": bar, "better": "lower", "holds": value <= bar}


if __name__ == "__main__":
    sys.exit(main() if CHROMIUM.exists() else f"bench-ui: there is no Chromium at {CHROMIUM}: apt-get install chromium")
