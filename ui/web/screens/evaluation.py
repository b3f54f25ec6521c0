"""Evaluation: runs of the suites, how their figures move, what failed and why, what reviewers made of the checks."""

import streamlit as st

from eval.calibration import calibrate
from eval.reports import compare_runs
from eval.running import RunReport, SuiteReport, load, report_of, runs
from ui.web.parts import session
from ui.web.parts.markup import draw, tag, unfold
from ui.web.parts.runs import about, calibration, counts, differences, doubt, failure, figures

_FAILURES = 40


def page() -> None:
    """The newest run, or the one that was chosen; then the calibration."""
    words = "How often what is said is true of the evidence, and how sure that is."
    draw(tag("header", tag("h1", "Evaluation"), tag("p", words), class_="v-head"))
    told = [report for one in runs(session.workspace()) if (report := report_of(one)) is not None]
    if told:
        _run(told)
    else:
        st.info("No suite has been run yet: `verism eval run grounding abstention attacks checker`.")
    _calibration()


def _run(told: list[RunReport]) -> None:
    by_id = {one.id: one for one in told}
    left, right = st.columns(2)
    chosen = by_id[left.selectbox("Run", list(by_id), format_func=lambda name: _label(by_id[name]))]
    others = [one.id for one in told if one.id != chosen.id and _shared(one, chosen)]
    other = right.selectbox("Compare with", others, index=None, placeholder="no other run")
    st.caption(about(chosen))
    for words in chosen.missed:
        draw(tag("p", tag("b", "✗ below its bar: "), words))
    if other:
        draw(tag("h2", f"{chosen.id} less {other}", class_="v-heading"))
        draw(differences(compare_runs(session.workspace(), other, chosen.id)))
    earlier = told[told.index(chosen) + 1 :]
    for suite in chosen.suites:
        draw(tag("h2", suite.name, class_="v-heading"), counts(suite))
        draw(figures(chosen, suite, earlier))
        _read_more(chosen, suite)


def _read_more(run: RunReport, suite: SuiteReport) -> None:
    """What did not pass and why, and what a judge doubts."""
    if suite.passed == suite.cases and not suite.opinions:
        return
    _, results = load(session.workspace(), run.id)
    own = [one for one in results if one.suite == suite.name]
    failed = [one for one in own if one.status != "passed"]
    doubts = [shown for one in own for shown in one.doubts]
    if failed:
        draw(unfold(f"What did not pass ({len(failed)})", *map(failure, failed[:_FAILURES])))
    if doubts:
        draw(unfold(f"What the judge doubts, or could not be read on ({len(doubts)})", *map(doubt, doubts[:_FAILURES])))


def _calibration() -> None:
    found = calibrate(session.workspace())
    draw(tag("h2", "What reviewers decided", class_="v-heading"))
    if not found.claims:
        st.info("No claim has been decided yet.")
        return
    draw(
        calibration("verdict", found.verdicts),
        calibration("check", found.checks),
        calibration("writer", found.writers),
    )
    if found.green_and_wrong:
        texts = (tag("blockquote", text, class_="v-said", dir="auto") for text in found.green_and_wrong)
        draw(unfold(f"{len(found.green_and_wrong)} green claims rejected as wrong", *texts))


def _label(report: RunReport) -> str:
    return f"{report.id}: {', '.join(suite.name for suite in report.suites)} ({report.model or report.writer})"


def _shared(one: RunReport, other: RunReport) -> bool:
    return bool({suite.name for suite in one.suites} & {suite.name for suite in other.suites})


page()
