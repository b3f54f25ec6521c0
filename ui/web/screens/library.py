"""The library: every persona that was published, as cards."""

import streamlit as st

from personas.library.publications import PersonaSummary
from ui.web.parts import session
from ui.web.parts.markup import draw, tag
from ui.web.parts.signs import counted, day, status_badge
from workspace import publish as publishing

_A_ROW = 3


def page() -> None:
    """The cards, or how the first persona comes here."""
    st.title("Library")
    found = publishing.personas(session.workspace())
    if not found:
        st.info(
            "Nothing is published yet. A draft comes here once another person approved it and somebody published it."
        )
        st.page_link("screens/drafts.py", label="See the drafts", icon=":material/edit_note:")
    for start in range(0, len(found), _A_ROW):
        for column, one in zip(st.columns(_A_ROW), found[start : start + _A_ROW], strict=False):
            with column:
                _card(one)


def _card(one: PersonaSummary) -> None:
    publication = publishing.persona(session.workspace(), one.id)
    body = publication.body
    texts = {claim["id"]: claim["text"] for claim in body["claims"]}
    essence = texts.get(body["persona"]["essence"] or next(iter(body["persona"]["narrative"]), ""), "")
    segment = body["segment"]
    with st.container(border=True, key=f"card-{one.id}", height="stretch"):
        about = f"{segment['name']} · {segment['n']:,} customers · {counted(len(texts), 'claim')}"
        dates = f"Version {one.version}, {day(one.published_at)}. Look at it again by {day(one.next_review)}."
        quiet = [tag("p", words, class_="v-quiet-words") for words in (about, dates)]
        head = tag("h2", one.name), tag("p", status_badge(one.status)), tag("p", essence, class_="v-essence")
        draw(tag("article", *head, *quiet, class_="v-shelf"))
        with st.container(horizontal=True, gap="small"):
            here = {"persona": one.id}
            st.page_link("screens/persona.py", label="Read", icon=":material/person:", query_params=here)
            if body["journey"]:
                st.page_link("screens/journey.py", label="Journey", icon=":material/route:", query_params=here)


page()
