"""The library: every persona that was published, as cards that can be searched and filtered."""

from typing import get_args

import streamlit as st

from personas.library.publications import Purpose
from personas.phrasing import counted
from ui.web.parts import session
from ui.web.parts.markup import Html, draw, join, tag
from ui.web.parts.signs import day, status_badge
from workspace.publishing import catalogue

_A_ROW = 3
_SHOWN = {"In force": "published", "Retired": "retired", "All": None}


def page() -> None:
    """What was asked for as cards, or how the first persona comes here."""
    st.title("Library")
    if not catalogue.entries(session.workspace()):
        st.info(
            "Nothing is published yet. A draft comes here once another person approved it and somebody published it."
        )
        return
    found = _asked_for()
    if not found:
        st.info("No persona fits. Search for other words, or look at all of them.")
    for start in range(0, len(found), _A_ROW):
        for column, one in zip(st.columns(_A_ROW), found[start : start + _A_ROW], strict=False):
            with column:
                _card(one)


def _asked_for() -> list[catalogue.Entry]:
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom", key="shelf-filters"):
        words = st.text_input("Search", placeholder="Name, segment, words", key="library-words")
        state = st.segmented_control("State", list(_SHOWN), default="In force", required=True, key="library-state")
        used_for = st.selectbox(
            "Used for",
            get_args(Purpose),
            index=None,
            placeholder="anything or nothing",
            key="library-used-for",
            width=220,
        )
        due = st.toggle("Overdue for review", key="library-due")
    return catalogue.entries(session.workspace(), words=words, status=_SHOWN[state], due=due, used_for=used_for)


def _card(one: catalogue.Entry) -> None:
    summary = one.summary
    with st.container(border=True, key=f"card-{summary.id}", height="stretch"):
        about = f"{one.segment_name} · {one.members:,} in the segment · {counted(one.claims, 'claim')}"
        dates = (
            f"Version {summary.version}, {day(summary.published_at)}. Look at it again by {day(summary.next_review)}."
        )
        quiet = [tag("p", words, class_="v-quiet-words") for words in (about, dates, used(one.uses))]
        overdue = tag("span", "overdue for review", class_="v-badge v-warn") if one.overdue else Html()
        head = tag("h2", summary.name), tag("p", status_badge(summary.status), overdue)
        draw(tag("article", *head, tag("p", one.essence, class_="v-essence"), *quiet, class_="v-shelf"))
        with st.container(horizontal=True, gap="small"):
            here = {"persona": summary.id}
            st.page_link("screens/persona.py", label="Read", icon=":material/person:", query_params=here)
            if one.journey:
                st.page_link("screens/journey.py", label="Journey", icon=":material/route:", query_params=here)


def used(uses: tuple[catalogue.Use, ...]) -> Html:
    """What for, and how often."""
    if not uses:
        return join("Not used yet, as far as anybody recorded.")
    purposes = dict.fromkeys(use.purpose for use in uses)
    return join(f"Used {counted(len(uses), 'time')} for {', '.join(purposes)}, last {day(uses[0].at)}.")


page()
