"""The frame around every page: navigation, who is signed in, and one way to show an error that a person can act on."""

from pathlib import Path

import streamlit as st

from personas.errors import Refused, VerismError
from ui.web.parts import session
from workspace import roles

_HERE = Path(__file__).parent
_SPEAKS_FOR_ITSELF = "review"
"""The page whose keys redraw it without this frame: it shows by itself what is to be said."""


def pages(*, looks: bool) -> list[st.Page]:
    """The pages in the order of the navigation; without `looks` those of somebody who may only read what is published.

    One plain list: with headings, Streamlit puts into it what a screen reader does not expect there.
    """
    reading = [
        _page("library", "Library", "menu_book", "library"),
        _page("process", "Process", "monitoring", "process"),
        _page("persona", "Persona", "person", "persona", visibility="hidden"),
        _page("journey", "Journey", "route", "journey", visibility="hidden"),
    ]
    looking = _looking()
    if not looks:
        home = st.Page(_to_the_library, title="Library", url_path="home", default=True, visibility="hidden")
        return [*reading, home, *(_closed(page) for page in looking)]
    return [_page("overview", "Overview", "home", "", default=True), *looking, *reading]


def _looking() -> list[st.Page]:
    """The pages of those who may look at evidence, segments and drafts."""
    return [
        _page("evidence", "Evidence", "search", "evidence"),
        _page("taking_in", "Take a file in", "input", "take-in", visibility="hidden"),
        _page("customers", "Segments", "donut_small", "segments"),
        _page("trust", "Validation", "balance", "validation"),
        _page("customer", "One customer", "badge", "customer"),
        _page("drafts", "Drafts", "edit_note", "drafts"),
        _page("review", "Review", "fact_check", "review"),
        _page("chat", "Chat", "forum", "chat"),
        _page("evaluation", "Evaluation", "rule", "evaluation"),
        _page("shape", "Name and journey", "edit", "shape", visibility="hidden"),
    ]


def _closed(page: st.Page) -> st.Page:
    """The same address for somebody who may not look: the reason, and the way to what they may read."""

    def refuse() -> None:
        st.title(page.title)
        try:
            roles.require(session.workspace(), "look")
        except Refused as refusal:
            session.show_refusal(refusal)
        if roles.may(session.workspace(), "read"):
            st.page_link("screens/library.py", label="Go to the library", icon=":material/menu_book:")

    return st.Page(refuse, title=page.title, url_path=page.url_path, visibility="hidden")


def _to_the_library() -> None:
    """The first page of somebody who may not look: the library, at the address that it has for everybody."""
    st.switch_page("screens/library.py")


def _page(name: str, title: str, icon: str, path: str, **options: object) -> st.Page:
    file = _HERE / "screens" / f"{name}.py"
    return st.Page(file, title=title, icon=f":material/{icon}:", url_path=path or None, **options)


def show() -> None:
    """Draw the frame and the page."""
    st.set_page_config(page_title="Verism", page_icon=_HERE / "theme" / "mark.svg", layout="wide")
    st.logo(_HERE / "theme" / "wordmark.svg", icon_image=_HERE / "theme" / "mark.svg", size="large")
    st.html(_HERE / "theme" / "verism.css")
    try:
        if not session.signed_in():
            return
        page = st.navigation(pages(looks=roles.may(session.workspace(), "look")), expanded=True)
        session.sidebar()
        if page.url_path != _SPEAKS_FOR_ITSELF:
            with st.container():
                session.show_flash()
        page.run()
    except VerismError as error:
        session.show_refusal(error)


show()
