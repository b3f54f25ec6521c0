"""Every page in a real browser: nothing hostile in the evidence leaves or runs, and anybody can use it."""

import json
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from eval.running import run_suites
from eval.suites import load_suite
from personas.draft import Draft
from tests.browser.conftest import Site, served
from tests.support.ports import reserved_port
from tests.ui.web.handmade import HOSTILE, hostile, make_workspace, undecided
from workspace import publish as publishing
from workspace import review as reviewing

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
SUITE = f"""\
suite: small
type: claim
defaults: {{evidence: crew}}
cases:
- {{id: good, text: "{{s-1}}.", kind: statistic, cite: [s-1]}}
- {{id: odd, text: {json.dumps(f"“{HOSTILE}”")}, kind: verbatim, cite: [q-30]}}
"""
PAGES = {
    "overview": "", "evidence": "evidence", "segments": "segments", "drafts": "drafts", "queue": "review",
    "desk": "review?draft=d-1", "chat": "chat", "library": "library", "persona": "persona?persona=p-1",
    "journey": "journey?persona=p-1", "process": "process", "validation": "validation", "customer": "customer",
    "unknown customer": "customer?customer=C-1", "shape": "shape?draft=d-1", "evaluation": "evaluation",
    "taking in": "take-in",
}  # fmt: skip
"""Page -> its address."""

_TOO_WIDE = "(main => main.scrollWidth - main.clientWidth)(document.querySelector('.stMain') ?? document.body)"
_UNFOLD = "() => document.querySelectorAll('details.v-unfold').forEach(one => { one.open = true; })"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Hostile words in a draft and its evidence (d-1), and in what was published of another (p-1)."""
    workspace = make_workspace(tmp_path_factory.mktemp("poisoned") / "Tarnbeck", hostile, _named)
    for claim in reviewing.load(workspace, "d-2").claims:
        why = {"reason": "not useful", "note": HOSTILE} if claim.blocking else {}
        kind = "reject" if claim.blocking else "accept"
        reviewing.decide(workspace, "d-2", [claim.id], kind, actor="ravi", **why)
    reviewing.comment(workspace, "d-1", reviewing.load(workspace, "d-1").claims[0].id, HOSTILE, actor="ravi")
    publishing.approve(workspace, "d-2", actor="ravi")
    publishing.publish(workspace, "d-2", actor="ravi")
    suite = tmp_path_factory.mktemp("suites") / "small.yaml"
    suite.write_text(SUITE, encoding="utf-8")
    for _ in range(2):
        run_suites(workspace, [load_suite(str(suite))], actor="eve")
    publishing.record_use(workspace, "p-1", "brief", actor="ravi", team=HOSTILE, note=HOSTILE)
    with served(workspace, reserved_port()) as address:
        yield Site(address, workspace)
    workspace.library.close()


def _named(draft: Draft) -> Draft:
    """The whole draft, its persona and its segment named by somebody hostile."""
    names = {"persona": draft.persona.model_copy(update={"name": HOSTILE})}
    return undecided(draft.model_copy(update=names))


def opened(page: Page, site: Site, name: str) -> None:
    """A page, at rest."""
    place = PAGES[name]
    page.goto(f"{site.address}/{place}{'&' if '?' in place else '?'}as=ravi")
    at_rest(page)


def at_rest(page: Page) -> None:
    expect(page.locator(":is(h1, h2, .v-greeting):not([data-testid=stSidebar] *)").first).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()


def unharmed(page: Page, asked: list[Request], site: Site) -> None:
    """Nothing ran, nothing of the hostile words became markup, and nobody else was asked for anything."""
    assert page.evaluate("() => window.owned") is None
    assert page.evaluate("() => [...document.scripts].some(one => one.textContent.includes('owned'))") is False
    assert page.locator("a[href*='evil'], img[src*='evil']").count() == 0
    assert [one.url for one in asked if not one.url.startswith((site.address, "data:", "blob:"))] == []


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """Every request that leaves the browser."""
    seen: list[Request] = []
    page.on("request", lambda request: seen.append(request))
    return seen


def test_hostile_evidence_is_text_on_every_page(page: Page, asked: list[Request], poisoned: Site) -> None:
    shown = 0
    for name in PAGES:
        opened(page, poisoned, name)
        page.evaluate(_UNFOLD)
        shown += HOSTILE[:40] in page.locator("body").inner_text()
        unharmed(page, asked, poisoned)
    assert shown >= 5


def test_how_figures_went_from_run_to_run_is_drawn_and_can_be_seen(page: Page, poisoned: Site) -> None:
    opened(page, poisoned, "evaluation")
    line = page.locator(".v-plot[aria-label*='the oldest run first: ']").first
    expect(line.locator(".v-dot")).to_be_visible()
    stroke = line.locator(".v-stroke").bounding_box()
    assert stroke is not None and stroke["width"] > 50 and stroke["height"] > 15


@pytest.mark.parametrize(
    ("scheme", "width"),
    [("light", 1280), *(pytest.param("dark", width, marks=pytest.mark.heavy) for width in (1280, 400))],
)
def test_no_page_has_a_serious_accessibility_fault_or_is_cut(
    page: Page, poisoned: Site, scheme: Literal["light", "dark"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for name in PAGES:
        opened(page, poisoned, name)
        assert page.evaluate(_TOO_WIDE) <= 1, name
        violations = Axe().run(page).response["violations"]
        grave = [
            (one["id"], node["target"], node["html"][:160])
            for one in violations
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"][:3]
        ]
        if grave:
            found[name] = grave
    assert found == {}, json.dumps(found, indent=1)
