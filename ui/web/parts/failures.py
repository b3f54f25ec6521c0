"""What nobody foresaw: the page shows a number, the server's log has the rest under it."""

import logging
import secrets

import streamlit as st

_log = logging.getLogger("verism.pages")


def show_failure(error: Exception) -> bool:
    """Log an error under a number and show only the number; gives True, so that nothing else of it is shown."""
    number = secrets.token_hex(4)
    _log.error("failure %s", number, exc_info=error)
    st.error(f"Something went wrong here; nothing of this step was kept. In the server's log it is number {number}.")
    return True
