"""Scripts, images and links written into every field: of the pages, and of the files that are taken in."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import FilePayload, Locator, Page, Request, expect

import ui.web
from eval.corpora import copy_example
from personas.draft import Draft
from tests.browser.conftest import Site, served
from tests.support.poison import poison
from tests.support.ports import reserved_port
from tests.ui.web.handmade import HOSTILE, make_workspace, short, undecided
from workspace import drafting, ingest, publish, review, segmenting
from workspace.workspace import Workspace

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
ATTACK = (
    f'{HOSTILE} "><svg onload="window.owned=1"> <a href="javascript:window.owned=1">x</a> '
    "<iframe src='//evil.test/f'></iframe> <style>@import url(//evil.test/s);</style> [r]: http://evil.test/r"
)
BRIEF = "<img src=//evil.test/a onerror=owned=1>"
"""The same for a field that takes forty characters."""
EVERY_PAGE = (
    "", "evidence", "take-in", "segments", "validation", "customer", "drafts", "review", "review?draft=d-1",
    "shape?draft=d-1", "chat?thread=t", "evaluation", "library", "persona?persona=p-1", "journey?persona=p-1",
    "process",
)  # fmt: skip


class Field(NamedTuple):
    """A field of a page: where it is, what opens it, its label, and the button that sends it (else Enter)."""

    place: str
    label: str
    opening: tuple[str, ...] = ()
    """Words to click on; `key:x` for a key."""
    button: str = ""


FIELDS = (
    Field("evidence", "Search what was said and counted"),
    Field("evidence", "Respondent, customer id or e-mail address", ("Erase a person",)),
    Field("customer", "Customer id"),
    Field("chat?thread=t", "Ask about the evidence, or write help"),
    Field("review?draft=d-1", "New words", ("key:e",), "Save (Ctrl+Enter)"),
    Field("review?draft=d-1", "A note, if you like", ("key:x",), "Not useful"),
    Field("review?draft=d-1", "Comment", ("Comment",)),
    Field("review?draft=d-1", "What should change?", ("Request changes",), "Send back"),
    Field("shape?draft=d-1", "The persona's fictional name"),
    Field("shape?draft=d-1", "A new stage"),
    Field("shape?draft=d-1", "Stage 1"),
    Field("shape?draft=d-1", "Owner"),
    Field("shape?draft=d-1", "KPI"),
    Field("shape?draft=d-1", "Hypothesis", ("A planned journey",)),
    Field("library", "Search"),
    Field("persona?persona=p-1", "Team", ("Used for",), "Record the use"),
    Field("persona?persona=p-1", "Note", ("Used for",), "Record the use"),
    Field("", "Signed in as"),
)


def at_rest(page: Page) -> None:
    expect(page.locator(":is(h1, h2, .v-greeting):not([data-testid=stSidebar] *)").first).to_be_visible(timeout=150_000)
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()


def unharmed(page: Page, asked: list[Request], site: Site) -> None:
    """Nothing ran, nothing hostile became markup, and nobody but the server was asked for anything."""
    assert page.evaluate("() => window.owned") is None
    made = "a[href*='evil'], a[href^='javascript'], img[src*='evil'], iframe, svg[onload]"
    assert page.locator(made).count() == 0
    assert [one.url for one in asked if not one.url.startswith((site.address, "data:", "blob:"))] == []


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """Every request that leaves the browser."""
    seen: list[Request] = []
    page.on("request", lambda request: seen.append(request))
    return seen


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A draft under review (d-1) and a published persona (p-1)."""
    workspace = make_workspace(tmp_path_factory.mktemp("fields") / "Tarnbeck", _with_journey, undecided)
    for claim in review.load(workspace, "d-2").claims:
        kind = "reject" if claim.blocking else "accept"
        review.decide(workspace, "d-2", [claim.id], kind, actor="ravi", reason="not useful" if claim.blocking else "")
    publish.approve(workspace, "d-2", actor="ravi")
    publish.publish(workspace, "d-2", actor="ravi")
    with served(workspace, reserved_port()) as address:
        yield Site(address, workspace)
    workspace.library.close()


