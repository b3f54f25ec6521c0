"""Reviewers' decisions: a calibration report, and gold for a suite that runs."""

import pytest
import yaml

from eval.calibration import calibrate, export_gold
from eval.running import load, run_suites
from eval.suites import load_suite
from personas.errors import NotFound
from tests.support.bank_rooms import built, copied, drafted, once, room, taken_in
from workspace.reviewing import review
from workspace.workspace import Workspace

__all__ = ["built", "copied", "drafted", "once", "room", "taken_in"]


@pytest.fixture
def reviewed(drafted, copied):
    """A draft of which claims were accepted, edited, rejected as wrong, and rejected as a duplicate."""
    workspace = Workspace.open(copied(drafted))
    claims = [claim for claim in review.load(workspace, "d-1").claims if claim.verdict == "grounded"]
    for claim in claims[:3]:
        review.decide(workspace, "d-1", [claim.id], "accept", actor="ravi")
    review.edit(workspace, "d-1", claims[3].id, f"{claims[3].text} ", actor="ravi")
    review.decide(workspace, "d-1", [claims[4].id], "reject", actor="ravi", reason="misleading wording")
    review.decide(workspace, "d-1", [claims[5].id], "reject", actor="ravi", reason="duplicate")
    yield workspace, claims
    workspace.library.close()


def test_the_report_sets_the_verdict_that_was_seen_against_the_decision(reviewed):
    workspace, claims = reviewed
    report = calibrate(workspace)
    [grounded] = report.verdicts
    assert (grounded.accepted, grounded.edited, grounded.rejected, grounded.unwanted) == (3, 1, 1, 1)
    assert grounded.share == 3 / 5
    assert grounded.low < 0.6 < grounded.high
    assert report.green_and_wrong == (claims[4].text,)
    assert [row.name for row in report.writers] == ["extractive"]
    support = next(row for row in report.checks if row.name == "support passed")
    assert (support.accepted, support.rejected) == (3, 1)
    assert not [row for row in report.checks if row.name.endswith("failed")]


def test_decisions_become_a_suite_that_runs(reviewed, tmp_path):
    workspace, claims = reviewed
    assert export_gold(workspace, tmp_path / "gold") == 5
    suite = load_suite(str(tmp_path / "gold" / "reviewed.yaml"))
    run = run_suites(workspace, [suite], actor="eve")
    results = {result.case_id: result for result in load(workspace, run.id)[1]}
    assert results[f"d-1-{claims[0].id}"].status == "passed"
    lie = results[f"d-1-{claims[4].id}"]
    assert lie.status == "failed"
    assert {metric for metric, _ in lie.failures} == {"lies_caught", "wrongly_green"}


def test_a_claim_in_the_suite_is_checked_as_it_was_in_the_draft(reviewed, tmp_path):
    workspace, claims = reviewed
    export_gold(workspace, tmp_path)
    cases = yaml.safe_load((tmp_path / "reviewed.yaml").read_text("utf-8"))["cases"]
    honest = load_suite(str(tmp_path / "reviewed.yaml")).cases
    assert len(cases) == len(honest)
    run = run_suites(workspace, [load_suite(str(tmp_path / "reviewed.yaml"))], actor="eve")
    verified = {one.case_id: one.produced.claims[0] for one in load(workspace, run.id)[1]}
    for claim in claims[:3]:
        assert verified[f"d-1-{claim.id}"].text == claim.text
        assert verified[f"d-1-{claim.id}"].verdict == claim.verdict


def test_without_decisions_there_is_no_gold(drafted, copied, tmp_path):
    workspace = Workspace.open(copied(drafted))
    with pytest.raises(NotFound, match="No claim has been decided yet"):
        export_gold(workspace, tmp_path)
    assert calibrate(workspace).claims == 0
    workspace.library.close()
