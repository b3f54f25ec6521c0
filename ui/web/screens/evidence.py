"""Evidence: what was taken in and how good it is, and a search over quotes, statistics and themes."""

from typing import Literal, cast

import streamlit as st

from personas.evidence import Quote
from ui.web.parts import session
from ui.web.parts.cleaning import cleaning_panel
from ui.web.parts.erasing import erase_panel
from ui.web.parts.markup import Html, draw, join, tag
from ui.web.parts.quotes import quote_card
from ui.web.parts.reports import source_row
from workspace import segmenting
from workspace.evidence import searching as finding
from workspace.intake import sources as taken_in
from workspace.roles import may

_NOTHING = (
    "Nothing was taken in yet. Take a file in here, or in a terminal: `verism ingest FILE...`, with purchases, "
    "surveys, interviews or reviews; Verism recognises them by their content."
)
_LIMIT = 20
_SIGNS = {"quote": "❝", "statistic": "#", "theme": "≣"}
Kind = Literal["quote", "statistic", "theme"]


def page() -> None:
    """Search first; the sources below."""
    st.title("Evidence")
    sources = taken_in.sources(session.workspace())
    if not sources:
        st.info(_NOTHING)
        _way_in()
        return
    _search()
    draw(tag("h2", "Sources ", tag("small", str(len(sources))), class_="v-heading"))
    draw(tag("div", *map(source_row, sources), class_="v-figures"))
    _way_in()
    cleaning_panel()
    erase_panel()


def _way_in() -> None:
    if may(session.workspace(), "gather"):
        st.page_link("screens/taking_in.py", label="Take a file in", icon=":material/input:")


def _search() -> None:
    segments = {one.id: one.name for one in segmenting.segments(session.workspace())}
    words, within, of_kind = st.columns([5, 3, 3], vertical_alignment="bottom")
    query = words.text_input(
        "Search what was said and counted", key="q", bind="query-params", placeholder="late delivery"
    )
    segment = within.selectbox("Segment", [None, *segments], key="within", bind="query-params",
                               format_func=lambda one: segments[one] if one else "everybody")  # fmt: skip
    kind = of_kind.segmented_control("Kind", list(_SIGNS), key="kind", bind="query-params")
    if query and query.strip():
        _results(query.strip(), segment, cast(Kind | None, kind))


def _results(query: str, segment: str | None, kind: Kind | None) -> None:
    room = session.workspace()
    quotes = finding.search_quotes(room, query, segment, _LIMIT) if kind in (None, "quote") else []
    kinds = ("statistic", "theme") if kind is None else (kind,) if kind != "quote" else ()
    counted = [one for name in kinds for one in finding.search(room, query, segment=segment, kind=name, limit=_LIMIT)]
    if not quotes and not counted:
        draw(tag("p", "The evidence does not say. Try other words, everybody, or every kind.", class_="v-none"))
        return
    said, figures = st.columns([3, 2], gap="large")
    with said:
        draw(tag("h2", "What people said ", tag("small", str(len(quotes))), class_="v-heading") if quotes else "")
        draw(tag("div", *(join(quote_card(quote), _worded(quote)) for quote, _ in quotes)))
    with figures:
        draw(tag("h2", "What was counted ", tag("small", str(len(counted))), class_="v-heading") if counted else "")
        draw(tag("div", *map(_figure, counted)))


def _worded(quote: Quote) -> Html:
    """The words of emotion in a quote, as words: they say nothing of what anybody feels."""
    words = finding.worded(quote)
    return tag("p", f"Worded with {words}", class_="v-quiet-words") if words else Html()


def _figure(one: finding.Result) -> Html:
    kind = tag(
        "span", tag("span", _SIGNS[one.type], aria_hidden="true"), f" {one.type} · {one.source}", class_="v-quiet-words"
    )
    return tag("div", tag("p", one.text), tag("p", kind), class_="v-line")


page()
