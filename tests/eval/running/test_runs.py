"""A run keeps every result when it comes, goes on after a kill, and sums up what it saw."""

import time
from collections import Counter

import pytest

from eval.reports import compare_runs
from eval.running import engine, load, producing, run_suites, runs, store
from eval.suites import Sample, load_suite
from personas.errors import BadInput, NotFound, PrerequisiteMissing, Stale
from personas.library.meta import people_forgotten
from tests.eval.running.conftest import CLAIMS


def statuses(own, run):
    return {result.case_id: result.status for result in load(own, run.id)[1]}


def test_a_run_counts_its_cases_and_figures(own, small):
    [suite] = run_suites(own, [small], actor="eve").suites
    assert (suite.cases, suite.passed, suite.failed, suite.errors) == (4, 3, 1, 0)
    assert suite.metrics["lies_caught"].value == 0.5
    assert suite.metrics["honest_passed"].value == 1
    assert suite.metrics["honest_passed"].n == 2


def test_a_failure_holds_the_claim_and_its_checks(own, small):
    run = run_suites(own, [small], actor="eve")
    [failed] = [result for result in load(own, run.id)[1] if result.status == "failed"]
    [(metric, shown)] = failed.failures
    assert (failed.case_id, metric) == ("unseen", "lies_caught")
    assert shown.claim == "The gear wears out sooner than it should."
    assert shown.checks


def test_a_run_that_stopped_half_way_goes_on_and_puts_no_case_twice(own, small, monkeypatch):
    put, seen = engine.put, Counter()

    def stopping(job, product, rooms):
        seen[job.case.id] += 1
        if len(seen) == 3:
            while not load(own, runs(own)[0].id)[1]:
                time.sleep(0.01)
            raise PrerequisiteMissing("The model is gone.")
        return put(job, product, rooms)

    monkeypatch.setattr(engine, "put", stopping)
    with pytest.raises(PrerequisiteMissing):
        run_suites(own, [small], actor="eve")
    [first] = runs(own)
    done = {result.case_id for result in load(own, first.id)[1]}
    assert first.finished_at is None
    monkeypatch.setattr(engine, "put", lambda job, *rest: (seen.update(["again", job.case.id]), put(job, *rest))[1])
    seen.clear()
    assert first.summary["seconds"] > 0
    run = run_suites(own, [small], actor="eve")
    assert run.id == first.id
    assert run.seconds > first.summary["seconds"]
    assert not done & set(seen)
    assert len(statuses(own, run)) == 4


def test_what_was_answered_while_somebody_was_forgotten_is_not_kept(own, small, monkeypatch):
    put = engine.put

    def forgetting(job, product, rooms):
        result = put(job, product, rooms)
        with own.library.write() as connection:
            people_forgotten(connection)
        return result

    monkeypatch.setattr(engine, "put", forgetting)
    with pytest.raises(Stale, match="it was not kept"):
        run_suites(own, [small], actor="eve")
    assert load(own, runs(own)[0].id)[1] == []
    monkeypatch.setattr(engine, "put", put)
    assert len(statuses(own, run_suites(own, [small], actor="eve"))) == 4


def test_a_sample_is_told_with_its_figures_and_kept_with_the_plan(own, write):
    suite = load_suite(write(CLAIMS + "bars: {honest_passed: {min: 1}, ndcg_at_10: {min: 1}}"))
    run = run_suites(own, [suite], actor="eve", sample=Sample(size=2, seed=3))
    [found] = run.suites
    assert (found.cases, str(found.sample)) == (2, "a sample of 2 of 4 cases, seed 3")
    assert run.public_json()["suites"][0]["sample"] == {"size": 2, "seed": 3, "of": 4}
    assert runs(own)[0].plan["samples"] == {"small": {"size": 2, "seed": 3, "of": 4}}
    assert run.missed == []


def test_how_far_a_run_is_is_told_case_by_case(own, small):
    told = []
    run_suites(own, [small], actor="eve", report=lambda words, share: told.append(words))
    assert "0 of 4 cases done" in told
    assert told[-1].startswith("4 of 4 cases done, one every ")


def test_a_run_that_is_under_way_is_left_to_who_puts_it(own, small):
    plan = store.Plan(suites=("small",), writer="extractive", model=None, repeat=1, partial=False, digest="x")
    with store.Kept.begin(own, "eve", plan) as first:
        with store.Kept.begin(own, "ravi", plan) as second:
            names = [run.id for run in runs(own)]
        assert names == ["r-2", "r-1"]
        second.finish([])
    with store.Kept.begin(own, "eve", plan) as again:
        assert (again.finish([]).id, first.done) == ("r-1", {})


