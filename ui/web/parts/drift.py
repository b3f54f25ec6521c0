"""What has moved between two days: shares of the customers, who went where, and the personas that it touches."""

from datetime import UTC, date, datetime, time

import streamlit as st

from personas.errors import VerismError
from personas.phrasing import counted, percent
from personas.segment import Method
from ui.web.parts import session
from ui.web.parts.markup import Html, draw, join, tag, unfold
from ui.web.parts.signs import day
from ui.web.parts.tables import table
from workspace import segmenting
from workspace.figures import reliability

_AS = "YYYY-MM-DD"


@st.fragment  # type: ignore[untyped-decorator]
def moved(method: Method | None) -> None:
    """Choose two days, and see what moved between them; without a choice, in the last thirteen weeks."""
    draw(tag("h2", "What has moved", class_="v-heading"))
    first, last, _ = st.columns([1, 1, 2])
    since = first.date_input("From", None, key="since", format=_AS, help="Empty: thirteen weeks before the other day.")
    until = last.date_input("To", None, key="until", format=_AS, help="Empty: the newest purchase.")
    try:
        found = reliability.drift(session.workspace(), method=method, since=_midnight(since), until=_midnight(until))
    except VerismError as error:
        draw(tag("p", str(error), class_="v-quiet-words"))
        return
    draw(_words(found), *(_touched(one) for one in found.personas))
    names = {one.id: one.name for one in segmenting.segments(session.workspace())}
    draw(_shares(found, names), _flows(found, names))


def _midnight(chosen: date | None) -> datetime | None:
    return datetime.combine(chosen, time(), UTC) if chosen else None


def _words(found: reliability.WatchedDrift) -> Html:
    verdict = "The segments' shares have moved" if found.drifted else "No more has moved than chance moves"
    if found.drifted and not any(one.moved for one in found.segments):
        verdict = "The shares have moved by more than chance, none of them by much,"
    stayed = "" if found.stayed is None else f"; {percent(found.stayed)} of the customers are where they were"
    chance = f"(index {found.psi:.3f}, chance reaches {found.threshold:.3f})"
    known = f"On either day customers are known by the purchases of the {found.history:,} days before it"
    counts = f"{found.customers_before:,} then, {found.customers_now:,} now"
    said = tag("p", f"{verdict} since {day(found.since)} {chance}{stayed}.")
    return join(said, tag("p", f"{known}: {counts}.", class_="v-quiet-words"))


def _touched(one: reliability.TouchedPersona) -> Html:
    return tag("p", f"{one.name} is touched: the share of {one.segment} has moved. Look at the persona again.")


def _shares(found: reliability.WatchedDrift, names: dict[str, str]) -> Html:
    rows = [
        (names.get(one.id, one.name), percent(one.share_before), percent(one.share_now), "moved" if one.moved else "")
        for one in found.segments
    ]
    until = "now" if found.until is None else f"on {day(found.until)}"
    return table(("segment", f"on {day(found.since)}", until, ""), rows)


def _flows(found: reliability.WatchedDrift, names: dict[str, str]) -> Html:
    flows = sorted((move for move in found.migration if move.before != move.now), key=lambda move: -move.n)[:8]
    if not flows:
        return Html()
    moves = [(names.get(one.before, one.before), names.get(one.now, one.now), f"{one.n:,}") for one in flows]
    return unfold(f"{counted(len(flows), 'largest move')} of customers", table(("from", "to", "customers"), moves))
