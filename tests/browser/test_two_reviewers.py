"""Two people at one draft, each in their own browser: the slower is refused with what changed and keeps their words."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TWO, Site, at_rest, press
from workspace.reviewing import review as reviewing

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def at_the_desk(browser: Browser, site: Site, who: str, claim: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    page.goto(site.desk(TWO, actor=who, claim=claim))
    at_rest(page)
    return page


def test_the_slower_of_two_keeps_note_and_comment_and_goes_on_with_them(browser: Browser, site: Site) -> None:
    claim = reviewing.load(site.workspace, TWO).claims[1]
    ravi = at_the_desk(browser, site, "ravi", claim.id)
    ravi.get_by_text("Comment", exact=True).first.click()
    ravi.get_by_placeholder("Write a comment").fill("Where is this")
    ravi.get_by_role("button", name="Reject").click()
    expect(ravi.get_by_text("The key rejects at once")).to_be_visible()
    ravi.get_by_label("A note, if you like").fill("two of fifty are not")
    ravi.evaluate("document.activeElement.blur()")
    mara = at_the_desk(browser, site, "mara", claim.id)
    press(mara, "a", "1 of 3 decided")
    at_rest(ravi)
    press(ravi, "2", "was accepted by mara since you looked at it")
    expect(ravi.get_by_text("by mara, just now")).to_be_visible()
    expect(ravi.get_by_label("A note, if you like")).to_have_value("two of fifty are not")
    assert reviewing.load(site.workspace, TWO).claim(claim.id).decision.actor == "mara"
    ravi.get_by_role("button", name="go on with my words").click()
    expect(ravi.get_by_role("button", name="go on with my words")).to_have_count(0)
    ravi.evaluate("document.activeElement.blur()")
    at_rest(ravi)
    ravi.keyboard.press("2")
    expect(ravi.get_by_label("A note, if you like")).to_have_count(0)
    decision = reviewing.load(site.workspace, TWO).claim(claim.id).decision
    assert (decision.actor, decision.kind, decision.note) == ("ravi", "reject", "two of fifty are not")
    ravi.goto(site.desk(TWO, claim=claim.id))
    at_rest(ravi)
    ravi.get_by_text("Comment", exact=True).first.click()
    expect(ravi.get_by_placeholder("Write a comment")).to_have_value("Where is this")
    at_rest(mara)
    press(mara, "u", "since you looked at it")
    assert reviewing.load(site.workspace, TWO).claim(claim.id).decision.actor == "ravi"
    for page in (ravi, mara):
        page.context.close()
