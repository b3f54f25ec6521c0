"""Hostile text in markup and in labels."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.web.handmade import HOSTILE
from ui.web.parts.headers import content_security_policy
from ui.web.parts.markup import as_markdown, join, lines, tag, unfold
from ui.web.parts.tables import table


class Read(HTMLParser):
    """What a browser would make of markup: its elements and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: str) -> Read:
    reader = Read()
    reader.feed(markup)
    reader.close()
    return reader


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_stays_text(text: str) -> None:
    found = read(tag("p", text, title=text))
    assert found.elements == ["p"]
    assert found.text == text


def test_hostile_text_makes_no_element() -> None:
    found = read(tag("div", HOSTILE, unfold(HOSTILE, lines(HOSTILE)), join(HOSTILE)))
    assert found.elements == ["div", "details", "summary"]
    assert found.text == HOSTILE * 4


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_a_label_has_no_live_markdown(text: str) -> None:
    shown = as_markdown(text)
    plain = shown.replace("\u2060", "").replace("\\\\", "\0")
    assert plain.replace("\\", "").replace("\0", "\\") == " ".join(text.split())
    assert "http://" not in shown
    assert "www." not in shown.lower()


def test_the_policy_lets_nothing_foreign_in_or_out() -> None:
    policy = content_security_policy()
    for rule in ("default-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'", "form-action 'none'"):
        assert rule in policy
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script
    assert "'unsafe-eval'" not in script


def test_a_number_stays_on_the_line_of_its_percent_sign_but_what_is_run_keeps_its_blanks() -> None:
    assert tag("p", "9.6 % of 40") == "<p>9.6\u00a0% of 40</p>"
    assert lines("9.6 %") == "9.6\u00a0%"
    assert tag("pre", "SELECT 7 % 2") == "<pre>SELECT 7 % 2</pre>"


def test_a_table_that_may_be_wide_is_scrolled_by_keys_too() -> None:
    made = table(("shop", "orders"), [("Leeds", "12")])
    assert made.startswith('<div class="v-scroll" tabindex="0" role="group" aria-label="shop, orders">')
