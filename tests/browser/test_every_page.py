"""Every page in a real browser: nothing hostile, from evidence or typed, leaves or runs, and anybody can use it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

import ui.web
from eval.corpora import copy_example
from eval.running import run_suites
from eval.suites import load_suite
from personas.draft import Draft
from tests.browser.attacking import ATTACK, FIELDS, opened, type_into, unfolded, unharmed, upload
from tests.browser.conftest import Site, served
from tests.support.poison import poison
from tests.support.ports import reserved_port
from tests.ui.web.handmade import HOSTILE, hostile, make_workspace, short, undecided
from workspace import segmenting
from workspace.drafting import drafting
from workspace.intake import ingest
from workspace.publishing import publish as publishing
from workspace.reviewing import review as reviewing
from workspace.workspace import Workspace

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
    "taking in": "take-in", "desk typed into": "review?draft=d-3", "shape typed into": "shape?draft=d-3",
    "chat typed into": "chat?thread=t",
}  # fmt: skip
"""Page -> its address."""

BEGUN = {
    "edit": "New words", "reject": "A note, if you like", "comment": "A comment on this claim",
    "changes": "What should change?",
}  # fmt: skip
"""What may be begun on the desk -> the field that it opens."""

_TOO_WIDE = "(main => main.scrollWidth - main.clientWidth)(document.querySelector('.stMain') ?? document.body)"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Hostile words in a draft and its evidence (d-1), in what was published of another (p-1), and one to type into."""
    workspace = make_workspace(tmp_path_factory.mktemp("poisoned") / "Tarnbeck", hostile, _named, _with_journey)
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


def _with_journey(draft: Draft) -> Draft:
    """Three claims, and an opportunity of the journey."""
    told = [claim for claim in draft.claims if claim.section == "opportunities"][:1]
    return short(draft).model_copy(update={"claims": (*short(draft).claims, *told)})


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """Every request that leaves the browser."""
    seen: list[Request] = []
    page.on("request", lambda request: seen.append(request))
    return seen


def test_how_figures_went_from_run_to_run_is_drawn_and_can_be_seen(page: Page, poisoned: Site) -> None:
    opened(page, poisoned, PAGES["evaluation"])
    line = page.locator(".v-plot[aria-label*='the oldest run first: ']").first
    expect(line.locator(".v-dot")).to_be_visible()
    stroke = line.locator(".v-stroke").bounding_box()
    assert stroke is not None and stroke["width"] > 50 and stroke["height"] > 15


def test_every_field_takes_an_attack_and_every_page_shows_it_as_words(
    page: Page, asked: list[Request], poisoned: Site
) -> None:
    for field in FIELDS:
        type_into(page, poisoned, field)
        unharmed(page, asked, poisoned)
    upload(page, poisoned)
    unharmed(page, asked, poisoned)
    faults, texts = {}, []
    for name, place in PAGES.items():
        opened(page, poisoned, place)
        faults[name] = faults_for_anybody(page)
        texts.append(unfolded(page))
        unharmed(page, asked, poisoned)
    assert not any(faults.values()), json.dumps(faults, indent=1)
    assert sum(HOSTILE[:40] in text for text in texts) >= 5
    assert sum(ATTACK[len(HOSTILE) :][:40] in text for text in texts) >= 2


def test_no_field_of_the_pages_was_left_out() -> None:
    """Those of FIELDS, and four that take no words: a file, the table of its questions, and the two days of drift."""
    sources = Path(ui.web.__file__).parent.rglob("*.py")
    asks = re.compile(r"\.(?:text_input|text_area|chat_input|number_input|date_input|file_uploader|data_editor)\(")
    assert sum(len(asks.findall(path.read_text(encoding="utf-8"))) for path in sources) == len(FIELDS) + 4


@pytest.mark.heavy
@pytest.mark.parametrize("width", [1280, 400])
def test_no_page_has_a_serious_accessibility_fault_or_is_cut_in_the_dark(
    page: Page, poisoned: Site, width: int
) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": width, "height": 900})
    faults = {}
    for name, place in PAGES.items():
        opened(page, poisoned, place)
        faults[name] = faults_for_anybody(page)
    claim = reviewing.load(poisoned.workspace, "d-3").claims[0].id
    for doing, label in BEGUN.items():
        opened(page, poisoned, f"review?draft=d-3&claim={claim}&doing={doing}")
        expect(page.get_by_label(label).first).to_be_visible()
        faults[doing] = faults_for_anybody(page)
    assert not any(faults.values()), json.dumps(faults, indent=1)


def faults_for_anybody(page: Page) -> list[str]:
    """The serious accessibility faults of a page, and whether it is cut at the side."""
    cut = ["cut at the side"] if page.evaluate(_TOO_WIDE) > 1 else []
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return cut + [
        f"{one['id']} {node['target']} {node['html'][:160]}"
        for one in violations
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.heavy
def test_every_field_of_every_file_is_shown_as_words(page: Page, asked: list[Request], tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "Fennmoor")
    files = copy_example("bank", workspace.folder)
    assert poison(files, ATTACK) > 80
    ingest.ingest(workspace, [files], actor="ines")
    segmenting.build_all(workspace, actor="ines")
    drafting.draft_segment(workspace, segmenting.segments(workspace)[0].id, actor="ines", writer="extractive")
    publishing.submit(workspace, "d-1", actor="ines")
    places = [place for place in PAGES.values() if not re.search("p-1|d-3", place)]
    with served(workspace, reserved_port()) as address:
        site, shown = Site(address, workspace), 0
        for place in (*places, "evidence?q=evil.test"):
            opened(page, site, place)
            shown += "evil" in unfolded(page)
            unharmed(page, asked, site)
    workspace.library.close()
    assert shown
