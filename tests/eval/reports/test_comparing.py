"""Runs beside each other: nothing unlike is compared, and what differs is said."""

import pytest

from eval.metrics import Observation
from eval.reports import compare, line_of
from eval.running import CaseResult, Figure, RunReport, SuiteReport

FIGURES = {
    "lies_caught": Figure(value=0.5, low=0.1, high=0.9, n=2),
    "judge_kappa": Figure(value=0.5, low=0, high=1, n=2),
}


def run(number, *, put="put-1", version=1, partial=False, **about):
    suite = SuiteReport(name="small", version=version, put=put, cases=8, metrics=FIGURES)
    fields = {"writer": "llm", "model": "acme-1", "judge": "second", "product": "code-1"} | about
    return RunReport(id=f"r-{number}", suites=(suite,), partial=partial, **fields)


def results(hit, put="case-1"):
    seen = tuple(Observation(metric=name, hit=hit) for name in ("lies_caught", "judge_support"))
    return [CaseResult(suite="small", case_id=f"c{n}", status="passed", observations=seen, put=put) for n in range(8)]


@pytest.mark.parametrize(
    ("other", "figure", "shown"),
    [
        ({}, "lies_caught", True),
        ({"product": "code-2"}, "lies_caught", True),
        ({"model": "acme-2"}, "lies_caught", False),
        ({"put": "put-2"}, "lies_caught", False),
        ({"partial": True}, "lies_caught", False),
        ({"judge": "third"}, "lies_caught", True),
        ({"judge": "third"}, "judge_kappa", False),
        ({"judge": None}, "judge_kappa", False),
    ],
)
def test_only_runs_of_the_same_cases_writer_and_judge_stand_on_one_line(other, figure, shown):
    now = run(2)
    assert line_of([run(1, **other)], now, now.suites[0], figure) == ([0.5] if shown else [])


def test_like_runs_are_compared_without_a_word():
    found = compare((run(1), results(0)), (run(2), results(1)))
    assert found.unlike == ()
    assert {one.metric: one.verdict for one in found.differences["small"]} == {
        "lies_caught": "better", "judge_support": "better",
    }  # fmt: skip


def test_of_two_judges_no_word_is_compared_and_what_differs_is_said():
    other = run(2, judge="third", model="acme-2", product="code-2", version=2)
    found = compare((run(1), results(0)), (other, results(1)))
    assert [one.metric for one in found.differences["small"]] == ["lies_caught"]
    told = " ".join(found.unlike)
    for words in ("acme-1", "acme-2", "third", "no word of a judge is compared", "code", "version 1 in r-1, 2 in r-2"):
        assert words in told


def test_cases_that_ask_something_else_under_the_same_id_are_left_out():
    before = [*results(0)[:6], *results(0, put="case-2")[6:]]
    found = compare((run(1), before), (run(2), results(1)))
    assert (found.changed, found.differences["small"][0].n) == (2, 6)
    assert "2 cases ask something else" in found.unlike[0]
