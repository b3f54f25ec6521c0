"""A persona over time: its versions, what changed since, what it was used for, and the button that drafts it again."""

import streamlit as st

from personas.changes import Changes, ClaimChange
from personas.errors import VerismError
from personas.library.publications import Publication
from ui.web.parts import session
from ui.web.parts.markup import Html, as_markdown, draw, tag
from ui.web.parts.signs import day, status_badge
from ui.web.parts.tables import table
from workspace import roles
from workspace.drafting import refreshing
from workspace.publishing import catalogue


def history(publication: Publication) -> None:
    """Versions and changes, uses, and the next look."""
    found = catalogue.versions(session.workspace(), publication.persona_id)
    versions, uses = st.tabs(["Versions and what changed", "Used for"])
    with versions:
        draw(table(("", "on", "state", "by", "holds"), [_version(one) for one in found]))
        if len(found) > 1:
            _compare(publication, [one.version for one in found])
        else:
            draw(tag("p", "The first version: there is nothing to compare it with yet.", class_="v-quiet-words"))
    with uses:
        draw(_uses(catalogue.uses_of(session.workspace(), publication.persona_id)))


def refresh_button(publication: Publication) -> None:
    """Draft the persona again on today's data, and say what would change."""
    room = session.workspace()
    if publication.status != "published" or not roles.may(room, "draft"):
        return
    if not st.button(
        "Refresh now", icon=":material/autorenew:", help="Drafts it again on today's customers and evidence."
    ):
        return
    with st.status("Counting the segment again", expanded=True) as shown:
        try:
            made = refreshing.refresh(
                room,
                publication.persona_id,
                actor=session.actor(),
                report=lambda words, share: shown.update(label=as_markdown(words)),
            )
        except VerismError as error:
            shown.update(label=as_markdown(str(error)), state="error")
            return
        shown.update(label=f"{made.draft.id} is drafted. It goes through review like any other.", state="complete")
    st.page_link(
        "screens/review.py", label="Open it on the review desk", icon=":material/fact_check:",
        query_params={"draft": made.draft.id},
    )  # fmt: skip
    draw(told(made.changes))


def told(changes: Changes) -> Html:
    """What changed, figures before claims; the old words struck out beside the new."""
    if changes.nothing:
        return tag("p", "Nothing changed.", class_="v-quiet-words")
    counts = tag("p", f"In the segment: {changes.members[1]:,}, {changes.members[0]:,} before. "
                 f"People quoted: {changes.voices[1]:,}, {changes.voices[0]:,} before.")  # fmt: skip
    figures = [tag("li", f"{one.words}: ", tag("b", one.after), f", {one.before} before") for one in changes.figures]
    known = [tag("li", f"Known now: {name}") for name in changes.known_now]
    unknown = [tag("li", f"No longer known: {name}") for name in changes.unknown_now]
    lists = [tag("ul", *items) for items in (figures, [*known, *unknown]) if items]
    rows = [_claim(one) for one in changes.claims]
    claims = table(("where", "before", "now"), rows, class_="v-table v-changes") if rows else Html()
    return tag("div", counts, *lists, claims, class_="v-told")


def _claim(one: ClaimChange) -> tuple[str, ...]:
    gone = tag("del", one.before) if one.before else tag("span", "new", class_="v-badge v-good")
    new = tag("ins", one.after) if one.after else tag("span", "gone", class_="v-badge v-warn")
    return one.place.capitalize(), gone, new


def _version(one: Publication) -> tuple[str, ...]:
    who = f"approved by {one.approved_by}, published by {one.published_by}"
    holds = f"{len(one.body['claims'])} claims, {one.body['segment']['n']:,} in the segment"
    return f"Version {one.version}", day(one.published_at), status_badge(one.status), who, holds


def _compare(publication: Publication, numbers: list[int]) -> None:
    older = [number for number in numbers if number < numbers[0]]
    since = st.selectbox("What changed since version", older, key="changes-since")
    draw(told(refreshing.changes_since(session.workspace(), publication.persona_id, since=since)))


def _uses(uses: tuple[catalogue.Use, ...]) -> Html:
    if not uses:
        return tag("p", "Nobody recorded a use yet.", class_="v-quiet-words")
    rows = [(day(use.at), use.purpose, use.team, use.actor, use.note) for use in uses]
    return table(("when", "what for", "team", "by", "note"), rows)
