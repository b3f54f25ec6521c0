"""The review desk: one claim at a time, the weakest first, beside its evidence; every key saves at once."""

from collections.abc import Sequence

import streamlit as st

from personas.claims import REASONS, Claim
from personas.draft import Draft
from personas.errors import VerismError
from personas.lifecycle import EDITABLE
from personas.phrasing import counted
from ui.web.parts import desk, place, scripts, session
from ui.web.parts.beside import against, what_changed
from ui.web.parts.claims import checks_list, claim_panel, evidence_list, what_the_edit_changed
from ui.web.parts.heading import draft_heading, titled
from ui.web.parts.making import how_it_was_made, lost_story
from ui.web.parts.markup import Html, draw, lines, tag
from ui.web.parts.published import members
from ui.web.parts.queue import draft_queue
from ui.web.parts.quotes import in_context
from ui.web.parts.typed import box, show_put_away
from workspace.reviewing import desk as reading


def page() -> None:
    """The desk for the draft that the address names, else the queue to choose from."""
    draft_id = st.query_params.get("draft")
    if draft_id:
        scripts.run("typed-words", "keys")
        _desk(draft_id)
        return
    session.show_flash()
    st.title("Review")
    draft_queue(only=("in_review", "changes_requested", "draft", "approved"), next_first=True)


@st.fragment  # type: ignore[untyped-decorator]
def _desk(draft_id: str) -> None:
    """One draft's desk; its keys redraw this and nothing around it."""
    with st.container():
        session.show_flash()
        show_put_away()
    try:
        with titled("Review"):
            seen = reading.on_desk(session.workspace(), draft_id, place.current)
        _claim_by_claim(seen)
    except VerismError as error:
        session.show_refusal(error)
    draw(place.end_of_turn())


def _claim_by_claim(seen: reading.OnDesk) -> None:
    """The claim and its keys are drawn first, wherever they stand: a reviewer waits for nothing else."""
    draft, claim = seen.draft, seen.claim
    head, (left, right) = st.container(), st.columns([10, 11], gap="large")
    with left:
        ids = place.order(draft)
        draw(claim_panel(claim, f"{ids.index(claim.id) + 1} of {len(ids)}"))
        if draft.status in EDITABLE:
            _actions(draft, claim)
        _moves(draft, claim)
    with right, st.container(key="evidence"):
        draw(tag("h2", "What it rests on", tag("small", " Q unfolds all"), class_="v-heading"))
        against(draft, claim)
        draw(_evidence(seen))
    with left:
        _checks(draft, claim)
        _comments(draft, claim, seen.comments.get(claim.id, []))
        how_it_was_made(draft)
    with head:
        draft_heading(draft, claim)
        lost_story(draft)
        with st.container():
            what_changed(seen)


def _evidence(seen: reading.OnDesk) -> Html:
    return evidence_list(seen.claim, members(seen.draft.pack), in_context(seen.surroundings))


def _actions(draft: Draft, claim: Claim) -> None:
    mode = desk.mode_on(draft, claim)
    with st.container(horizontal=True, gap="small", key="decide"):
        st.button("Accept", shortcut="A", on_click=desk.accept, args=(draft, claim), type="primary")
        st.button("Edit", shortcut="E", on_click=desk.begin, args=("edit", claim))
        st.button("Reject", shortcut="X", on_click=desk.begin, args=("reject", claim))
        st.button("Undo", shortcut="U", on_click=desk.undo, args=(draft, claim), type="tertiary")
        st.button("Skip", shortcut="S", on_click=place.skip, args=(draft, claim.id), type="tertiary")
    if mode and mode.kind == "edit":
        _edit(draft, claim, mode)
    elif mode and mode.kind == "reject":
        _reject(draft, claim, mode)


def _edit(draft: Draft, claim: Claim, mode: desk.Mode) -> None:
    with st.form("words", border=True), st.container(key="first-field"):
        with st.container(key=box("edit", draft.id, claim.id)):
            about = "Saving runs every check again. Esc puts it away."
            st.text_area("New words", key=desk.words_key(claim.id), help=about)
        st.form_submit_button("Save (Ctrl+Enter)", on_click=desk.save_edit, args=(draft, mode), type="primary")
    with st.container(horizontal=True):
        _go_on(claim, mode)
        st.button("Cancel", shortcut="Esc", on_click=desk.cancel, args=(draft,), type="tertiary")
    scripts.run("first-field")


def _reject(draft: Draft, claim: Claim, mode: desk.Mode) -> None:
    with st.container(border=True, key="reasons"):
        with st.container(key=box("note", draft.id, mode.claim_id)):
            st.text_input("A note, if you like", key=desk.note_key(mode.claim_id))
        _go_on(claim, mode)
        st.caption("Why? The key rejects at once; U takes it back. N writes a note first, Enter leaves it.")
        with st.container(horizontal=True, gap="small"):
            for number, reason in enumerate(REASONS, start=1):
                label = reason[:1].upper() + reason[1:]
                st.button(label, shortcut=str(number), on_click=desk.reject, args=(draft, mode, reason))
            st.button("Cancel", shortcut="Esc", on_click=desk.cancel, args=(draft,), type="tertiary")


def _go_on(claim: Claim, mode: desk.Mode) -> None:
    """Where somebody else was faster: the way on, with what was typed so far."""
    if claim.revision != mode.revision:
        words = "I have read what it says now: go on with my words"
        st.button(words, shortcut="Ctrl+G", on_click=desk.take_newest, args=(claim, mode))


def _moves(draft: Draft, claim: Claim) -> None:
    labels = place.labels(draft)
    st.session_state["go-to"] = claim.id
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="moves"):
        st.button("Previous", shortcut="K", on_click=place.move, args=(draft, claim.id, -1), type="tertiary")
        st.button("Next", shortcut="J", on_click=place.move, args=(draft, claim.id, 1), type="tertiary")
        st.selectbox(
            "Go to a claim", list(labels), key="go-to", format_func=labels.__getitem__, filter_mode="contains",
            on_change=place.jump, label_visibility="collapsed",
        )  # fmt: skip


def _checks(draft: Draft, claim: Claim) -> None:
    if (moved := desk.moved(draft, claim)) is not None:
        draw(what_the_edit_changed(moved.before, moved.after))
    draw(tag("section", tag("h3", "Checks"), checks_list(claim), class_="v-section"))


def _comments(draft: Draft, claim: Claim, said: Sequence[str]) -> None:
    if said:
        shown = (tag("p", lines(words), class_="v-comment") for words in said)
        draw(tag("section", tag("h3", counted(len(said), "comment").capitalize()), *shown, class_="v-section"))
    mode = desk.mode_on(draft, claim)
    if mode is None or mode.kind != "comment":
        st.button("Comment", shortcut="M", on_click=desk.begin, args=("comment", claim), type="tertiary")
        return
    with st.form("say", border=True), st.container(key="first-field"):
        with st.container(key=box("comment", draft.id, claim.id)):
            st.text_input("A comment on this claim", key=desk.comment_key(claim.id), placeholder="Write a comment")
        st.form_submit_button("Save the comment (Enter)", on_click=desk.comment, args=(draft, claim), type="primary")
    st.button("Cancel", shortcut="Esc", on_click=desk.cancel, args=(draft,), type="tertiary")
    scripts.run("first-field")


page()
