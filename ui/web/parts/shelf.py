"""The published persona that the address names, read back for drawing; its exports; and the record of its use."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple, get_args

import streamlit as st

from personas.claims import Claim
from personas.errors import NotFound, VerismError
from personas.library.publications import Publication, Purpose
from personas.publishing import FORMATS, published_json, rendered
from ui.web.parts import session
from ui.web.parts.cards import Card
from ui.web.parts.claims import Evidence
from ui.web.parts.markup import as_markdown
from ui.web.parts.published import claims_in, evidence_in
from workspace.publishing import publish as publishing

_OFFERED = 12
"""As many personas to choose from where the address names none; the library has them all."""


class Shown(NamedTuple):
    """A publication with everything that drawing it needs."""

    publication: Publication
    body: Mapping[str, Any]
    """The public JSON, with what the library knows of the publication."""
    claims: Mapping[str, Claim]
    evidence: Mapping[str, Evidence]
    card: Card


def named(title: str) -> Shown | None:
    """The persona of the address's `persona`. Where there is none: the title, a word, and the way to those there are.

    Raises Refused.
    """
    wanted = st.query_params.get("persona", "")
    try:
        publication = publishing.persona(session.workspace(), wanted)
    except NotFound as error:
        st.title(title)
        if wanted:
            st.error(as_markdown(str(error)))
        _offered()
        return None
    body = published_json(publication)
    claims, evidence = claims_in(body), evidence_in(body)
    return Shown(publication, body, claims, evidence, Card(body, claims, evidence, publication.status))


def _offered() -> None:
    found = publishing.personas(session.workspace())
    st.info("Choose a persona." if found else "Nothing is published yet.")
    for one in found[:_OFFERED]:
        here = {"persona": one.id}
        st.page_link("screens/persona.py", label=as_markdown(one.name), icon=":material/person:", query_params=here)
    st.page_link("screens/library.py", label="Go to the library", icon=":material/menu_book:")


def downloads(shown: Shown) -> None:
    """A button for each export format; the file is made when it is asked for."""
    for name, made in FORMATS.items():
        st.download_button(
            made.label, partial(rendered, shown.body, name), f"{shown.publication.id}.{name}", made.media_type,
            on_click="ignore", icon=":material/download:", key=f"download-{name}",
        )  # fmt: skip


def used_for(publication: Publication) -> None:
    """A form that records what the persona was used for."""
    with st.form("used", border=False, clear_on_submit=True):
        purpose = st.selectbox("What did you use it for?", get_args(Purpose))
        team = st.text_input("Team")
        note = st.text_input("Note")
        if st.form_submit_button("Record the use"):
            _record(publication.persona_id, purpose, team, note)


def _record(persona_id: str, purpose: Purpose, team: str, note: str) -> None:
    try:
        room, who = session.workspace(), session.actor()
        publishing.record_use(room, persona_id, purpose, actor=who, team=team, note=note)
    except VerismError as error:
        st.error(as_markdown(str(error)))
    else:
        st.success(f"Recorded: {purpose}.")
