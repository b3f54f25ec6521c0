"""The review desk in a real browser."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import CLAIM, CONTESTED, HELD, HOSTILE_ONE, KEYS, RELOADED, WHOLE, Site, at_rest, press
from tests.ui.web.handmade import HOSTILE
from workspace.publishing import publish as publishing
from workspace.reviewing import review as reviewing

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def sign_in_by_keyboard(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Signed in as":
            break
    page.keyboard.press("Control+a")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**as={name}*")


def test_a_draft_is_reviewed_by_keyboard_alone_and_approved_by_a_second_actor(page: Page, site: Site) -> None:
    page.goto(site.desk(KEYS))
    press(page, "a", "ungrounded: edit it until its checks pass")
    press(page, "x", "The key rejects at once")
    press(page, "3", "1 of 3 decided")
    press(page, "a", "2 of 3 decided")
    press(page, "u", "1 of 3 decided")
    press(page, "a", "2 of 3 decided")
    at_rest(page)
    page.keyboard.press("e")
    expect(page.locator("textarea").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("textarea")).to_have_count(0)
    press(page, "a", "3 of 3 decided")
    sign_in_by_keyboard(page, "ines")
    press(page, "Shift+A", "ines drafted d-1: another person must approve it")
    sign_in_by_keyboard(page, "mara")
    press(page, "Shift+A", "It is approved.")
    press(page, "Shift+P", "stands in the library")
    assert reviewing.load(site.workspace, KEYS).status == "published"
    assert publishing.personas(site.workspace)[0].name == "Rowan Ashby"


def test_hostile_text_is_shown_as_text_and_nothing_leaves_or_runs(page: Page, site: Site) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(site.desk(HOSTILE_ONE))
    at_rest(page)
    assert page.locator(CLAIM).inner_text() == HOSTILE
    assert page.locator(".v-quote blockquote mark").first.inner_text() == HOSTILE
    assert HOSTILE in page.locator(".v-quote figcaption").first.inner_text()
    press(page, "a", "edit it until its checks pass")
    press(page, "x", "The key rejects at once")
    page.keyboard.press("Escape")
    page.goto(f"{site.address}/drafts?as=ravi")
    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    page.goto(f"{site.address}/evidence?as=ravi")
    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    assert page.evaluate("window.owned") is None
    assert page.locator("a[href*='evil'], img[src*='evil']").count() == 0
    assert [one.url for one in asked if not one.url.startswith((site.address, "data:", "blob:"))] == []


def test_a_reload_keeps_the_place_and_who_is_looking(page: Page, site: Site) -> None:
    page.goto(site.desk(RELOADED, actor="mara"))
    press(page, "j", "2 of 3 ·")
    seen = page.locator(CLAIM).inner_text()
    press(page, "a", "1 of 3 decided")
    press(page, "k", "2 of 3 ·")
    page.reload()
    at_rest(page)
    assert page.locator(CLAIM).inner_text() == seen
    expect(page.get_by_role("textbox", name="Signed in as")).to_have_value("mara")
    expect(page.get_by_text("by mara, just now")).to_be_visible()


def test_a_stale_reviewer_is_refused_and_keeps_what_was_typed(page: Page, site: Site) -> None:
    claim = reviewing.load(site.workspace, CONTESTED).claims[1]
    page.goto(site.desk(CONTESTED, claim=claim.id))
    at_rest(page)
    page.keyboard.press("e")
    expect(page.locator("textarea").first).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("My own words for it.")
    reviewing.decide(site.workspace, CONTESTED, [claim.id], "accept", actor="mara")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing was written").first).to_be_visible()
    expect(page.locator("textarea").first).to_have_value("My own words for it.")
    assert reviewing.load(site.workspace, CONTESTED).claim(claim.id).text == claim.text
    page.keyboard.press("Control+g")
    expect(page.get_by_text("Nothing was written")).to_have_count(0)
    expect(page.get_by_role("button", name="go on with my words")).to_have_count(0)
    page.locator("textarea").first.focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("What the edit changed")).to_be_visible()
    assert reviewing.load(site.workspace, CONTESTED).claim(claim.id).text == "My own words for it."


def test_the_next_claim_is_there_soon_after_the_key(page: Page, site: Site) -> None:
    page.goto(site.desk(WHOLE))
    at_rest(page)
    took = []
    for _ in range(5):
        before = page.locator(CLAIM).inner_text()
        took.append(page.evaluate(_TIMED, before))
    assert sorted(took)[2] < 3_000, took


_TIMED = """async (before) => {
  const text = () => document.querySelector(".v-claim-text")?.innerText;
  const start = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "j", code: "KeyJ", keyCode: 74, bubbles: true}));
  document.dispatchEvent(new KeyboardEvent("keyup", {key: "j", code: "KeyJ", keyCode: 74, bubbles: true}));
  while (text() === before && performance.now() - start < 20000) await new Promise(requestAnimationFrame);
  const took = performance.now() - start;
  await new Promise(done => setTimeout(done, 600));
  return took;
}"""


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_is_cut_off_at_the_side(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.desk(WHOLE))
    at_rest(page)
    assert page.evaluate("(m => m.scrollWidth - m.clientWidth)(document.querySelector('[data-testid=stMain]'))") <= 1


def test_a_key_that_is_held_down_decides_one_claim(page: Page, site: Site) -> None:
    page.goto(site.desk(HELD))
    at_rest(page)
    for _ in range(10):
        page.keyboard.down("j")
    expect(page.get_by_text("2 of 3 ·").first).to_be_visible()
    at_rest(page)
    page.keyboard.up("j")
    for _ in range(10):
        page.keyboard.down("a")
    page.keyboard.up("a")
    expect(page.get_by_text("1 of 3 decided")).to_be_visible()
    at_rest(page)
    decided = [claim for claim in reviewing.load(site.workspace, HELD).claims if claim.decision is not None]
    assert len(decided) == 1
