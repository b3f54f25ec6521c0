"""One customer as they are, because a persona never stands for every member."""

import streamlit as st

from personas.errors import NotFound
from personas.phrasing import money, percent
from ui.web.parts import session
from ui.web.parts.markup import Html, as_markdown, draw, join, tag, unfold
from ui.web.parts.prevalence import share_bar
from ui.web.parts.signs import day
from ui.web.parts.tables import table
from workspace.figures import customers
from workspace.figures.customers import CustomerProfile

_IN_VIEW = 12


def page() -> None:
    """Ask for a customer's id, and show who that is."""
    st.title("One customer")
    asked = st.text_input("Customer id", st.query_params.get("customer", ""), width=420)
    if not asked:
        draw(
            tag(
                "p",
                "A persona is drawn from a segment and stands for no single member. Look one up.",
                class_="v-quiet-words",
            )
        )
        return
    st.query_params["customer"] = asked
    try:
        found = customers.profile(session.workspace(), asked)
    except NotFound as error:
        st.info(as_markdown(str(error)))
        return
    spent = money(found.revenue_cents, found.currency)
    draw(tag("header", tag("h2", found.id), tag("p", f"{found.order_count:,} orders, {spent}"), class_="v-head"))
    left, right = st.columns(2, gap="large")
    with left:
        draw(_places(found), _attributes(found), _scores(found))
    with right:
        draw(_orders(found), _responses(found))


def _places(found: CustomerProfile) -> Html:
    rows = []
    for place in found.places:
        drawn = f" Persona: {', '.join(place.personas)}." if place.personas else " No persona is published of it."
        rows.append(tag("p", tag("b", place.segment), f": {place.why}.{drawn}"))
    nothing = tag("p", "In no segment.", class_="v-quiet-words")
    return join(tag("h2", "Where they belong, and why", class_="v-heading"), *(rows or [nothing]))


def _attributes(found: CustomerProfile) -> Html:
    pairs = [join(tag("dt", name.replace("_", " ")), tag("dd", value)) for name, value in found.attributes.items()]
    heading = tag("h2", "What is known", class_="v-heading")
    return join(heading, tag("dl", *pairs, class_="v-facts")) if pairs else Html()


def _scores(found: CustomerProfile) -> Html:
    if not found.scores:
        return tag("p", "Nothing is predicted of this customer.", class_="v-quiet-words")
    bars = []
    for score in found.scores:
        words = f"{score.spoken(found.currency)}, at or above {percent(score.percentile)} of customers"
        bars.append(
            tag("div", tag("p", score.words, ": ", tag("b", words)), share_bar(round(1000 * score.percentile), 1000))
        )
    return join(tag("h2", "Scores", class_="v-heading"), *bars)


def _orders(found: CustomerProfile) -> Html:
    mix = ", ".join(f"{channel or 'unknown channel'} {n:,}" for channel, n in found.channels.items())
    rows = [(day(one.at), one.channel, money(one.cents, found.currency), one.of()) for one in found.orders]
    names = ("day", "channel", "amount", "of")
    more = unfold(f"{len(rows) - _IN_VIEW} more", table(names, rows[_IN_VIEW:])) if len(rows) > _IN_VIEW else Html()
    heading = tag("h2", "Orders", class_="v-heading")
    return join(heading, tag("p", mix, class_="v-quiet-words"), table(names, rows[:_IN_VIEW]), more)


def _responses(found: CustomerProfile) -> Html:
    if not found.responses:
        return Html()
    rows = [(day(one.sent_at) if one.sent_at else "", one.campaign, one.answered) for one in found.responses]
    return join(tag("h2", "Campaigns", class_="v-heading"), table(("sent", "campaign", "answer"), rows))


page()
