"""What somebody hostile may write into the fields of the pages, and that it did no harm."""

from typing import NamedTuple

from playwright.sync_api import FilePayload, Locator, Page, Request, expect

from tests.browser.conftest import Site
from tests.ui.web.handmade import HOSTILE

ATTACK = (
    f'{HOSTILE} "><svg onload="window.owned=1"> <a href="javascript:window.owned=1">x</a> '
    "<iframe src='//evil.test/f'></iframe> <style>@import url(//evil.test/s);</style> [r]: http://evil.test/r"
)
BRIEF = "<img src=//evil.test/a onerror=owned=1>"
"""The same for a field that takes forty characters."""


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
    Field("review?draft=d-3", "New words", ("key:e",), "Save (Ctrl+Enter)"),
    Field("review?draft=d-3", "A note, if you like", ("key:x",), "Not useful"),
    Field("review?draft=d-3", "A comment on this claim", ("key:m",)),
    Field("review?draft=d-3", "What should change?", ("Request changes",), "Send back"),
    Field("shape?draft=d-3", "The persona's fictional name"),
    Field("shape?draft=d-3", "A new stage"),
    Field("shape?draft=d-3", "Stage 1"),
    Field("shape?draft=d-3", "Owner"),
    Field("shape?draft=d-3", "KPI"),
    Field("shape?draft=d-3", "Hypothesis", ("A planned journey",)),
    Field("library", "Search"),
    Field("persona?persona=p-1", "Team", ("Used for",), "Record the use"),
    Field("persona?persona=p-1", "Note", ("Used for",), "Record the use"),
    Field("", "Signed in as"),
)


def at_rest(page: Page) -> None:
    """Wait until a page shows its title and nothing is under way."""
    expect(page.locator(":is(h1, h2, .v-greeting):not([data-testid=stSidebar] *)").first).to_be_visible(timeout=150_000)
    still(page)


def still(page: Page) -> None:
    """Wait until nothing is under way."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()


def opened(page: Page, site: Site, place: str) -> None:
    """A page, at rest."""
    page.goto(f"{site.address}/{place}{'&' if '?' in place else '?'}as=ravi")
    at_rest(page)


def unfolded(page: Page) -> str:
    """The words of a page with everything on it unfolded."""
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
    return page.locator("body").inner_text()


def unharmed(page: Page, asked: list[Request], site: Site) -> None:
    """Nothing ran, nothing hostile became markup, and nobody but the server was asked for anything."""
    assert page.evaluate("() => window.owned") is None
    assert page.evaluate("() => [...document.scripts].some(one => one.textContent.includes('owned'))") is False
    made = "a[href*='evil'], a[href^='javascript'], img[src*='evil'], iframe, svg[onload]"
    assert page.locator(made).count() == 0
    assert [one.url for one in asked if not one.url.startswith((site.address, "data:", "blob:"))] == []


def field_of(page: Page, site: Site, field: Field) -> Locator:
    """A field on its page, opened."""
    opened(page, site, field.place)
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


def type_into(page: Page, site: Site, field: Field) -> None:
    """Write the attack into a field and send it."""
    found = field_of(page, site, field)
    expect(found).to_be_visible()
    most = found.get_attribute("maxlength")
    found.fill(ATTACK if most is None or int(most) >= len(ATTACK) else BRIEF)
    if field.button and page.get_by_role("button", name=field.button).count():
        page.get_by_role("button", name=field.button).first.click()
    else:
        found.press("Control+Enter" if found.evaluate("one => one.tagName") == "TEXTAREA" else "Enter")
    page.wait_for_timeout(400)
    still(page)


def upload(page: Page, site: Site) -> None:
    """Give a file whose name, columns and cells are attacks."""
    opened(page, site, "take-in")
    cell = ATTACK.replace('"', '""')
    rows = "".join(f'r{number},"{cell}","{cell}"\n' for number in range(3))
    words = f'id,"{cell}",said\n{rows}'.encode()
    file = FilePayload(name="<img src=x onerror=owned=1>.csv", mimeType="text/csv", buffer=words)
    page.locator("input[type=file]").set_input_files(files=[file])
    page.wait_for_timeout(2_000)
    at_rest(page)
