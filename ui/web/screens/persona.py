"""One published persona as its readers see it."""

import streamlit as st

from ui.web.parts.markup import draw
from ui.web.parts.shelf import downloads, named, used_for


def page() -> None:
    """The card, its exports, its journey, and where to say what it was used for."""
    shown = named()
    draw(shown.card.head())
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="tools"):
        if shown.publication.body["journey"]:
            here = {"persona": shown.publication.persona_id}
            st.page_link("screens/journey.py", label="Journey", icon=":material/route:", query_params=here)
        with st.popover("Used for", icon=":material/task_alt:"):
            used_for(shown.publication)
        downloads(shown)
    words, beside = st.columns([3, 2], gap="large")
    with words:
        draw(shown.card.words())
    with beside:
        draw(shown.card.beside())
        draw(shown.card.provenance())


page()
