"""HTML that is safe by construction: text is escaped unless it is markup made here.

Claims, quotes, names and attributes are written by strangers. They reach a page only as text inside `tag`, never as
Markdown and never as markup; links and images are not made at all.
"""

import re
from html import escape

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$^=:&\"'])")
_LINKS = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)", re.IGNORECASE)
_JOINER = "\u2060"
_UNIT = re.compile(r"(?<=\d) (?=%)")
_TIED = "\u00a0"
_VERBATIM = {"code", "pre"}
"""What is copied from these is run: their blanks stay what they are."""


class Html(str):
    """Markup made by `tag` or `join`; any other string is text."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: str | None) -> Html:
    """An element; text children and attribute values are escaped, `class_` and `aria_label` become HTML names."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    inside = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    body = "".join(map(_escaped, children)) if name in _VERBATIM else join(*children)
    return Html(f"<{name}{inside}>{body}</{name}>")


def join(*children: str) -> Html:
    """Children one after the other; text is escaped."""
    return Html("".join(map(_shown, children)))


def lines(text: str) -> Html:
    """Text with its line ends kept."""
    return Html("<br>".join(map(_shown, text.split("\n"))))


def unfold(summary: str, *children: str, open_: bool = False) -> Html:
    """Something one click behind its summary; opened in the browser, without a round trip."""
    head = tag("summary", summary)
    return Html(f'<details class="v-unfold"{" open" if open_ else ""}>{head}{join(*children)}</details>')


def draw(*children: str) -> None:
    """Put markup on the page; nothing is drawn for nothing."""
    body = join(*children)
    if body:
        st.html(body)


def as_markdown(text: str) -> str:
    """Text for a label or a message that Streamlit reads as Markdown: shown as it stands, no link, no image, no style.

    A word joiner (invisible) keeps addresses from becoming links and `:words:` from becoming icons.
    """
    single = " ".join(text.split())
    return _MARKDOWN.sub(r"\\\1", _LINKS.sub(_JOINER, single))


def _shown(text: str) -> str:
    """Text escaped; a number is not parted from its percent sign at the end of a line."""
    return text if isinstance(text, Html) else _UNIT.sub(_TIED, escape(text))


def _escaped(text: str) -> str:
    return text if isinstance(text, Html) else escape(text)