def test_a_finished_run_is_not_gone_on_with(own, small):
    assert [run_suites(own, [small], actor="eve").id for _ in range(2)] == ["r-1", "r-2"]


def test_only_what_failed_is_run_again_and_no_bar_is_held_against_it(own, write):
    suite = load_suite(write(CLAIMS + "bars: {honest_passed: {min: 1}, lies_caught: {min: 1}}"))
    whole = run_suites(own, [suite], actor="eve")
    assert whole.missed == ["small: lies_caught is 0.500, and must be at least 1"]
    part = run_suites(own, [suite], actor="eve", only_failed=True)
    assert set(statuses(own, part)) == {"unseen"}
    assert part.missed == []
    assert part.suites[0].metrics["lies_caught"].bar == ""


def test_an_error_is_one_among_those_that_are_run_again_too(own, write):
    suite = load_suite(write(CLAIMS.replace("cite: [q-12]", "cite: ['q-12@x:y']")))
    run_suites(own, [suite], actor="eve")
    part = run_suites(own, [suite], actor="eve", only_failed=True)
    assert part.missed == ["small: 1 of 2 cases ended in an error"]


def test_only_failed_needs_a_run_before_it(own, small):
    with pytest.raises(NotFound, match="never run"):
        run_suites(own, [small], actor="eve", only_failed=True)


def test_every_case_is_put_as_often_as_asked_and_counts_once(own, small):
    run = run_suites(own, [small], actor="eve", repeat=3)
    assert len(load(own, run.id)[1]) == 12
    assert run.suites[0].cases == 4
    assert run.suites[0].metrics["honest_passed"].n == 2


def test_a_case_that_cannot_be_put_is_an_error_and_the_others_go_on(own, write):
    text = CLAIMS.replace("cite: [q-12]", "cite: ['q-12@x:y']")
    run = run_suites(own, [load_suite(write(text))], actor="eve")
    [suite] = run.suites
    assert (suite.errors, suite.passed) == (1, 2)
    assert run.missed == ["small: 1 of 4 cases ended in an error"]


def test_a_bar_without_a_figure_does_not_hold(own, write):
    run = run_suites(own, [load_suite(write(CLAIMS + "bars: {ndcg_at_10: {min: 0.1}}"))], actor="eve")
    assert run.missed == ["small: ndcg_at_10 has no figure, and must be at least 0.1"]


def test_a_model_that_is_not_set_is_a_missing_prerequisite(own, small):
    with pytest.raises(PrerequisiteMissing, match="VERISM_MODEL"):
        run_suites(own, [small], actor="eve", writer="llm")


def test_two_runs_are_compared_case_by_case(own, small, monkeypatch):
    before = run_suites(own, [small], actor="eve")
    stricter = lambda claim, *_, **__: claim.model_copy(update={"verdict": "ungrounded"})  # noqa: E731
    monkeypatch.setattr(producing, "verify", stricter)
    after = run_suites(own, [small], actor="eve")
    comparison = compare_runs(own, before.id, after.id)
    assert {(flip.case_id, flip.before, flip.after) for flip in comparison.flips} == {
        ("unseen", "failed", "passed"), ("true-figure", "passed", "failed"), ("true-words", "passed", "failed"),
    }  # fmt: skip
    change = {one.metric: one for one in comparison.differences["small"]}["lies_caught"]
    assert (change.value, change.n, change.verdict) == (0.5, 2, "same")


def test_a_claim_that_fails_is_shown_with_the_words_that_it_cites(own, small):
    run = run_suites(own, [small], actor="eve")
    [unseen] = [result for result in load(own, run.id)[1] if result.case_id == "unseen"]
    assert all(shown.evidence and shown.checks for _, shown in unseen.failures)


def test_runs_without_a_suite_in_common_are_not_compared(own, write):
    one = run_suites(own, [load_suite(write())], actor="eve")
    two = run_suites(own, [load_suite(write(CLAIMS.replace("small", "other"), "other"))], actor="eve")
    with pytest.raises(BadInput, match="no suite in common"):
        compare_runs(own, one.id, two.id)


def test_a_figure_that_does_not_exist_and_a_suite_named_twice_are_refused(own, small, write):
    line = (CLAIMS + "bars:").count("\n") + 1
    with pytest.raises(BadInput, match=f"small.yaml, line {line}: the suite 'small' asks for honesty, which is no fig"):
        run_suites(own, [load_suite(write(CLAIMS + "bars: {honesty: {min: 1}}"))], actor="eve")
    with pytest.raises(BadInput, match="Two suites have the name 'small'"):
        run_suites(own, [small, small], actor="eve")


def test_what_is_stored_is_what_was_seen(own, small):
    run = run_suites(own, [small], actor="eve")
    [stored] = runs(own)
    assert store.report_of(stored) == run
