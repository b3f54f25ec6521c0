"""Signing in with a real OIDC provider on this machine, and the gate of the local sign-in."""

import http.client
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, at_rest, press, served, wait_for
from tests.support.ports import reserved_port
from tests.ui.web.handmade import make_workspace, short
from workspace import roles
from workspace.reviewing import review as reviewing
from workspace.workspace import Workspace

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
PEOPLE = {"2482": "ravi", "7": "olu"}
SHORT = timedelta(seconds=40)
"""A sign-in that expires while somebody works."""


class Provided(NamedTuple):
    """Pages whose people sign in at a provider."""

    address: str
    issuer: str
    workspace: Workspace


@contextmanager
def provider(lifetime: timedelta) -> Iterator[str]:
    """The issuer of an OIDC provider in a process of its own, which knows Ravi and Olu."""
    port = reserved_port()
    people = [json.dumps({"sub": sub, "email": f"{name}@example.com"}) for sub, name in PEOPLE.items()]
    options = ["--port", str(port), "--token-max-age", str(int(lifetime.total_seconds()))]
    line = [sys.executable, "-m", "oidc_provider_mock", *options, *(f"--user-claims={one}" for one in people)]
    running = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration", running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=20)


@contextmanager
def provided_pages(folder: Path, lifetime: timedelta) -> Iterator[Provided]:
    """The pages over a workspace in which Ravi is a reviewer and Olu has no role."""
    workspace = make_workspace(folder / "Tarnbeck", short)
    port = reserved_port()
    with provider(lifetime) as issuer:
        variables = {
            "VERISM_SIGN_IN": "oidc",
            "VERISM_OIDC_METADATA_URL": f"{issuer}/.well-known/openid-configuration",
            "VERISM_OIDC_CLIENT_ID": "verism",
            "VERISM_OIDC_CLIENT_SECRET": "of the tests",
            "VERISM_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
            "VERISM_PAGES_URL": f"http://localhost:{port}",
        }
        roles.grant(workspace, "2482", "reviewer", actor="ada", issuer=issuer)
        with served(workspace, port, **variables):
            yield Provided(variables["VERISM_PAGES_URL"], issuer, workspace)
    workspace.library.close()


@pytest.fixture(scope="module")
def provided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provided]:
    with provided_pages(tmp_path_factory.mktemp("provided"), timedelta(hours=1)) as pages:
        yield pages


def sign_in(page: Page, provided: Provided, subject: str) -> None:
    """From the pages to the provider and back."""
    page.goto(provided.address)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{provided.issuer}/**")
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name=re.compile("authorize", re.IGNORECASE)).first.click()
    page.wait_for_url(f"{provided.address}/**")


def test_a_reviewer_whom_the_provider_vouches_for_decides_under_their_own_name(page: Page, provided: Provided) -> None:
    page.goto(f"{provided.address}/review?draft=d-1&as=ravi")
    expect(page.get_by_text("Sign in to see this workspace.")).to_be_visible()
    expect(page.get_by_text("telephone app")).to_have_count(0)
    sign_in(page, provided, "2482")
    expect(page.get_by_text("Signed in as ravi@example.com")).to_be_visible()
    page.goto(f"{provided.address}/review?draft=d-1&as=ines")
    press(page, "j", "2 of 3 ·")
    press(page, "a", "1 of 3 decided")
    decided = [claim.decision for claim in reviewing.load(provided.workspace.acting("ada"), "d-1").claims]
    assert [one.actor for one in decided if one] == ["ravi@example.com"]
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_text("Sign in to see this workspace.")).to_be_visible()


def test_somebody_without_a_role_is_signed_in_and_sees_nothing_of_the_work(page: Page, provided: Provided) -> None:
    sign_in(page, provided, "7")
    expect(page.get_by_text(re.compile("olu@.?example.com has no role here"))).to_be_visible()
    expect(page).to_have_url(re.compile(r"/library\b"))
    page.goto(f"{provided.address}/review?draft=d-1")
    expect(page.get_by_text("may not look at evidence, segments and drafts")).to_be_visible()
    expect(page.get_by_text("telephone app")).to_have_count(0)


def _status(address: str, host: str | None = None, **headers: str) -> int:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", "/_stcore/health", headers={**({"Host": host} if host else {}), **given})
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_local_sign_in_answers_this_machine_only(site: Site) -> None:
    assert _status(site.address) == 200
    assert _status(site.address, host="localhost:8501") == 200
    assert _status(site.address, host="personas.example.com") == 403
    assert _status(site.address, X_Forwarded_For="203.0.113.9") == 403


@pytest.mark.heavy
def test_an_expired_sign_in_saves_nothing_and_asks_to_sign_in_again(page: Page, tmp_path: Path) -> None:
    with provided_pages(tmp_path, SHORT) as provided:
        sign_in(page, provided, "2482")
        signed_in_at = time.monotonic()
        page.goto(f"{provided.address}/review?draft=d-1")
        press(page, "j", "2 of 3 ·")
        at_rest(page)
        page.wait_for_timeout(max(0.0, SHORT.total_seconds() + 1 - time.monotonic() + signed_in_at) * 1000)
        page.keyboard.press("a")
        expect(page.get_by_text("Your sign-in has expired")).to_be_visible()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        claims = reviewing.load(provided.workspace.acting("ada"), "d-1").claims
    assert [claim.decision for claim in claims] == [None, None, None]
