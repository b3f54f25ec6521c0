"""Segments: who the customers are, counted; one segment in full; and the button that drafts a persona."""

from functools import partial

import streamlit as st

from personas.phrasing import counted, money, percent
from personas.segment import Segment
from segments.validation import Verdict
from ui.web.parts import session
from ui.web.parts.figures import figure_list
from ui.web.parts.markup import Html, as_markdown, draw, join, tag, unfold
from ui.web.parts.prevalence import quarters, share_bar
from ui.web.parts.segments import campaigns, distributions, heat, held, journey, side_by_side
from ui.web.parts.tables import Cell, table
from ui.web.parts.warehouse import warehouse_sql
from ui.web.parts.work import watched
from workspace import segmenting
from workspace.drafting import drafting
from workspace.evidence import theming
from workspace.figures import comparing, reliability
from workspace.publishing import engaging

_IN_VIEW = 6


def page() -> None:
    """The table of segments, and the one that the address names."""
    st.title("Segments")
    found = segmenting.segments(session.workspace())
    if not found:
        _build()
        return
    draw(_by_method(found), held(*_verdict()))
    _overview(found)
    ids = [one.id for one in found]
    names = {one.id: one.name for one in found}
    st.session_state["segment"] = st.query_params.get("segment") if st.query_params.get("segment") in ids else ids[0]
    st.selectbox("Look at one", ids, key="segment", format_func=names.__getitem__, width=420, on_change=_choose)
    st.query_params["segment"] = st.session_state["segment"]
    chosen = next(one for one in found if one.id == st.session_state["segment"])
    _one(chosen)
    _beside(chosen, [one for one in found if one.id != chosen.id])


def _verdict() -> tuple[Verdict | None, str]:
    """Whether the segments in force hold on later sales, and which they are."""
    kept = reliability.validated(session.workspace())
    if kept is None or not kept.current:
        return None, ""
    return reliability.verdict(kept.validation), _method_words(kept.validation.definition.method)


def _method_words(method: str) -> str:
    return method.replace("-", " and ")


def _overview(found: list[Segment]) -> None:
    """Where the segments of each method differ most from everybody."""
    methods = list(dict.fromkeys(one.method for one in found))
    maps = {method: heat(comparing.heat_map(session.workspace(), method)) for method in methods}
    for place, (method, drawn) in enumerate((method, drawn) for method, drawn in maps.items() if drawn):
        draw(unfold(f"Where they differ: {_method_words(method)}", drawn, open_=place == 0))


def _choose() -> None:
    st.query_params["segment"] = st.session_state["segment"]


def _build() -> None:
    st.info("Nobody counted the customers yet. Build the segments here, or with `verism segments build`.")
    if st.button("Build the segments", type="primary", icon=":material/donut_small:"):
        room, who = session.workspace(), session.actor()
        built = watched("Counting the customers", lambda report: segmenting.build_all(room, actor=who, report=report))
        session.flash("success", f"{counted(len(built), 'segment')} built.")
        st.rerun()


def _by_method(found: list[Segment]) -> Html:
    """A table a division: everybody is in one segment of each, so that shares add up within a table only."""
    methods = list(dict.fromkeys(one.method for one in found))
    tables = {method: _table([one for one in found if one.method == method]) for method in methods}
    if len(methods) == 1:
        return tables[methods[0]]
    headings = {method: tag("h2", f"By {_method_words(method)}", class_="v-heading") for method in methods}
    return join(*(join(headings[method], tables[method]) for method in methods))


def _table(found: list[Segment]) -> Html:
    return table(("segment", "size", "share", "", "of revenue", "", "rule"), [_row(one) for one in found])


def _row(one: Segment) -> tuple[str | Cell, ...]:
    size = f"{one.n:,} {one.population}"
    return one.name, size, *_share(one.share), *_share(one.revenue_share), Cell(one.rule, "v-quiet-words")


def _share(value: float | None) -> tuple[Cell, Cell]:
    words, bar = ("", "") if value is None else (percent(value), share_bar(round(value * 1000), 1000))
    return Cell(words, "v-digits"), Cell(bar, "v-cell-bar")


def _one(segment: Segment) -> None:
    room = session.workspace()
    profile = segmenting.profile(room, segment.id)
    spoken = f"{counted(profile.voices, 'person speaks', 'people speak')} for it"
    currency = next((one.currency for one in profile.statistics if one.currency), "")
    earned = "" if segment.revenue_cents is None else f", {money(segment.revenue_cents, currency)} of revenue"
    title, button = st.columns([4, 1], vertical_alignment="center")
    with title:
        about = f"{segment.n:,} {segment.population}{earned}; {spoken}. Rule: {segment.rule}."
        draw(tag("header", tag("h2", segment.name), tag("p", about), class_="v-head"))
    if button.button("Draft a persona", type="primary", icon=":material/edit_note:", width="stretch"):
        _draft(segment)
    warehouse_sql(segment, profile.statistics)
    figures, themes = st.columns(2, gap="large")
    with figures:
        draw(tag("h2", "Statistics ", tag("small", str(len(profile.statistics))), class_="v-heading"))
        draw(figure_list(profile.statistics))
    with themes:
        draw(distributions(profile.statistics), journey(profile.statistics))
        draw(campaigns(engaging.contribution(room, segment)))
        draw(tag("h2", "What they say", class_="v-heading"))
        _themes(segment, profile.voices)


def _beside(segment: Segment, others: list[Segment]) -> None:
    names = {one.id: one.name for one in others}
    other = st.selectbox("Compare with", list(names), index=None, format_func=names.__getitem__, width=420)
    if other:
        draw(side_by_side(segment.name, names[other], comparing.compare(session.workspace(), segment.id, other)))


def _themes(segment: Segment, voices: int) -> None:
    found = theming.told(session.workspace(), segment)
    if not found:
        spoke = f"{counted(voices, 'person speaks', 'people speak')} for this segment, too few for a theme."
        st.info(f"{spoke if voices else 'Nobody of this segment spoke.'} Take in interviews, surveys or reviews: "
                "`verism ingest FILE...`, then `verism segments build`.")  # fmt: skip
    draw(*map(_theme, found[:_IN_VIEW]))
    more = found[_IN_VIEW:]
    draw(unfold(f"{counted(len(more), 'more theme')}", *map(_theme, more)) if more else "")


def _theme(one: theming.ToldTheme) -> Html:
    said = [tag("blockquote", words, class_="v-said", dir="auto") for words in one.said]
    against = [tag("blockquote", words, class_="v-said v-otherwise", dir="auto") for words in one.opposed]
    other = [tag("p", "but others say:", class_="v-quiet-words"), *against] if against else []
    about = tag("span", one.section, class_="v-quiet-words")
    head = tag("p", tag("b", f"{one.n} of {one.of} respondents"), f": {one.label} ", about)
    again = tag("p", f"Found again in {one.stability:.0%} of resamples of the respondents.", class_="v-quiet-words")
    trend = quarters(one.trend)
    return tag("section", head, share_bar(one.n, one.of), *said, *other, trend, again, class_="v-line")


def _draft(segment: Segment) -> None:
    room, who = session.workspace(), session.actor()
    work = partial(drafting.draft_segment, room, segment.id, actor=who)
    made = watched(f"Drafting {as_markdown(segment.name)} from its evidence", lambda report: work(report=report))
    session.flash(
        "success", f"{made.persona.name} (a fictional name) is drafted: {counted(len(made.claims), 'claim')}."
    )
    st.switch_page("screens/review.py", query_params={"draft": made.id, "as": who})


page()
