"""Evidence is hostile until proven otherwise: nothing in it is obeyed by a page or by Markdown."""

import re
from collections import Counter
from typing import Any

import pytest
from markdown_it import MarkdownIt

from personas.publishing import html, markdown
from personas.publishing.escaping import code, escaped
from tests.personas.publishing.test_page import Page

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></textarea><iframe src=//evil.example>",
    "{{ 7 * 7 }}{% raw %}",
    "![x](http://evil.example/p.png)",
    "[click](javascript:alert(1))",
    "<https://evil.example>",
    "https://evil.example/?q=1 and www.evil.example",
    "[1]: http://evil.example",
    "# Heading",
    "1. list",
    "- list",
    "| a | b |",
    "```\ncode",
    "**bold** __bold__ ~~gone~~ `code`",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "\n\n# Heading\n\n> quote\n\n---\n",
    "somebody@evil.example",
    "back\\slash\\",
)
_FREE_TEXT = {
    "name", "rule", "text", "excerpt", "reason", "section", "searched", "source", "document_id", "respondent_id",
    "speaker", "label", "predicate", "group", "metric", "sql", "model", "author", "actor", "note", "approved_by",
    "supersedes", "language", "attributes", "prompts", "trend",
}  # fmt: skip


def _poisoned(value: Any, payload: str, key: str = "") -> Any:
    """The same body with the payload in every field that others write, keys of free mappings included."""
    if isinstance(value, dict):
        free = key in {"attributes", "prompts", "trend"}
        named = {name + payload if free or key in {"sections", "cells"} else name: v for name, v in value.items()}
        pairs = zip(named.items(), value, strict=True)
        return {name: _poisoned(v, payload, key if free else old) for (name, v), old in pairs}
    if isinstance(value, list):
        return [_poisoned(item, payload, key) for item in value]
    return value + payload if isinstance(value, str) and key in _FREE_TEXT else value


def _poison(body: dict[str, Any], payload: str) -> dict[str, Any]:
    poisoned: dict[str, Any] = _poisoned(body, payload)
    poisoned["evidence"]["q-05"]["kind"] = payload
    poisoned["id"] = payload
    return poisoned


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_adds_an_element_or_an_address_to_the_page(body: dict[str, Any], payload: str) -> None:
    page = Page(html(_poison(body, payload)))
    names = {tag for tag, _ in page.tags}
    assert names <= {tag for tag, _ in Page(html(body)).tags}
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert str(attributes.get("href") or "#").startswith("#")
        assert not {"src", "style", "srcdoc", "action"} & set(attributes)
    assert " ".join(payload.split()) in page.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_formats_links_or_breaks_the_markdown(body: dict[str, Any], payload: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    hostile = markdown(_poison(body, payload))
    shape = _shape(parser, hostile)
    assert shape == _shape(parser, markdown(_poison(body, " harmless")))
    assert not {"link_open", "image", "html_block", "s_open", "hr", "fence", "code_block"} & set(shape)
    assert set(re.findall(r"<[^>]*>", _without_code(hostile))) <= {"<br>"}


def test_bare_addresses_do_not_become_links_where_a_renderer_looks_for_them() -> None:
    said = escaped("see https://evil.example, HTTP://evil.example, www.evil.example, mailto:a@b.example")
    assert "://" not in said.replace("\\://", "")
    assert "www." not in said
    assert not re.search(r"\w@\w", said)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_escaped_text_reads_as_it_was_written(payload: str) -> None:
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escaped(payload))
    assert Page(rendered).text.replace("⁠", "") == " ".join(payload.split())


@pytest.mark.parametrize("text", ["a > b", "`x`", "a `` b", "two\nlines", "<b>"])
def test_a_code_span_holds_any_text(text: str) -> None:
    rendered = MarkdownIt("commonmark").render(code(text))
    assert rendered.count("<code>") == 1
    assert Page(rendered).text == " ".join(text.split())


def test_plain_sentences_stay_readable_in_markdown() -> None:
    sentence = "62 % of 190 customers order online (£9.40, well-made), against 41 % of all."
    assert escaped(sentence) == sentence


def _shape(parser: MarkdownIt, text: str) -> Counter[str]:
    """How many elements of each kind a renderer makes; how many stretches of text they hold is no matter."""
    tokens = (found for token in parser.parse(text) for found in (token, *(token.children or [])))
    return Counter(token.type for token in tokens if not token.type.startswith("text"))


def _without_code(text: str) -> str:
    return re.sub(r"(`+).*?\1", "", text)
