"""What `streamlit run` starts: the shell of the pages, behind the gate and the security headers."""

import contextlib
import gc
import importlib
import threading
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from personas.errors import VerismError
from ui.web.parts.failures import show_failure
from ui.web.parts.gate import ThisMachineOnly
from ui.web.parts.headers import SecurityHeaders
from ui.web.parts.session import folder
from workspace.settings import Settings, load_settings
from workspace.signing_in import provider_secrets

_SERVICES = (
    "intake.ingest", "segmenting", "drafting.drafting", "reviewing.review", "publishing.publish", "evidence.searching",
    "publishing.metrics", "chat.chatting",
)  # fmt: skip


def _warm_up() -> None:
    """Load what the pages need while the browser opens, so that the first page does not wait for it.

    What is loaded stays: it is kept out of the garbage collector, which would else look through all of it again and
    again, and let somebody wait for that in the middle of a review.
    """
    gc.disable()
    try:
        with contextlib.suppress(ImportError):
            for name in _SERVICES:
                importlib.import_module(f"workspace.{name}")
    finally:
        gc.freeze()
        gc.enable()


def _settings() -> Settings | None:
    """The workspace's settings; with wrong ones nobody gets past the gate, and the page says what is wrong."""
    try:
        return load_settings(folder())
    except VerismError:
        return None


threading.Thread(target=_warm_up, name="verism-warm-up", daemon=True).start()
settings = _settings()
gates = [] if settings is not None and settings.sign_in == "oidc" else [Middleware(ThisMachineOnly)]
app = st.App(
    Path(__file__).with_name("shell.py"),
    secrets=provider_secrets(settings) if settings is not None else {},
    middleware=[Middleware(SecurityHeaders), *gates],
    on_script_error=show_failure,
)
