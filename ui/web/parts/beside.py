"""What a reviewer asks for with one key: who says otherwise, and what changed in the draft."""

import streamlit as st

from personas.claims import Claim
from personas.draft import Draft
from personas.phrasing import counted
from ui.web.parts import place, session
from ui.web.parts.claims import decision
from ui.web.parts.history import told
from ui.web.parts.markup import Html, draw, lines, tag
from ui.web.parts.quotes import in_context
from ui.web.parts.signs import ago
from workspace.drafting import refreshing
from workspace.reviewing import desk as seeing
from workspace.reviewing.desk import OnDesk, Remark, Request

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
    draft = seen.draft
    if seen.request is not None:
        with st.container(key="sent-back"):
            _asked_for(seen.request, seen)
    with st.container(horizontal=True, gap="small"):
        st.button("What changed", shortcut="D", on_click=_turn, args=(_COMPARED,), type="tertiary")
        if following := _following(seen):
            label = "Go to a commented claim"
            st.button(label, shortcut="G", on_click=place.go, args=(following,), type="tertiary")
    if st.session_state.get(_COMPARED):
        with st.container(border=True, key="compared"):
            _compared(draft)


def _asked_for(asked: Request, seen: OnDesk) -> None:
    """Who asked for what; every comment beside the words that it was made on, with the way to its claim."""
    note = tag("p", lines(asked.note)) if asked.note else Html()
    draw(tag("section", tag("p", tag("b", f"{asked.actor} asked for changes, {ago(asked.at)}")), note))
    ids = place.order(seen.draft)
    for number, remark in enumerate(asked.remarks):
        words, way = st.columns([5, 1], vertical_alignment="center")
        with words:
            draw(_remark(remark))
        label = f"To claim {ids.index(remark.claim.id) + 1}"
        way.button(label, key=f"remark-{number}", on_click=place.go, args=(remark.claim.id,), type="tertiary")


def _following(seen: OnDesk) -> str | None:
    """The commented claim after the one on the desk, round the end, of a draft that was sent back."""
    remarks = seen.request.remarks if seen.request is not None else ()
    commented = list(dict.fromkeys(remark.claim.id for remark in remarks))
    after = commented.index(seen.claim.id) + 1 if seen.claim.id in commented else 0
    return commented[after % len(commented)] if commented else None


def _remark(remark: Remark) -> Html:
    """A comment under the words that it was made on, and whether they were changed since."""
    decided = decision(remark.claim)
    since = "" if remark.of == remark.claim.text else f"{' · ' if decided else ''}reworded since"
    about = tag("p", decided, since, class_="v-quiet-words") if decided or since else Html()
    return tag("div", tag("p", remark.of), tag("p", lines(remark.said), class_="v-comment"), about)


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
