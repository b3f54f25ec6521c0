"""What only a real browser shows: requests, overflow, contrast, opening the drawer, printing."""

from pathlib import Path
from typing import Any

import pytest

from personas.publishing import html
from tests.personas.publishing.conftest import longer
from tests.support.paper import filled

pytestmark = pytest.mark.browser

_CONTRAST = """() => {
  const light = c => { const v = c / 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
  const parse = s => s.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => .2126 * light(r) + .7152 * light(g) + .0722 * light(b);
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    const e = n.parentElement;
    if (!n.data.trim() || !e.checkVisibility() || e.closest('svg')) continue;
    const style = getComputedStyle(e), a = luminance(parse(style.color)), b = luminance(behind(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05), size = parseFloat(style.fontSize);
    if (ratio < (size >= 24 ? 3 : 4.5)) poor.push([n.data.trim().slice(0, 40), ratio.toFixed(2)]);
  }
  return poor;
}"""


@pytest.fixture
def address(body: dict[str, Any], tmp_path: Path) -> str:
    path = tmp_path / "persona.html"
    path.write_text(html(body), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_enough_and_nothing_is_asked_for(browser: Any, address: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    for summary in page.locator("summary").all()[:12]:
        summary.click()
    assert page.evaluate(_CONTRAST) == []
    assert asked == [address]
    assert said == []
    page.close()


@pytest.mark.parametrize("width", [400, 680, 1024, 1400])
def test_nothing_sticks_out_at_any_width(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_style_is_let_through_by_the_policy_and_a_script_is_not(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.querySelector('.head')).display") == "grid"
    page.evaluate("""() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';
      document.body.append(s); const i = new Image(); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i); }""")
    assert page.evaluate("window.ran") is None
    page.close()


def test_a_small_number_leads_to_its_evidence_by_keyboard(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("link", name="Evidence 1", exact=True).first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#evidence-1"
    entry = page.locator("#evidence-1")
    entry.locator("summary").focus()
    page.keyboard.press("Enter")
    assert entry.locator("blockquote").first.is_visible()
    page.close()


@pytest.mark.parametrize(("paper", "more"), [("A4", 6), ("Letter", 3)])
def test_it_prints_on_either_paper_with_the_drawer_open_and_no_page_nearly_empty(
    browser: Any, body: dict[str, Any], tmp_path: Path, paper: str, more: int
) -> None:
    page = browser.new_page(color_scheme="dark")
    path = tmp_path / "longer.html"
    path.write_text(html(longer(body, more)), encoding="utf-8")
    page.goto(path.as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("#evidence-3 dl").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')").strip() == "#fff"
    full = filled(page.pdf(format=paper, print_background=True, prefer_css_page_size=True))
    assert 4 <= len(full) <= 12
    assert min(full[:-1]) > 0.3, full
    page.close()
