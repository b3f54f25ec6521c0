"""Which workspace the pages show, and who is looking."""

import os
from pathlib import Path

import streamlit as st

from ui.web.parts.markup import as_markdown
from workspace.workspace import Workspace, current_actor

_ACTOR = "actor"
_FLASH = "flash"
_ICONS = {"success": ":material/check_circle:", "info": ":material/info:", "error": ":material/block:"}


@st.cache_resource(show_spinner="Opening the workspace")  # type: ignore[untyped-decorator]
def _opened(folder: str) -> Workspace:
    return Workspace.open(Path(folder))


def workspace() -> Workspace:
    """The workspace of `VERISM_WORKSPACE`, one for the whole process. Raises NotFound when there is none."""
    room: Workspace = _opened(str(Path(os.environ.get("VERISM_WORKSPACE") or ".").resolve()))
    return room


def actor() -> str:
    """Who is accountable for what this browser tab does."""
    return str(st.session_state.get(_ACTOR) or st.query_params.get("as") or current_actor())


def sign_in() -> None:
    """Take the name from the address after a reload, and keep it in the address of every page."""
    st.session_state.setdefault(_ACTOR, st.query_params.get("as") or current_actor())
    st.session_state[_ACTOR] = st.session_state[_ACTOR].strip() or current_actor()
    if st.query_params.get("as") != st.session_state[_ACTOR]:
        st.query_params["as"] = st.session_state[_ACTOR]


def sidebar() -> None:
    """Who am I, which workspace, which writer."""
    room = workspace()
    with st.sidebar:
        st.text_input(
            "Signed in as",
            key=_ACTOR,
            help="Everything you do is recorded under this name. The pages serve this machine only: the name says who "
            "is accountable, it is no password.",
        )
        writer = room.settings.model if room.settings.has_model else None
        words = as_markdown(writer) if writer else "extractive, no language model"
        st.caption(f"Workspace **{as_markdown(room.folder.name)}**  \nWriter: {words}")


def flash(kind: str, message: str) -> None:
    """Keep a message ("success", "info" or "error") for the next drawing of the page."""
    st.session_state[_FLASH] = (kind, message)


def show_flash() -> None:
    """Show the message that was kept, once."""
    kind, message = st.session_state.pop(_FLASH, ("", ""))
    if kind:
        getattr(st, kind)(as_markdown(message), icon=_ICONS[kind])
