"""Whether segments and predictions can be relied on: against the ledger, later sales, other customers, other days."""

import streamlit as st

from personas.errors import NotFound, VerismError
from personas.phrasing import percent
from personas.segment import OVERLAYS, Method
from segments.prediction import Backtest
from segments.validation import Forward, Validation
from ui.web.parts import session
from ui.web.parts.drift import moved
from ui.web.parts.markup import Html, as_markdown, draw, tag, unfold
from ui.web.parts.segments import held
from ui.web.parts.signs import day
from ui.web.parts.trust import calibration, compared, levels, reconciled
from ui.web.parts.work import watched
from workspace import segmenting
from workspace.figures import predicting, reliability


def page() -> None:
    """The last validation with its pictures, predictions with their calibration, and drift."""
    st.title("Validation")
    room = session.workspace()
    try:
        method = _method()
        kept = reliability.validated(room, method=method)
    except NotFound as error:
        st.info(as_markdown(str(error)))
        return
    words, button = st.columns([4, 1], vertical_alignment="center")
    if button.button("Validate now", type="primary", icon=":material/balance:", width="stretch"):
        watched(
            "Testing the segments on later sales",
            lambda report: reliability.validate(room, method=method, report=report),
        )
        st.rerun()
    with words:
        draw(tag("p", _when(kept), class_="v-quiet-words"))
    if kept is not None:
        _validation(kept.validation)
    _predictions()
    moved(method)


def _method() -> Method | None:
    """The chosen way to divide the customers, where there is more than one; None for the one in force."""
    found = list(dict.fromkeys(one.method for one in segmenting.segments(session.workspace())))
    ways = [method for method in found if method not in OVERLAYS]
    if len(ways) < 2:
        return None
    chosen: Method | None = st.segmented_control(
        "Customers divided by", ways, format_func=lambda one: one.replace("-", " and "), key="by", bind="query-params"
    )
    return chosen


def _when(kept: reliability.Validated | None) -> str:
    if kept is None:
        return "The segments were not yet tested on later sales."
    stale = "" if kept.current else " The segments were defined anew since: validate again."
    found = kept.validation
    by = found.definition.method.replace("-", " and ")
    return f"Tested on {day(kept.at)}: {found.customers:,} customers, divided by {by}.{stale}"


def _validation(found: Validation) -> None:
    draw(held(reliability.verdict(found)))
    left, right = st.columns(2, gap="large")
    with left:
        draw(tag("h2", "Against the ledger", class_="v-heading"))
        draw(reconciled(found))
        draw(tag("h2", "Would others give the same segments?", class_="v-heading"))
        steady = found.stability
        if steady is not None:
            words = f"Relearned from {steady.bootstraps} resamples of the customers, 1 being the very same segments."
            rows = [("mean", steady.ari_mean), ("worst of twenty", steady.ari_p5)]
            draw(tag("p", words, class_="v-quiet-words"), levels(rows, top=1.0))
    with right:
        draw(tag("h2", "The next thirteen weeks", class_="v-heading"))
        if found.forward is not None:
            _forward(found.forward)
    draw(*(tag("p", note, class_="v-quiet-words") for note in found.notes))
    if found.alternatives:
        draw(tag("h2", "Other ways to divide the same customers", class_="v-heading"), compared(found.alternatives))


def _forward(forward: Forward) -> None:
    names = {
        "individual": "each customer by itself, by regression", "value_quantiles": "as many value quantiles",
        "global_mean": "everybody alike", "shuffled": "shuffled segments",
    }  # fmt: skip
    low, high = forward.r2_ci
    rows = [("these segments", forward.r2)]
    rows += [(words, forward.controls[name]) for name, words in names.items() if name in forward.controls]
    words = (
        f"How much of the differences in {forward.customers:,} customers' later spending is told in advance (R2; these "
        f"segments {low:.2f} to {high:.2f}). The total was missed by {percent(forward.revenue_error)}."
    )
    draw(tag("p", words, class_="v-quiet-words"), levels(rows, top=1.0))
    if forward.lapse_auc is not None:
        rows = [("these segments", forward.lapse_auc), ("a coin", 0.5)]
        if forward.individual_lapse_auc is not None:
            rows.insert(1, ("each customer by itself", forward.individual_lapse_auc))
        words = f"Who stays away ({percent(forward.lapse_share)} did), told in advance (AUC):"
        draw(tag("p", words, class_="v-quiet-words"), levels(rows, top=1.0))


def _predictions() -> None:
    try:
        found = predicting.outlook(session.workspace())
    except VerismError:
        return
    due = " They are older than a week: build the segments again." if found.due else ""
    draw(tag("h2", "Predictions", class_="v-heading"))
    draw(
        tag(
            "p",
            f"Computed on {day(found.computed_at)}, tested on the last thirteen weeks.{due} Ten groups of customers, "
            "the least likely first: the upright tick is what was expected of them, the bar and the figure what came.",
            class_="v-quiet-words",
        )
    )
    columns = st.columns(2, gap="large")
    for place, test in enumerate(found.report.tests):
        with columns[place % 2]:
            draw(_tested(test, first=place < 2))
    draw(*(tag("p", note, class_="v-quiet-words") for note in found.report.notes))


def _tested(test: Backtest, *, first: bool) -> Html:
    losses = f"log loss {test.log_loss:.3f}, by chance {test.chance_log_loss:.3f}"
    about = f"{test.n:,} cases, {percent(test.happened)} did; AUC {test.auc:.2f}, {losses}"
    summary = f"Who will {test.target}: AUC {test.auc:.2f}"
    return unfold(summary, tag("p", about, class_="v-quiet-words"), calibration(test), open_=first)


page()
