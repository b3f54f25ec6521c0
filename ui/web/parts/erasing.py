"""Erasing a person: who, what would go, and a second look before it is done."""

import streamlit as st

from personas.errors import VerismError
from ui.web.parts import session
from ui.web.parts.markup import as_markdown
from workspace import erasing
from workspace.roles import may

_WHO = "erase-who"


def erase_panel() -> None:
    """The panel under the sources, for whoever may use it."""
    if not may(session.workspace(), "gather"):
        return
    with st.expander("Erase a person", icon=":material/person_off:"):
        st.caption(
            "Everything that was said by or is known of a person goes: from the library, tables, search index, drafts, "
            "publications, chats, exports and copies of files in this workspace. It cannot be undone."
        )
        who = st.text_input("Respondent, customer id or e-mail address", key=_WHO, placeholder="r-0123456789")
        if not who.strip():
            return
        try:
            found = erasing.preview(session.workspace(), who.strip())
        except VerismError as error:
            st.error(as_markdown(str(error)), icon=":material/block:")
            return
        _confirm(who.strip(), found)


def _confirm(who: str, found: erasing.Erased) -> None:
    rows = ", ".join(f"{count:,} rows of {kind}" for kind, count in found.rows.items()) or "no rows of tables"
    st.markdown(
        f"**{found.respondents}** respondents, **{found.documents}** texts, **{found.quotes}** quotes; {rows} would go."
    )
    if found.files:
        files = "\n".join(f"- {as_markdown(file)}" for file in found.files)
        st.markdown(f"These files of the workspace hold this person and would be removed:\n\n{files}")
    sure = st.checkbox("I have checked that this is the person who asked", key=f"erase-sure-{who}")
    if st.button("Erase for good", type="primary", disabled=not sure, key="erase-now"):
        with st.spinner("Erasing"):
            erased = erasing.erase(session.workspace(), who, actor=session.actor())
        session.flash("success", _told(erased))
        st.rerun()


def _told(erased: erasing.Erased) -> str:
    again = ", ".join([*erased.drafts, *erased.publications])
    cited = f" They were cited by {again}: read these again." if again else " Nothing cited them."
    return f"The person is erased: {erased.quotes} quotes are gone.{cited}"
