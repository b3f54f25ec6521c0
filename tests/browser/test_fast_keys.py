"""Keys typed faster than the page answers: none is lost, and none decides a claim that nobody has seen."""

import pytest
from playwright.sync_api import Page, expect

from personas.claims import BLOCKING, REASONS
from tests.browser.conftest import CLAIM, FAST, FASTER, WHOLE, Site, at_rest
from workspace.reviewing import review as reviewing

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def opened(page: Page, site: Site, draft: str, claim: str = "") -> None:
    page.goto(site.desk(draft, claim=claim))
    at_rest(page)


def typed_at_once(page: Page, keys: str) -> None:
    """Keys of one moment: on a busy machine the driver is held up between two, and the page answers meanwhile."""
    page.evaluate(
        """keys => { for (const key of keys) for (const kind of ["keydown", "keyup"]) {
          const told = {key, code: `Key${key.toUpperCase()}`, keyCode: key.toUpperCase().charCodeAt(0)};
          document.body.dispatchEvent(new KeyboardEvent(kind, {...told, bubbles: true, cancelable: true}));
        } }""",
        keys,
    )


def decided(site: Site, draft: str) -> list[str]:
    return [claim.id for claim in reviewing.load(site.workspace, draft).claims if claim.decision is not None]


def sure(site: Site, draft: str) -> str:
    """A claim that may be accepted and that another such claim does not follow at once in the eyes of anybody."""
    claims = reviewing.load(site.workspace, draft).claims
    return next(claim.id for claim in claims if claim.decision is None and claim.verdict not in BLOCKING)


def test_moves_typed_without_a_pause_are_all_made(page: Page, site: Site) -> None:
    opened(page, site, WHOLE)
    page.keyboard.type("jjkjj")
    expect(page.get_by_text("4 of ").first).to_be_visible()
    at_rest(page)
    page.keyboard.type("kkk")
    expect(page.get_by_text("1 of ").first).to_be_visible()


def test_keys_act_at_once_after_a_claim_was_chosen_from_the_list(page: Page, site: Site) -> None:
    opened(page, site, WHOLE)
    page.get_by_role("combobox", name="Go to a claim").click()
    page.get_by_role("option").nth(2).click()
    page.keyboard.type("j")
    expect(page.locator(".v-eyebrow")).to_contain_text("4 of ", ignore_case=True)


def test_a_reason_typed_at_once_after_the_rejection_is_taken(page: Page, site: Site) -> None:
    claim = sure(site, FAST)
    opened(page, site, FAST, claim)
    page.keyboard.type("x1j")
    expect(page.get_by_text("1 of 2").or_(page.locator(f".v-claim:not([data-claim={claim}])")).first).to_be_visible()
    at_rest(page)
    expect(page.get_by_text("The key rejects at once")).to_have_count(0)
    decision = reviewing.load(site.workspace, FAST).claim(claim).decision
    assert (decision.kind, decision.reason) == ("reject", REASONS[0])


def test_words_typed_at_once_after_the_edit_go_into_its_field_and_decide_nothing(page: Page, site: Site) -> None:
    claim = sure(site, FASTER)
    opened(page, site, FASTER, claim)
    words = " ".join(page.locator(CLAIM).inner_text().split())
    page.keyboard.type("e ajax and sauk x1", delay=5)
    expect(page.locator("textarea").first).to_have_value(f"{words} ajax and sauk x1")
    at_rest(page)
    assert decided(site, FASTER) == []
    page.keyboard.press("Escape")
    expect(page.locator("textarea")).to_have_count(0)


def test_a_second_acceptance_waits_until_its_claim_was_on_the_screen(page: Page, site: Site) -> None:
    before = decided(site, FASTER)
    claim = sure(site, FASTER)
    opened(page, site, FASTER, claim)
    typed_at_once(page, "aa")
    expect(page.get_by_text("Nothing was decided: this claim was not on the screen")).to_be_visible()
    assert decided(site, FASTER) == [*before, claim]
    at_rest(page)
    typed_at_once(page, "uka")
    expect(page.get_by_text("Nothing was decided: this claim was not on the screen")).to_be_visible()
    at_rest(page)
    assert decided(site, FASTER) == before
