"""Journeys beside the one that is shown: for some of the people, and a planned one beside what was observed."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from personas.draft import Draft
from personas.errors import VerismError
from personas.phrasing import counted
from ui.web.parts import session
from ui.web.parts.cards import Card
from ui.web.parts.journeys import journey_map
from ui.web.parts.markup import Html, as_markdown, draw, tag
from ui.web.parts.published import claims_in, evidence_in
from ui.web.parts.work import watched
from workspace import roles
from workspace.drafting import journeys as drawing
from workspace.drafting import planned
from workspace.drafting.subgroups import Subgroup, choices

_DRAWN = "drawn-for-some"


def map_of(body: Mapping[str, Any], status: str) -> Html:
    """The journey of a draft's JSON as a map whose cells open to their evidence."""
    claims, evidence = claims_in(body), evidence_in(body)
    return journey_map(body, claims, Card(body, claims, evidence, status))


def for_some(segment_id: str) -> None:
    """Choose a language or a region and draw its journey, for whoever may draft; nothing for anybody else."""
    room = session.workspace()
    if not roles.may(room, "draft") or not st.toggle("A journey for a language or a region of these customers"):
        return
    found = choices(room, segment_id)
    with st.form("for-some", border=False):
        chosen = st.selectbox("Whose", found, format_func=lambda one: f"{one.subgroup.words} ({_heard(one.people)})")
        if st.form_submit_button("Draw it") and chosen is not None:
            _drawn(segment_id, chosen.subgroup)
    shown = st.session_state.get(_DRAWN)
    if shown is not None and shown[0] == segment_id:
        _show(*shown)


def beside(draft: Draft) -> None:
    """The draft's journey, and under it the newest of the other kind of its segment, planned first."""
    found = planned.beside(session.workspace(), draft.id)
    for title, body in (("Planned", found.planned), ("Observed", found.actual)):
        if body is not None:
            own = body["id"] == draft.id
            where = "this draft" if own else f"{body['id']}, {body['status'].replace('_', ' ')}"
            draw(tag("h2", f"{title} ", tag("small", where), class_="v-heading"), map_of(body, body["status"]))


def _drawn(segment_id: str, subgroup: Subgroup) -> None:
    room, who = session.workspace(), session.actor()
    try:
        made = watched(
            "Drawing the journey", lambda report: drawing.draw(room, segment_id, subgroup, actor=who, report=report)
        )
    except VerismError as error:
        session.show_refusal(error)
    else:
        st.session_state[_DRAWN] = (segment_id, subgroup, made)


def _show(segment_id: str, subgroup: Subgroup, drawn: drawing.Drawn) -> None:
    about = f"{drawn.segment}, {drawn.some}: {drawn.people} of {_heard(drawn.of)}."
    if drawn.body is None:
        draw(tag("p", tag("b", about), f" {drawn.why_not}", role="status"))
        return
    warning = " A view to work with: nobody has reviewed it, it is stored nowhere, and nothing of it goes out."
    draw(tag("p", tag("b", about), warning, role="status"), map_of(drawn.body, "draft"))
    if subgroup.attribute and not subgroup.language and roles.may(session.workspace(), "segment"):
        _to_review(segment_id, subgroup)


def _to_review(segment_id: str, subgroup: Subgroup) -> None:
    """A button that makes these people a segment and drafts it, and the way to the desk."""
    about = "Makes these customers a segment of their own and drafts its persona and journey. It goes through review."
    if not st.button("Draft it for review", icon=":material/edit_note:", help=about):
        return
    room, who = session.workspace(), session.actor()
    try:
        made = watched(
            "Drafting", lambda report: drawing.draft_for(room, segment_id, subgroup, actor=who, report=report)
        )
    except VerismError as error:
        session.show_refusal(error)
        return
    st.success(as_markdown(f"{made.id} is drafted: {made.segment.name}, {made.segment.n:,} customers."))
    st.page_link(
        "screens/review.py", label="Open it on the review desk", icon=":material/fact_check:",
        query_params={"draft": made.id},
    )  # fmt: skip


def _heard(people: int) -> str:
    return f"{counted(people, 'person', 'people')} heard"
