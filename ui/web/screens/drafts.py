"""Every draft by state, those that somebody waits for first."""

import streamlit as st

from ui.web.parts.queue import draft_queue


def page() -> None:
    """The queue of all drafts."""
    st.title("Drafts")
    draft_queue()


page()
