"""What a reviewer asks for with one key: who says otherwise, and what changed in the draft."""

import streamlit as st

from personas.claims import Claim
from personas.draft import Draft
from ui.web.parts import session
from ui.web.parts.history import told
from ui.web.parts.markup import Html, draw, lines, tag
from ui.web.parts.quotes import in_context
from ui.web.parts.signs import ago, counted
from workspace import desk as seeing
from workspace import refreshing
from workspace.desk import OnDesk

_AGAINST, _COMPARED = "against-open", "compared-open"
_PUBLISHED = "what is published"


def against(draft: Draft, claim: Claim) -> None:
    """A button, O, that shows the quotes which speak against the claim."""
    found = seeing.counter_evidence(draft, claim)
    words = f"Counter-evidence: {counted(len(found), 'quote')}" if found else "Counter-evidence: none in this evidence"
    st.button(words, shortcut="O", on_click=_turn, args=(_AGAINST,), type="tertiary")
    if st.session_state.get(_AGAINST):
        none = tag("p", "Nobody in the evidence of this draft was found to say otherwise.", class_="v-quiet-words")
        card = in_context(seeing.surroundings(session.workspace(), found))
        cards = [card(quote, tone="v-against") for quote in found]
        draw(tag("section", tag("h3", "Who says otherwise"), *(cards or [none]), class_="v-section", role="status"))


def what_changed(seen: OnDesk) -> None:
    """Why the draft was sent back, where it was; and a button, D, that compares it with what was."""
    draft, asked = seen.draft, seen.request
    if asked is not None and draft.status == "changes_requested":
        who = tag("b", f"{asked.actor} asked for changes, {ago(asked.at)}")
        note = tag("p", lines(asked.note)) if asked.note else Html()
        draw(tag("section", tag("p", who), note, _commented(seen), class_="v-moved"))
    st.button("What changed", shortcut="D", on_click=_turn, args=(_COMPARED,), type="tertiary")
    if st.session_state.get(_COMPARED):
        with st.container(border=True, key="compared"):
            _compared(draft)


def _commented(seen: OnDesk) -> Html:
    """Every comment with the claim that it is about."""
    rows = [
        tag("li", claim.text, tag("p", lines(words), class_="v-comment"))
        for claim in seen.draft.claims
        for words in seen.comments.get(claim.id, [])
    ]
    return tag("ul", *rows, class_="v-left") if rows else Html()


def _compared(draft: Draft) -> None:
    versions = {f"version {number}": number for number in range(draft.version - 1, 0, -1)}
    chosen = st.selectbox("Compare the draft with", [_PUBLISHED, *versions], index=len(versions))
    if chosen == _PUBLISHED:
        changes = refreshing.changes_of_draft(session.workspace(), draft)
        none = tag("p", "Nothing stood published when this draft was made.", class_="v-quiet-words")
        draw(none if changes is None else told(changes))
    else:
        draw(told(seeing.changes_since_version(session.workspace(), draft.id, versions[chosen])))


def _turn(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key)
