"""A draft's name and journey, shaped by a person: stages, owners and KPIs, what is planned."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from personas.draft import CELLS, Draft, Journey
from personas.errors import VerismError
from personas.lifecycle import EDITABLE
from ui.web.parts import session
from ui.web.parts.drawing import beside
from ui.web.parts.heading import titled
from ui.web.parts.markup import as_markdown, draw, tag
from ui.web.parts.queue import draft_queue
from workspace.drafting import drafts as stored
from workspace.reviewing import shaping


def page() -> None:
    """The draft that the address names: its name, its stages, its opportunities, its map."""
    draft_id = st.query_params.get("draft")
    if not draft_id:
        st.title("Name and journey")
        draft_queue(only=tuple(sorted(EDITABLE)))
        return
    with titled("Name and journey"):
        draft = stored.load(session.workspace(), draft_id)
    about = f"{draft.id} · {draft.segment.name} · any change here drops an approval, and another person approves anew"
    draw(tag("header", tag("h1", draft.persona.name), tag("p", about), class_="v-head"))
    st.page_link(
        "screens/review.py", label="To the claims", icon=":material/fact_check:", query_params={"draft": draft.id}
    )
    if draft.status not in EDITABLE:
        st.info("This draft no longer changes. Refresh the persona to shape a new one.")
    else:
        _name(draft)
        if draft.journey is not None:
            _stages(draft, draft.journey)
            _opportunities(draft, draft.journey)
            _plan(draft, draft.journey)
    if draft.journey is not None:
        beside(draft)


def _name(draft: Draft) -> None:
    with st.form("name", border=False), _row():
        name = st.text_input("The persona's fictional name", draft.persona.name, max_chars=60)
        if st.form_submit_button("Rename"):
            _save(shaping.rename_persona, draft, name)


def _stages(draft: Draft, journey: Journey) -> None:
    draw(tag("h2", "Stages", class_="v-heading"))
    for place, stage in enumerate(journey.stages, start=1):
        with _row(key=f"stage-{place}"):
            _stage(draft, journey, stage.name, place)
    with st.form("add-stage", border=False, clear_on_submit=True), _row():
        added = st.text_input("A new stage", max_chars=40)
        if st.form_submit_button("Add it"):
            _save(shaping.add_stage, draft, added)


def _stage(draft: Draft, journey: Journey, stage: str, place: int) -> None:
    last = len(journey.stages)
    key = f"name-{place}-{stage}"
    st.text_input(f"Stage {place}", stage, key=key, max_chars=40, on_change=_renamed, args=(draft, stage, key))
    if st.button("Up", key=f"up-{place}", disabled=place == 1, help=f"{as_markdown(stage)}: one place up"):
        _save(shaping.move_stage, draft, stage, place - 1)
    if st.button("Down", key=f"down-{place}", disabled=place == last, help=f"{as_markdown(stage)}: one place down"):
        _save(shaping.move_stage, draft, stage, place + 1)
    with st.popover("Remove", help=f"Remove {as_markdown(stage)}", disabled=last == 1):
        others = [one.name for one in journey.stages if one.name != stage]
        into = st.selectbox("Its claims go into", others, key=f"into-{place}-{stage}")
        if st.button(f"Remove {as_markdown(stage)}", key=f"remove-{place}"):
            _save(shaping.remove_stage, draft, stage, into)


def _opportunities(draft: Draft, journey: Journey) -> None:
    found = [claim_id for stage in journey.stages for claim_id in stage.cells.get("opportunities", ())]
    if not found:
        return
    draw(tag("h2", "Opportunities", class_="v-heading"))
    for claim_id in found:
        claim, given = draft.claim(claim_id), journey.opportunities.get(claim_id)
        draw(tag("p", claim.text if claim else claim_id))
        with st.form(f"assign-{claim_id}", border=False), _row():
            owner = st.text_input("Owner", given.owner if given else "", max_chars=80, help="A team or a role")
            kpi = st.text_input("KPI", given.kpi if given else "", max_chars=80)
            if st.form_submit_button("Save"):
                _save(shaping.assign, draft, claim_id, owner=owner, kpi=kpi)


def _plan(draft: Draft, journey: Journey) -> None:
    draw(tag("h2", "Planned or observed", class_="v-heading"))
    was = journey.kind == "planned"
    words = "A planned journey: it may hold hypotheses, marked as such"
    st.toggle(words, was, key=f"planned-{was}", on_change=_planned, args=(draft, not was))
    if not was:
        return
    with st.form("hypothesis", border=False, clear_on_submit=True):
        stage = st.selectbox("Stage", [one.name for one in journey.stages])
        lane = st.selectbox("Lane", [cell for cell in CELLS if cell != "emotion"])
        text = st.text_input("Hypothesis")
        if st.form_submit_button("Write it in"):
            _save(shaping.add_hypothesis, draft, stage, lane, text)


def _row(**options: str) -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", **options)


def _renamed(draft: Draft, stage: str, key: str) -> None:
    _change(shaping.rename_stage, draft, stage, st.session_state[key])


def _planned(draft: Draft, planned: bool) -> None:
    _change(shaping.set_kind, draft, planned=planned)


def _save(service: Callable[..., Draft], draft: Draft, *given: object, **named: object) -> None:
    """Call a service and draw the page anew."""
    _change(service, draft, *given, **named)
    st.rerun()


def _change(service: Callable[..., Draft], draft: Draft, *given: object, **named: object) -> None:
    """Call a service, and keep what it says for the next drawing."""
    try:
        saved = service(session.workspace(), draft.id, *given, actor=session.actor(), **named)
    except VerismError as error:
        session.flash("error", str(error))
    else:
        session.flash("success", f"Saved as version {saved.version} of {saved.id}.")


page()