def _with_journey(draft: Draft) -> Draft:
    """Three claims, and an opportunity of the journey."""
    told = [claim for claim in draft.claims if claim.section == "opportunities"][:1]
    return short(draft).model_copy(update={"claims": (*short(draft).claims, *told)})


def _open(page: Page, site: Site, field: Field) -> Locator:
    page.goto(f"{site.address}/{field.place}{'&' if '?' in field.place else '?'}as=ravi")
    at_rest(page)
    for step in field.opening:
        if step.startswith("key:"):
            expect(page.get_by_role("button", name="Next")).to_be_visible()
            at_rest(page)
            page.wait_for_timeout(500)
            page.keyboard.press(step.removeprefix("key:"))
        else:
            page.get_by_text(step).first.click()
        at_rest(page)
    return page.get_by_role("textbox", name=field.label, exact=True).first


def _upload(page: Page, site: Site) -> None:
    """A file whose name, columns and cells are attacks."""
    page.goto(f"{site.address}/take-in?as=ravi")
    at_rest(page)
    cell = ATTACK.replace('"', '""')
    rows = "".join(f'r{number},"{cell}","{cell}"\n' for number in range(3))
    words = f'id,"{cell}",said\n{rows}'.encode()
    file = FilePayload(name="<img src=x onerror=owned=1>.csv", mimeType="text/csv", buffer=words)
    page.locator("input[type=file]").set_input_files(files=[file])
    page.wait_for_timeout(2_000)
    at_rest(page)


def test_every_field_takes_an_attack_as_words(page: Page, asked: list[Request], room: Site) -> None:
    for field in FIELDS:
        found = _open(page, room, field)
        expect(found).to_be_visible()
        most = found.get_attribute("maxlength")
        found.fill(ATTACK if most is None or int(most) >= len(ATTACK) else BRIEF)
        if field.button and page.get_by_role("button", name=field.button).count():
            page.get_by_role("button", name=field.button).first.click()
        else:
            found.press("Control+Enter" if found.evaluate("one => one.tagName") == "TEXTAREA" else "Enter")
        page.wait_for_timeout(400)
        expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
        unharmed(page, asked, room)
    _upload(page, room)
    unharmed(page, asked, room)
    shown = 0
    for place in EVERY_PAGE:
        page.goto(f"{room.address}/{place}")
        at_rest(page)
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
        shown += "evil.test" in page.locator("body").inner_text()
        unharmed(page, asked, room)
    assert shown >= 2


def test_no_field_of_the_pages_was_left_out() -> None:
    """The fields above, the one that takes a file, and the table of its questions, in which answers are chosen."""
    sources = Path(ui.web.__file__).parent.rglob("*.py")
    asks = re.compile(r"\.(?:text_input|text_area|chat_input|number_input|date_input|file_uploader|data_editor)\(")
    assert sum(len(asks.findall(path.read_text(encoding="utf-8"))) for path in sources) == len(FIELDS) + 2


@pytest.mark.heavy
def test_every_field_of_every_file_is_shown_as_words(page: Page, asked: list[Request], tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "Fennmoor")
    files = copy_example("bank", workspace.folder)
    assert poison(files, ATTACK) > 80
    ingest.ingest(workspace, [files], actor="ines")
    segmenting.build_all(workspace, actor="ines")
    drafting.draft_segment(workspace, segmenting.segments(workspace)[0].id, actor="ines", writer="extractive")
    publish.submit(workspace, "d-1", actor="ines")
    with served(workspace, reserved_port()) as address:
        site, shown = Site(address, workspace), 0
        for place in (*(one for one in EVERY_PAGE if "p-1" not in one), "evidence?q=evil.test", "review?draft=d-1"):
            page.goto(f"{address}/{place}")
            at_rest(page)
            page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
            shown += "evil" in page.locator("body").inner_text()
            unharmed(page, asked, site)
    workspace.library.close()
    assert shown
