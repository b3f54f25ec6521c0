"""The Evaluation page: runs, figures, failures, comparison, calibration."""

from pathlib import Path

from eval.running import run_suites
from eval.suites import load_suite
from tests.ui.web.conftest import Visit, words
from workspace.reviewing import review
from workspace.workspace import Workspace

SUITE = """\
suite: small
type: claim
defaults: {evidence: crew}
cases:
- {id: good, text: "{s-1}.", kind: statistic, cite: [s-1]}
- {id: bad, text: "The gear wears out sooner than it should.", cite: [q-30], lie: invented}
- {id: odd, text: "“The <b>gear</b> costs £99.”", kind: verbatim, cite: [q-30]}
bars: {lies_caught: {min: 1}}
"""


def test_an_empty_page_says_how_the_first_run_is_made(room: Workspace, visit: Visit) -> None:
    infos = [info.value for info in visit(room, "evaluation").info]
    assert "verism eval run" in infos[0]
    assert infos[1] == "No claim has been decided yet."


def test_a_run_shows_its_figures_its_missed_bar_and_each_failure_escaped(
    room: Workspace, visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "small.yaml").write_text(SUITE, encoding="utf-8")
    for _ in range(2):
        run_suites(room, [load_suite(str(tmp_path / "small.yaml"))], actor="eve")
    review.decide(room, "d-1", [review.load(room, "d-1").claims[0].id], "reject", actor="ravi", reason="duplicate")
    page = visit(room, "evaluation")
    shown = words(page)
    facts = (
        "3 cases: 1 passed, 2 failed", "below its bar", "lies_caught is 0.000",
        "labelled a lie (invented), and the verdict is inference",
        "&lt;b&gt;gear&lt;/b&gt;", "What reviewers decided",
    )  # fmt: skip
    for fact in facts:
        assert fact in shown, fact
    assert "<b>gear" not in shown
    page.selectbox[1].set_value("r-1").run()
    assert "the oldest run first: " in shown
    assert "r-2 less r-1" in words(page)
    assert not page.exception
