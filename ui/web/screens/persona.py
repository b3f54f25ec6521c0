"""One published persona as its readers see it."""

import streamlit as st

from ui.web.parts.heading import titled
from ui.web.parts.history import history, refresh_button
from ui.web.parts.markup import draw, tag
from ui.web.parts.shelf import downloads, named, used_for


def page() -> None:
    """The card, its exports, its journey, where to say what it was used for, and how it came to be what it is."""
    with titled("Persona"):
        shown = named("Persona")
    if shown is None:
        return
    draw(shown.card.head())
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="tools"):
        if shown.publication.body["journey"]:
            here = {"persona": shown.publication.persona_id}
            st.page_link("screens/journey.py", label="Journey", icon=":material/route:", query_params=here)
        with st.popover("Used for", icon=":material/task_alt:"):
            used_for(shown.publication)
        downloads(shown)
    refresh_button(shown.publication)
    words, beside = st.columns([3, 2], gap="large")
    with words:
        draw(shown.card.words())
    with beside:
        draw(shown.card.beside())
        draw(shown.card.provenance())
    draw(shown.card.below())
    draw(tag("h2", "Over time", class_="v-heading"))
    history(shown.publication)


page()
