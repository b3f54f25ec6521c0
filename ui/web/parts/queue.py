"""Drafts in a list: what waits for whom, since when, and how much of it is weak."""

from collections.abc import Collection, Iterable

import streamlit as st

from personas.draft import Status
from personas.library.drafts import DraftSummary
from personas.phrasing import counted
from ui.web.parts import session
from ui.web.parts.markup import Html, as_markdown, draw, tag, unfold
from ui.web.parts.prevalence import share_bar
from ui.web.parts.signs import ago, badge, status_badge, verdict_badge
from workspace.drafting import drafts as stored

ORDER: tuple[Status, ...] = (
    "in_review",
    "changes_requested",
    "approved",
    "draft",
    "published",
    "superseded",
    "retired",
)
"""What somebody waits for comes first."""


def draft_queue(only: Collection[str] = ORDER, *, next_first: bool = False) -> None:
    """The drafts of these states by state, each with a link to its desk; or what to do when there are none.

    `next_first`: above them the one to review next, with a key.
    """
    found = [one for one in stored.summaries(session.workspace()) if one.status in only]
    if next_first:
        _review_next(found)
    if not found:
        st.info("No draft waits here. Draft a persona on the Segments page, or with `verism draft SEGMENT`.")
        st.page_link("screens/customers.py", label="Go to the segments", icon=":material/donut_small:")
    for status in ORDER:
        group = [one for one in found if one.status == status]
        if group:
            draw(
                tag(
                    "h2", f"{status.replace('_', ' ').capitalize()} ", tag("small", str(len(group))), class_="v-heading"
                )
            )
        for one in group:
            _row(one)


def _review_next(found: Iterable[DraftSummary]) -> None:
    """A button, and the key N, for the draft of somebody else that waits for a reviewer the longest."""
    who = session.actor()
    others = (one for one in found if one.status == "in_review" and one.author != who)
    waiting = min(others, key=lambda one: one.updated_at, default=None)
    if waiting is None:
        return
    label = as_markdown(f"Review {waiting.persona_name}, who waits the longest")
    if st.button(label, shortcut="N", type="primary"):
        st.switch_page("screens/review.py", query_params={"draft": waiting.id, "as": who})


def _row(one: DraftSummary) -> None:
    with st.container(border=True, key=f"draft-{one.id}"):
        words, numbers, link = st.columns([5, 4, 2], vertical_alignment="center")
        with words:
            age = f"drafted {ago(one.created_at)}, last changed {ago(one.updated_at)}"
            changed = f"{one.author} · {age} · version {one.version}"
            name = tag("p", tag("b", one.persona_name), " ", status_badge(one.status))
            draw(
                tag("div", name, tag("p", one.segment_name), tag("p", changed, class_="v-quiet-words"), class_="v-row")
            )
        with numbers:
            draw(tag("div", _counts(one), _weakest(one), class_="v-row"))
        link.page_link(
            "screens/review.py", label="Review" if one.decided < one.claims else "Open",
            icon=":material/fact_check:", query_params={"draft": one.id}, width="stretch",
        )  # fmt: skip


def _counts(one: DraftSummary) -> Html:
    decided = tag("p", f"{one.decided} of {counted(one.claims, 'claim')} decided")
    failing = badge("✗", f"{one.blocking} failing", "bad") if one.blocking else badge("✓", "none failing", "good")
    weak = badge("~", f"{one.weak} weak", "warn") if one.weak else Html()
    return tag("div", decided, share_bar(one.decided, one.claims), tag("p", failing, " ", weak))


def _weakest(one: DraftSummary) -> Html:
    """The claims that need a reader most, one click away."""
    rows = [tag("li", verdict_badge(verdict), f" {text}") for verdict, text in one.weakest]
    return unfold("the weakest claims", tag("ul", *rows, class_="v-left")) if rows else Html()
