"""What `streamlit run` starts: the shell of the pages, behind the security headers."""

import contextlib
import importlib
import threading
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.web.parts.headers import SecurityHeaders

_SERVICES = ("ingest", "segmenting", "drafting", "review", "publish", "evidence", "metrics", "chatting")


def _warm_up() -> None:
    """Load what the pages need while the browser opens, so that the first page does not wait for it."""
    with contextlib.suppress(ImportError):
        for name in _SERVICES:
            importlib.import_module(f"workspace.{name}")


threading.Thread(target=_warm_up, name="verism-warm-up", daemon=True).start()
app = st.App(Path(__file__).with_name("shell.py"), middleware=[Middleware(SecurityHeaders)])
