"""A whole draft by keyboard alone, and a server that is killed in the middle of a review."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.ui import CLAIMS, longer, review_by_keyboard
from tests.browser.conftest import CLAIM, at_rest, press, served, serving
from tests.support.ports import reserved_port
from tests.ui.web.handmade import make_workspace, short
from workspace.reviewing import review as reviewing

pytestmark = [pytest.mark.browser, pytest.mark.heavy, pytest.mark.timeout(900)]


def test_a_draft_of_forty_claims_is_reviewed_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "Tarnbeck", longer)
    with served(workspace, reserved_port()) as address:
        page.goto(f"{address}/review?draft=d-1&as=ravi")
        review_by_keyboard(page, workspace, "d-1")
    claims = reviewing.load(workspace, "d-1").claims
    assert len(claims) == CLAIMS
    assert {claim.decision.actor for claim in claims if claim.decision} == {"ravi"}
    assert all(claim.decision and (claim.decision.kind == "reject") is claim.blocking for claim in claims)
    workspace.library.close()


def test_a_killed_server_loses_nothing_and_the_place_is_kept(page: Page, tmp_path: Path) -> None:
    workspace, port = make_workspace(tmp_path / "Tarnbeck", short), reserved_port()
    with serving(workspace, port) as server:
        page.goto(f"http://127.0.0.1:{port}/review?draft=d-1&as=ravi")
        press(page, "j", "2 of 3 ·")
        press(page, "a", "1 of 3 decided")
        at_rest(page)
        shown = page.locator(CLAIM).inner_text()
        server.kill()
        server.wait(20)
    with serving(workspace, port):
        page.reload()
        at_rest(page)
        assert page.locator(CLAIM).inner_text() == shown
        expect(page.get_by_text("1 of 3 decided")).to_be_visible()
        press(page, "a", "2 of 3 decided")
    decided = [claim.decision is not None for claim in reviewing.load(workspace, "d-1").claims]
    assert decided == [False, True, True]
    workspace.library.close()
