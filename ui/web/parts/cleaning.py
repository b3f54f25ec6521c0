"""What the cleaning rules found, and the buttons that take it back or leave it out again."""

import streamlit as st

from personas.errors import VerismError
from personas.phrasing import counted
from ui.web.parts import session
from ui.web.parts.markup import Html, as_markdown, draw, tag
from workspace.intake import cleaning as cleaning_of
from workspace.intake.cleaning import Example, RuleReport
from workspace.roles import may


def cleaning_panel() -> None:
    """A line for each rule that found something, opened to examples and buttons; nothing where none did."""
    found = [one for one in cleaning_of.cleaning(session.workspace()) if one.found]
    if not found:
        return
    left_out = sum(one.excluded for one in found)
    heading = f"Cleaning: {counted(left_out, 'finding')} left out by rule, {sum(one.found for one in found):,} found"
    with st.expander(heading, icon=":material/mop:"):
        st.caption("What a rule leaves out stays in the library. `verism segments build` counts again after a change.")
        for rule in found:
            _rule(rule, changing=may(session.workspace(), "gather"))


def _rule(rule: RuleReport, *, changing: bool) -> None:
    words, back, out = st.columns([6, 2, 2], vertical_alignment="center")
    words.markdown(
        as_markdown(f"{_name(rule)}: {rule.excluded:,} of {rule.found:,} left out; {rule.finds}"),
    )
    if changing:
        if rule.excluded and back.button("Take all back", key=f"include-{rule.rule}", type="tertiary"):
            _switch(rule.rule, excluded=False)
        if rule.excluded < rule.found and out.button("Leave all out", key=f"exclude-{rule.rule}", type="tertiary"):
            _switch(rule.rule, excluded=True)
    for place, example in enumerate(rule.examples):
        said, button = st.columns([8, 2], vertical_alignment="center")
        with said:
            draw(_example(example))
        label = "Take it back" if example.excluded else "Leave it out"
        if changing and button.button(label, key=f"switch-{rule.rule}-{place}", type="tertiary"):
            _switch(example.id, excluded=not example.excluded)


def _switch(chosen: str, *, excluded: bool) -> None:
    change = cleaning_of.exclude if excluded else cleaning_of.include
    try:
        count = change(session.workspace(), [chosen], actor=session.actor())
    except VerismError as error:
        st.error(as_markdown(str(error)), icon=":material/block:")
        return
    done = "left out" if excluded else "taken back"
    session.flash("success", f"{counted(count, 'finding')} {done}. Build the segments again to count with it.")
    st.rerun()


def _name(rule: RuleReport) -> str:
    return rule.rule.replace("_", " ")


def _example(example: Example) -> Html:
    words = tag("blockquote", example.text, class_="v-said", dir="auto") if example.text else Html()
    about = " · ".join(filter(None, (example.id, example.reason, "" if example.excluded else "taken back")))
    return tag("section", words, tag("p", about, class_="v-quiet-words"), class_="v-line")
