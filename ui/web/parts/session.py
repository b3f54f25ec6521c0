"""Which workspace the pages show, and who is looking."""

import os
from contextlib import suppress
from pathlib import Path

import streamlit as st

from personas.errors import Refused, VerismError
from ui.web.parts.markup import Html, as_markdown, draw, tag
from workspace import roles, signing_in
from workspace.workspace import Workspace, current_actor

_ACTOR = "actor"
_FLASH = "flash"
_KNOWN = "known"
_ICONS = {"success": ":material/check_circle:", "info": ":material/info:", "error": ":material/block:"}


@st.cache_resource(show_spinner="Opening the workspace")  # type: ignore[untyped-decorator]
def _opened(folder: str) -> Workspace:
    return Workspace.open(Path(folder))


def folder() -> Path:
    """The folder of `VERISM_WORKSPACE`, else the current one."""
    return Path(os.environ.get("VERISM_WORKSPACE") or ".").absolute()


def workspace() -> Workspace:
    """The workspace for whoever is signed in. Raises NotFound when there is none, Refused for an expired sign-in."""
    room: Workspace = _opened(str(folder()))
    if room.settings.sign_in != "oidc":
        return room.acting(_local_name())
    person = signing_in.person_of(st.user.to_dict())
    key = f"{person.issuer} {person.subject}"
    known: tuple[str, str] = st.session_state.get(_KNOWN, ("", ""))
    if known[0] != key:
        known = st.session_state[_KNOWN] = (key, roles.sign_in(room, person).actor)
    return room.acting(known[1], vouched=True)


def actor() -> str:
    """Who is accountable for what this browser tab does. Raises Refused for an expired sign-in."""
    return workspace().actor


def signed_in() -> bool:
    """Have whoever opened the page signed in; otherwise show how, and give False."""
    settings = _opened(str(folder())).settings
    if settings.sign_in == "oidc":
        return _by_provider()
    if settings.sign_in == "none":
        signing_in.check_pages(settings, "localhost")
    st.session_state.setdefault(_ACTOR, _local_name())
    st.session_state[_ACTOR] = st.session_state[_ACTOR].strip() or current_actor()
    if st.query_params.get("as") != st.session_state[_ACTOR]:
        st.query_params["as"] = st.session_state[_ACTOR]
    return True


def sidebar() -> None:
    """Who am I, which workspace, which writer."""
    room = workspace()
    with st.sidebar:
        if room.vouched:
            draw(tag("p", "Signed in as ", tag("b", room.actor), class_="v-quiet-words"))
            st.button("Sign out", on_click=st.logout, type="tertiary")
        else:
            st.text_input(
                "Signed in as",
                key=_ACTOR,
                help="Everything you do is recorded under this name. The pages serve this machine only: the name says "
                "who is accountable, it is no password.",
            )
        writer = room.settings.model if room.settings.has_model else None
        words = as_markdown(writer) if writer else "extractive, no language model"
        st.caption(f"Workspace **{as_markdown(room.folder.name)}**  \nWriter: {words}")


def flash(kind: str, message: str, *below: Html) -> None:
    """Keep a message ("success", "info" or "error") for the next drawing of the page, and what stands below it."""
    st.session_state[_FLASH] = (kind, message, below)


def show_flash() -> None:
    """Show the message that was kept, once."""
    kind, message, below = st.session_state.pop(_FLASH, ("", "", ()))
    if kind:
        getattr(st, kind)(as_markdown(message), icon=_ICONS[kind])
        draw(*below)


def show_refusal(error: VerismError) -> None:
    """Say why something was refused; whoever's sign-in has expired meanwhile is asked to sign in again."""
    if _signs_in_elsewhere() and _problem_of_sign_in():
        st.rerun()
    st.error(as_markdown(str(error)), icon=_ICONS["error"])


def _signs_in_elsewhere() -> bool:
    """Whether a provider signs people in here; no where there is no workspace to ask."""
    with suppress(VerismError):
        return bool(_opened(str(folder())).settings.sign_in == "oidc")
    return False


def _local_name() -> str:
    return str(st.session_state.get(_ACTOR) or st.query_params.get("as") or current_actor())


def _by_provider() -> bool:
    """Whether the provider vouches for whoever looks, still; otherwise the button that leads there."""
    problem = _problem_of_sign_in()
    if not problem:
        return True
    st.title("Verism")
    st.info(as_markdown(problem))
    st.button("Sign in", type="primary", on_click=st.login)
    return False


def _problem_of_sign_in() -> str:
    """Why the provider does not vouch for whoever looks, in a sentence; empty when it does."""
    if not getattr(st.user, "is_logged_in", False):
        return "Sign in to see this workspace."
    try:
        workspace()
    except Refused as refusal:
        return str(refusal)
    return ""
