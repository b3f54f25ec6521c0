"""The steps of a draft's life as buttons: each is there only where the draft may take it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from personas.claims import Claim
from personas.draft import Draft
from personas.errors import VerismError
from personas.lifecycle import TRANSITIONS
from ui.web.parts import desk, scripts, session
from ui.web.parts.typed import box
from workspace.publishing import publish as publishing


def step_buttons(draft: Draft, claim: Claim) -> None:
    """Submit, request changes, approve, publish, in a row."""
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        if _open(draft, "request_changes"):
            st.button("Request changes", on_click=desk.begin, args=("changes", claim), shortcut="Shift+B")
        if _open(draft, "submit"):
            st.button("Submit for review", on_click=_submit, args=(draft,), shortcut="Shift+S", type="primary")
        if _open(draft, "approve"):
            st.button("Approve", on_click=_approve, args=(draft,), shortcut="Shift+A", type="primary")
        if _open(draft, "publish"):
            st.button("Publish", on_click=_publish, args=(draft,), shortcut="Shift+P", type="primary")


def what_should_change(draft: Draft) -> None:
    """The field for what the author should change, and the button that sends the draft back."""
    with st.form("changes", border=True), st.container(key="first-field"):
        with st.container(key=box("changes", draft.id)):
            about = "The comments on its claims go with it. Esc puts it away."
            st.text_area("What should change?", key=desk.CHANGE_NOTE, help=about)
        st.form_submit_button("Send back (Ctrl+Enter)", on_click=_request_changes, args=(draft,), type="primary")
    st.button("Cancel", shortcut="Esc", on_click=desk.cancel, args=(draft,), type="tertiary")
    scripts.run("first-field")


def persona_of(segment_id: str) -> str | None:
    """The id of the published persona of a segment."""
    found = [one.id for one in publishing.personas(session.workspace()) if one.segment_id == segment_id]
    return found[0] if found else None


def _open(draft: Draft, step: Any) -> bool:
    return draft.status in TRANSITIONS[step][0]


def _submit(draft: Draft) -> None:
    said = "It is in review. Another person decides its claims and approves it."
    _take(lambda: publishing.submit(session.workspace(), draft.id, actor=session.actor()), said)


def _request_changes(draft: Draft) -> None:
    note = str(st.session_state.get(desk.CHANGE_NOTE, "")).strip()
    act = session.actor()
    sent = _take(
        lambda: publishing.request_changes(session.workspace(), draft.id, actor=act, note=note),
        f"It went back to {draft.author}.",
    )
    if sent:
        desk.cancel(draft)


def _approve(draft: Draft) -> None:
    _take(
        lambda: publishing.approve(
            session.workspace(), draft.id, actor=session.actor(), seen_version=draft.version
        ),
        "It is approved. Publish it to put it in front of the readers.",
    )  # fmt: skip


def _publish(draft: Draft) -> None:
    said = f"{draft.persona.name} is published and stands in the library."
    _take(lambda: publishing.publish(session.workspace(), draft.id, actor=session.actor()), said)


def _take(step: Callable[[], object], said: str) -> bool:
    """Take a step and keep what is to be said of it; whether it was taken."""
    try:
        step()
    except VerismError as error:
        session.flash("error", str(error))
        return False
    session.flash("success", said)
    return True
