"""How the process does: four figures, what each was counted from, and what lies behind it."""

import streamlit as st

from segments.statistics.effects import FEWEST_HELD_OUT
from ui.figures import counted_from, value_of
from ui.web.parts import session
from ui.web.parts.markup import Html, draw, tag, unfold
from ui.web.parts.tables import Cell, table
from workspace.publishing import engaging
from workspace.publishing.metrics import RECENT_DAYS, ProcessFigure, process_figures

_TITLES = {
    "persona utilisation rate": "Utilisation",
    "segment revenue contribution": "Revenue contribution",
    "persona refresh cycle time": "Refresh cycle time",
    "campaign engagement rate": "Campaign engagement",
}
_BEHIND = {
    "persona utilisation rate": ("uses", f"Uses of the last {RECENT_DAYS} days, by team and purpose"),
    "segment revenue contribution": ("revenue by segment", "Revenue by segment, with a persona or without"),
    "campaign engagement rate": ("campaign engagement by segment", "Engagement by segment, all campaigns together"),
    "persona refresh cycle time": ("persona age", "Days since each persona was published"),
}
_ROWS = 8
_COLUMNS = ("", "value", "", "counted", "how it is counted")


def page() -> None:
    """A section for each figure."""
    about = "What the library is used for, what its segments bring, how fresh it is, and how campaigns were received."
    draw(tag("header", tag("h1", "Process"), tag("p", about), class_="v-head"))
    found = process_figures(session.workspace())
    tops = [one for one in found if one.figure in _TITLES and not one.of]
    draw(tag("div", *(_tile(one) for one in tops), class_="v-tiles"))
    for name, title in _TITLES.items():
        _section(title, [one for one in found if one.figure == name and one.of])
        behind = _BEHIND.get(name)
        if behind is not None:
            for among, rows in _divided([one for one in found if one.figure == behind[0]]):
                _section(f"{behind[1]}{among}", rows)
    _caused()
    st.caption("Record a use on a persona's page, or with `verism used PERSONA --for campaign`.")


def _divided(rows: list[ProcessFigure]) -> list[tuple[str, list[ProcessFigure]]]:
    """The rows of each division of the customers, whose shares add up to one, with what to add to their heading."""
    divisions = list(dict.fromkeys(one.among for one in rows))
    single = len(divisions) < 2
    return [("" if single else f": {among}", [one for one in rows if one.among == among]) for among in divisions]


def _caused() -> None:
    """What campaigns caused, counted when asked for: it needs every order."""
    told = "Mailed is not caused: an answer shows interest, and only a difference from members held out is an effect."
    draw(tag("p", told, class_="v-quiet-words"))
    if not st.toggle("What campaigns caused, segment by segment"):
        return
    found = engaging.contributions(session.workspace())
    held = [(one, effect) for one in found for effect in one.campaigns if effect.caused_cents is not None]
    if not held:
        draw(tag("p", f"No campaign held out {FEWEST_HELD_OUT} members of a segment or more: no effect can be told."))
    draw(*(tag("p", tag("b", f"{one.segment}, {e.campaign}"), ": ", e.sentence(one.currency)) for one, e in held))


def _tile(one: ProcessFigure) -> Html:
    how = [tag("p", words, class_="v-quiet-words") for words in (counted_from(one), one.how)]
    return tag("section", tag("b", value_of(one)), " ", tag("h2", _TITLES[one.figure]), *how, class_="v-tile")


def _section(title: str, rows: list[ProcessFigure]) -> None:
    if not rows:
        return
    top = max((one.value or 0 for one in rows), default=0) or 1
    told = [_row(one, top) for one in rows]
    more = unfold(f"{len(told) - _ROWS} more", table(_COLUMNS, told[_ROWS:])) if len(told) > _ROWS else Html()
    draw(tag("h2", title, class_="v-heading"), table(_COLUMNS, told[:_ROWS]), more)


def _row(one: ProcessFigure, top: float) -> tuple[str | Cell, ...]:
    width = f"width:{(one.value or 0) / top * 100:.1f}%"
    bar = tag("span", tag("span", class_="v-fill", style=width), class_="v-track", aria_hidden="true")
    drawn = Cell(bar if one.value is not None else "", "v-cell-bar")
    counted = Cell(counted_from(one), "v-digits")
    return one.of, value_of(one), drawn, counted, Cell(one.how, "v-quiet-words")


page()
