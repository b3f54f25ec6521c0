"""The heads of pages: whose draft it is, where it stands, its next steps; a title alone, where nothing can be shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from personas.claims import Claim
from personas.draft import Draft
from personas.errors import VerismError
from personas.lifecycle import EDITABLE
from ui.web.parts import desk
from ui.web.parts.markup import draw, tag
from ui.web.parts.signs import VERDICTS, ago, status_badge
from ui.web.parts.steps import persona_of, step_buttons, what_should_change


@contextmanager
def titled(title: str) -> Iterator[None]:
    """Around what finds a page's subject: where there is none, the page has this title above the reason."""
    try:
        yield
    except VerismError:
        st.title(title)
        raise


def draft_heading(draft: Draft, claim: Claim) -> None:
    """Name, state and steps in one line, progress in the next; what should change, where somebody began to say so."""
    title, steps = st.columns([3, 2], vertical_alignment="center")
    with title:
        about = f" {draft.segment.name} · drafted by {draft.author}, {ago(draft.created_at)} · version {draft.version}"
        name = tag("h1", draft.persona.name, tag("small", " a fictional name"))
        draw(tag("header", name, tag("p", status_badge(draft.status), about), class_="v-head"))
    with steps:
        step_buttons(draft, claim)
        if draft.status in EDITABLE:
            with st.container(horizontal=True, horizontal_alignment="right"):
                here = {"draft": draft.id}
                st.page_link("screens/shape.py", label="Name and journey", icon=":material/edit:", query_params=here)
        if draft.status == "published" and (persona_id := persona_of(draft.segment.id)):
            st.page_link("screens/persona.py", label="Read it in the library", query_params={"persona": persona_id})
    bar, sweep = st.columns([3, 1], vertical_alignment="center")
    decided = sum(claim.decision is not None for claim in draft.claims)
    share = decided / len(draft.claims) if draft.claims else 1.0
    bar.progress(share, text=f"{decided} of {len(draft.claims)} decided · {_left(draft)}")
    sure = sum(c.decision is None and c.verdict == "grounded" and c.kind != "inference" for c in draft.claims)
    if draft.status in EDITABLE and sure:
        sweep.button(
            f"Accept all verified ({sure})", on_click=desk.accept_verified, args=(draft,), width="stretch",
            shortcut="Shift+V",
            help="Accepts every undecided claim that is grounded and no inference; the rest stays for you.",
        )  # fmt: skip
    if (mode := desk.mode_on(draft, claim)) and mode.kind == "changes":
        what_should_change(draft)


def _left(draft: Draft) -> str:
    verdicts: list[str] = [claim.verdict for claim in draft.claims if claim.decision is None]
    named = [(sign, name, verdicts.count(name)) for name, (sign, _) in reversed(VERDICTS.items())]
    counts = [f"{sign} {count} {name}" for sign, name, count in named if count]
    words = "left: " + ", ".join(counts) if counts else "nothing left to decide"
    failing = sum(claim.kept and claim.blocking for claim in draft.claims)
    return words + (f" · ✗ {failing} edited and failing" if failing else "")
