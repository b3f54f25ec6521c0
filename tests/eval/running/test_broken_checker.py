"""The checker broken on purpose, one check at a time and as a whole: the figures that are there to see it get worse."""

from itertools import islice

import pytest

from agent.verification import verifying
from eval.metrics.registry import lies_of_checks
from eval.running import producing, run_suites
from eval.suites import load_suite

PASSAGES = """\
type: passage
cases:
- {id: held, text: The kettle is loud., passage: "The kettle is loud, and it boils slowly.", supported: true}
- {id: made-up, text: The toaster burns everything., passage: "The kettle is loud.", supported: false}
"""
FEW = 4
"""Lies of each check, and true claims beside them."""
PER_CHECK = ("check_recall", "check_accuracy")


@pytest.fixture(scope="module")
def labelled():
    """A few labelled claims of the shipped suites: lies that one check is there to see, and true ones."""
    checker = load_suite("checker")
    cases = [case for suite in (checker, load_suite("fairness")) for case in suite.cases if case.type == "claim"]
    true = list(islice((case for case in cases if not case.lie and case.verdict == "grounded"), FEW))

    def of(check):
        kinds = lies_of_checks()[check]
        lies = islice((case for case in cases if case.lie in kinds), FEW)
        return checker.model_copy(update={"cases": (*lies, *true), "bars": {}})

    return of


@pytest.fixture
def figures(own):
    """The figures of a suite, by name."""

    def run(suite):
        [report] = run_suites(own, [suite], actor="eve").suites
        return {name: figure.value for name, figure in report.metrics.items()}

    return run


@pytest.fixture
def answering(monkeypatch):
    """Have a check answer what it is told, whatever it is asked; every check for no name."""
    findings = verifying.findings

    def answer(outcome, name=None, **more):
        def found(inquiry):
            return [one._replace(outcome=outcome, opposite=False, **more) if name in (None, one.name) else one
                    for one in findings(inquiry)]  # fmt: skip

        monkeypatch.setattr(verifying, "findings", found)

    return answer


@pytest.mark.parametrize("check", lies_of_checks())
def test_a_check_that_sees_nothing_has_no_recall(figures, answering, labelled, check):
    suite = labelled(check)
    seeing = figures(suite)
    answering("pass", check)
    blind = figures(suite)
    for name in PER_CHECK:
        assert blind[f"{name}:{check}"] < seeing[f"{name}:{check}"]
    assert blind[f"check_recall:{check}"] == 0


def test_a_check_that_fails_everything_is_not_precise(figures, answering, labelled):
    suite = labelled("numbers")
    seeing = figures(suite)
    answering("fail", "numbers")
    crying = figures(suite)
    for name in ("check_precision:numbers", "check_accuracy:numbers", "honest_passed", "honest_green",
                 "verdict_agreement", "checker_accuracy"):  # fmt: skip
        assert crying[name] < seeing[name]


@pytest.mark.parametrize(
    ("check", "names"),
    [("numbers", ["lies_caught", "wrongly_green", "checker_accuracy"]), ("stereotype", ["stereotypes_caught"])],
)
def test_a_checker_that_says_yes_catches_no_lie(figures, answering, labelled, monkeypatch, check, names):
    suite = labelled(check)
    seeing = figures(suite)
    monkeypatch.setattr(
        producing, "verify", lambda claim, *_, **__: claim.model_copy(update={"verdict": "grounded", "checks": ()})
    )
    gullible = figures(suite)
    for name in names:
        assert gullible[name] > seeing[name] if name == "wrongly_green" else gullible[name] < seeing[name]


@pytest.mark.parametrize("always", [0.0, 1.0])
def test_a_support_score_that_is_always_the_same_is_half_right(figures, answering, write, always):
    suite = load_suite(write(PASSAGES))
    assert figures(suite)["support_accuracy"] == 1
    answering("pass", "support", score=always)
    assert figures(suite)["support_accuracy"] == 0.5
