"""What a reviewer has typed and not saved: kept through a reload, a closed tab and a killed server, then forgotten."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NOTED, TYPED, Site, at_rest, press, serving
from tests.support.ports import reserved_port
from tests.ui.web.handmade import make_workspace, short
from workspace.reviewing import review as reviewing

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
WORDS = "Words that nobody saved yet."


def begin_edit(page: Page) -> None:
    at_rest(page)
    page.keyboard.press("e")
    expect(page.locator("textarea").first).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(WORDS)


def kept(page: Page) -> list[str]:
    """The words that the browser keeps."""
    found = page.evaluate("() => Object.entries(localStorage).filter(([name]) => name.startsWith('st-key-typed'))")
    return sorted(words for _, words in found)


def test_an_edit_survives_a_reload_and_a_closed_tab_until_it_is_saved(page: Page, site: Site) -> None:
    claim = reviewing.load(site.workspace, TYPED).claims[2]
    page.goto(site.desk(TYPED, claim=claim.id))
    begin_edit(page)
    page.reload()
    expect(page.locator("textarea").first).to_have_value(WORDS)
    page.close()
    again = page.context.new_page()
    again.goto(site.desk(TYPED, claim=claim.id))
    at_rest(again)
    again.keyboard.press("e")
    expect(again.locator("textarea").first).to_have_value(WORDS)
    again.locator("textarea").first.focus()
    again.keyboard.press("Control+Enter")
    expect(again.get_by_text("What the edit changed")).to_be_visible()
    assert reviewing.load(site.workspace, TYPED).claim(claim.id).text == WORDS
    expect(again.locator(".v-put-away")).to_be_attached()
    assert kept(again) == []


def test_a_note_and_a_comment_survive_a_reload_and_go_out_as_typed(page: Page, site: Site) -> None:
    claim = reviewing.load(site.workspace, NOTED).claims[2]
    page.goto(site.desk(NOTED, claim=claim.id))
    at_rest(page)
    page.get_by_text("Comment", exact=True).first.click()
    page.get_by_placeholder("Write a comment").fill("Who said so?")
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("The key rejects at once")).to_be_visible()
    page.get_by_label("A note, if you like").fill("nobody of the fifty")
    assert kept(page) == ["Who said so?", "nobody of the fifty"]
    page.reload()
    expect(page.get_by_label("A note, if you like")).to_have_value("nobody of the fifty")
    at_rest(page)
    page.get_by_text("Comment", exact=True).first.click()
    expect(page.get_by_placeholder("Write a comment")).to_have_value("Who said so?")
    page.get_by_placeholder("Write a comment").press("Enter")
    expect(page.get_by_text("ravi: Who said so?")).to_be_visible()
    press(page, "x", "The key rejects at once")
    page.keyboard.press("n")
    expect(page.get_by_label("A note, if you like")).to_be_focused()
    expect(page.get_by_label("A note, if you like")).to_have_value("nobody of the fifty")
    page.keyboard.press("Enter")
    expect(page.get_by_label("A note, if you like")).not_to_be_focused()
    press(page, "3", "1 of 3 decided")
    decision = reviewing.load(site.workspace, NOTED).claim(claim.id).decision
    assert decision is not None
    assert decision.note == "nobody of the fifty"
    assert reviewing.comments(site.workspace, NOTED)[claim.id] == ["ravi: Who said so?"]


def test_an_edit_survives_a_killed_server(page: Page, tmp_path: Path) -> None:
    workspace, port = make_workspace(tmp_path / "Tarnbeck", short), reserved_port()
    with serving(workspace, port) as server:
        page.goto(f"http://127.0.0.1:{port}/review?draft=d-1&as=ravi")
        begin_edit(page)
        server.kill()
        server.wait(20)
    with serving(workspace, port):
        page.reload()
        expect(page.locator("textarea").first).to_have_value(WORDS)
    workspace.library.close()
