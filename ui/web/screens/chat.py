"""The strategist's chat: answers from the evidence with citations, or the plain word that it does not say."""

import secrets
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import streamlit as st

from ui.web.parts import session
from ui.web.parts.answers import answer_panel
from ui.web.parts.markup import draw, lines, tag
from ui.web.parts.work import watched
from workspace import segmenting
from workspace.chat import chatting
from workspace.progress import Report

_OF_THE_TERMINAL = " An empty line ends it."


def page() -> None:
    """The thread that the address names, and the line to write in."""
    thread = st.query_params.get("thread") or secrets.token_hex(6)
    st.query_params["thread"] = thread
    _head()
    segment = _about()
    talk = chatting.Conversation(session.workspace(), actor=session.actor(), segment=segment, thread=thread)
    turns = talk.history()
    if not turns:
        draw(tag("div", lines(talk.greeting().removesuffix(_OF_THE_TERMINAL)), class_="v-greeting"))
    for turn in turns:
        _turn(turn.role, turn.body)
    asked = st.chat_input("Ask about the evidence, or write help", max_chars=2_000, submit_mode="stop")
    if asked and asked.strip():
        _ask(talk, asked.strip())


def _head() -> None:
    title, new = st.columns([4, 1], vertical_alignment="center")
    title.title("Chat")
    new.button("New thread", icon=":material/add_comment:", width="stretch", on_click=_new_thread)


def _new_thread() -> None:
    st.query_params["thread"] = secrets.token_hex(6)


def _about() -> str | None:
    names = {one.id: one.name for one in segmenting.segments(session.workspace())}
    chosen: str | None = st.selectbox(
        "About", [None, *names], key="about", bind="query-params", width=420,
        format_func=lambda one: names[one] if one else "everybody, or whom the question names",
    )  # fmt: skip
    return chosen


def _turn(role: str, body: dict[str, object]) -> None:
    with _bubble(role):
        if role == "user":
            draw(tag("p", lines(str(body["text"]))))
            return
        draw(answer_panel(body))
        if draft := body.get("draft_id"):
            st.page_link("screens/review.py", label="Open the draft", query_params={"draft": str(draft)})


def _bubble(role: str) -> AbstractContextManager[object]:
    mine = role == "user"
    avatar = ":material/person:" if mine else ":material/fact_check:"
    bubble: AbstractContextManager[object] = st.chat_message("user" if mine else "assistant", avatar=avatar)
    return bubble


def _ask(talk: chatting.Conversation, words: str) -> None:
    """Answer in a thread of its own; the service stores both turns before the page draws them.

    Sentences show as they come. Stopping, or leaving the page, ends the answer with what was checked by then.
    """
    _turn("user", {"text": words})
    left = threading.Event()
    with _bubble("assistant"):
        try:
            watched(
                "Looking through the evidence", lambda report: talk.ask(words, heard=_told(report), stop=left.is_set)
            )
        finally:
            left.set()
    st.rerun()


def _told(report: Report) -> Callable[[chatting.ChatEvent], None]:
    """Steps and the sentences so far, as the line of progress."""
    said: list[str] = []

    def heard(news: chatting.ChatEvent) -> None:
        said.append(news.words)
        report(" · ".join(said[-3:]), min(0.95, 0.2 * len(said)))

    return heard


page()
