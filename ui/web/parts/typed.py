"""Words under way: the browser keeps what is typed into a field until it is saved or put away.

A reload, a closed tab, a killed server and a refusal cost no word. The script `typed-words` keeps what stands in the
fields of containers keyed by `box`, in the reviewer's own browser, under a name that tells workspaces, people, drafts
and claims apart.
"""

import hashlib
from typing import Literal

import streamlit as st

from ui.web.parts import session
from ui.web.parts.markup import draw, tag

_DONE, _TIMES = "put-away", "times-put-away"
Kind = Literal["edit", "note", "comment", "changes"]


def box(kind: Kind, draft_id: str, claim_id: str = "") -> str:
    """The key of the container around a field whose words are kept."""
    whose = hashlib.sha256(f"{session.folder()}\n{session.actor()}".encode()).hexdigest()[:10]
    return f"typed-{kind}-{draft_id}-{claim_id}-{whose}"


def put_away(*boxes: str) -> None:
    """Have the browser forget the words of boxes with the next drawing: they are saved, or nobody wants them."""
    st.session_state[_DONE] = (*st.session_state.get(_DONE, ()), *boxes)


def show_put_away() -> None:
    """Tell the browser what to forget, once."""
    done = st.session_state.pop(_DONE, ())
    if done:
        times = str(st.session_state.get(_TIMES, 0) + 1)
        st.session_state[_TIMES] = int(times)
        rows = [tag("i", class_="v-put-away", data_words=f"st-key-{one}", data_times=times) for one in done]
        draw(tag("div", *rows, class_="v-hidden"))
