"""What is here, and what to do next."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from personas.library.drafts import DraftSummary
from personas.phrasing import counted
from personas.segment import Segment
from ui.web.parts import session
from ui.web.parts.markup import Html, draw, tag
from ui.web.parts.signs import status_badge
from workspace import segmenting
from workspace.drafting import drafts as stored
from workspace.intake import sources as taken_in
from workspace.publishing import publish as publishing

_PROMISE = (
    "Personas and journeys from your own evidence: every claim cited and checked, nothing published that a person has "
    "not accepted."
)


class Next(NamedTuple):
    """What to do next: in words, as a command, and the page where a button does the same."""

    words: str
    command: str
    page: str = ""
    label: str = ""


def page() -> None:
    """Counts, the next step, and the way to the figures by which the process measures itself."""
    room = session.workspace()
    sources, segments = taken_in.sources(room), segmenting.segments(room)
    drafts, personas = stored.summaries(room), publishing.personas(room)
    voices = sum(one.kind in ("survey", "interviews", "reviews", "tickets", "posts") for one in sources)
    current = [one for one in personas if one.status == "published"]
    draw(tag("header", tag("h1", room.folder.name), tag("p", _PROMISE), class_="v-head"))
    tiles = [
        _tile(len(sources), "source", f"{voices} with people's words"),
        _tile(len(segments), "segment", _populations(segments)),
        _tile(len(drafts), "draft", _states(drafts)),
        _tile(len(current), "persona", "published"),
    ]
    draw(tag("div", *tiles, class_="v-tiles"))
    _show_next(_next(len(sources), len(segments), drafts, len(current)))
    draw(tag("h2", "How the process does", class_="v-heading"))
    st.page_link("screens/process.py", label="The four figures of the process", icon=":material/monitoring:")


def _tile(number: int, noun: str, words: str | Html) -> Html:
    plural = noun if number == 1 else noun + "s"
    about = tag("p", words, class_="v-quiet-words")
    return tag("section", tag("b", f"{number:,}"), " ", tag("h2", plural), about, class_="v-tile")


def _populations(segments: Sequence[Segment]) -> str:
    sizes: Counter[str] = Counter()
    for one in segments:
        sizes[one.population] += one.n
    return ", ".join(f"{n:,} {population}" for population, n in sizes.items())


def _states(drafts: list[DraftSummary]) -> Html:
    counts = Counter(one.status for one in drafts)
    return tag("span", *(tag("span", f"{n} ", status_badge(one), class_="v-counted") for one, n in counts.items()))


def _next(sources: int, segments: int, drafts: list[DraftSummary], personas: int) -> Next:
    """The first thing that is missing on the way from raw files to a published persona."""
    waiting = [one for one in drafts if one.status in ("in_review", "approved")]
    own = [one for one in drafts if one.status in ("draft", "changes_requested")]
    if not sources:
        words = "Nothing was taken in yet. Bring in purchases, surveys, interviews or reviews."
        return Next(words, "verism ingest FILE...", "evidence", "Go to the evidence")
    if not segments:
        words = "The evidence is here; nobody counted the customers yet."
        return Next(words, "verism segments build", "customers", "Build the segments")
    if waiting:
        words = f"{counted(len(waiting), 'draft')} to review or publish, the oldest by {waiting[-1].author}."
        return Next(words, f"verism drafts show {waiting[-1].id}", "review", "Open the review desk")
    if own:
        words = f"{counted(len(own), 'draft')} not yet in review."
        return Next(words, f"verism submit {own[0].id}", "drafts", "See the drafts")
    if not personas:
        words = "The customers are counted. Draft a persona from one segment's evidence."
        return Next(words, "verism draft SEGMENT", "customers", "Choose a segment")
    words = "Everything drafted is published. Read it, use it, and say what for."
    return Next(words, "verism personas list", "library", "Open the library")


def _show_next(step: Next) -> None:
    with st.container(border=True, key="next"):
        words, link = st.columns([3, 1], vertical_alignment="center")
        with words:
            draw(
                tag("p", tag("b", "Next: "), step.words),
                tag("p", "In a terminal: ", tag("code", step.command), class_="v-quiet-words"),
            )
        link.page_link(f"screens/{step.page}.py", label=step.label, icon=":material/arrow_forward:", width="stretch")


page()
