"""The journey of a published persona as a map."""

import streamlit as st

from ui.web.parts.drawing import for_some
from ui.web.parts.heading import titled
from ui.web.parts.journeys import journey_map
from ui.web.parts.markup import draw, tag
from ui.web.parts.shelf import named


def page() -> None:
    """Scenario and map, or a word that there is none."""
    with titled("Journey"):
        shown = named("Journey")
    if shown is None:
        return
    body = shown.publication.body
    title, link = st.columns([4, 1], vertical_alignment="center")
    with title:
        about = f"{body['segment']['name']} · every cell opens to what it rests on; a dash: the evidence does not say"
        draw(tag("header", tag("h1", f"Journey of {body['persona']['name']}"), tag("p", about), class_="v-head"))
    here = {"persona": shown.publication.persona_id}
    link.page_link("screens/persona.py", label="The persona", icon=":material/person:", query_params=here)
    journey = body["journey"]
    if not journey:
        st.info("This persona was published without a journey. Draft its segment again to get one.")
        return
    scenario = shown.claims.get(journey["scenario"] or "")
    if scenario:
        draw(tag("p", scenario.text, class_="v-essence"))
    draw(journey_map(body, shown.claims, shown.card))
    for_some(body["segment"]["id"])


page()
