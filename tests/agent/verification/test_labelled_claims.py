"""Some 380 labelled claims over two small packs: what is a lie is never green, what is honest mostly is."""

from collections import Counter

import pytest

from eval.suites import load_suite

CASES = [case for case in load_suite("checker").cases if case.type == "claim"]
CLAIMS = [case for case in CASES if case.evidence == "crew" and not case.note]
"""Without the true claims in a strategist's own words, which `test_true_claims` holds to bars of their own."""
BANK = [case for case in CASES if case.evidence == "traders"]
INFERRED = ("inference", "hypothesis")
UNSEEN = {"Somebody told one respondent that the fee had gone up."}
"""Lies that no check sees: they pass as inferences, never as grounded."""


def lies(cases):
    return [case for case in cases if case.lie]


def honest(cases):
    return [case for case in cases if not case.lie]


def told(verified):
    return "; ".join(f"{check.name}: {check.reason}" for check in verified.checks if check.outcome != "pass")


def name(case):
    return f"{case.lie or 'honest'}: {case.text[:50]}"


def check_lie(desk, case):
    verified = desk.labelled(case)
    assert verified.verdict != "grounded", verified.text
    assert verified.verdict != "inference" or case.text in UNSEEN, told(verified)
    assert case.verdict in (None, verified.verdict), told(verified)


def test_there_are_over_two_hundred_labelled_claims_of_more_than_twelve_kinds_of_lies():
    assert len(CLAIMS) >= 200
    assert len({case.lie for case in lies(CLAIMS)}) >= 12


@pytest.mark.parametrize("case", lies(CLAIMS), ids=name)
def test_a_lie_is_never_grounded(desk, case):
    check_lie(desk, case)


@pytest.mark.parametrize("case", lies(BANK), ids=name)
def test_a_lie_about_another_company_is_never_grounded(bank, case):
    verified = bank.labelled(case)
    assert verified.verdict != "grounded", verified.text
    assert verified.verdict != "inference" or case.text in UNSEEN, told(verified)


@pytest.mark.parametrize("case", [case for case in honest(CLAIMS) if case.verdict], ids=name)
def test_an_honest_claim_gets_the_verdict_that_it_deserves(desk, case):
    verified = desk.labelled(case)
    assert verified.verdict == case.verdict, told(verified)


@pytest.mark.parametrize(("where", "cases"), [("desk", CLAIMS), ("bank", BANK)])
def test_honest_claims_are_mostly_grounded_and_nearly_all_readable(request, where, cases):
    verify = request.getfixturevalue(where).labelled
    verdicts = Counter(verify(case).verdict for case in honest(cases) if case.kind not in INFERRED)
    total = sum(verdicts.values())
    assert verdicts["grounded"] >= 0.85 * total, verdicts
    assert verdicts["grounded"] + verdicts["weak"] >= 0.95 * total, verdicts


def test_every_failing_check_gives_one_sentence_of_reason(desk):
    for case in CLAIMS:
        for check in desk.labelled(case).checks:
            assert check.reason[:1].isupper() or not check.reason[:1].isalpha()
            assert check.reason.rstrip().endswith((".", "'", "…", "”")) or check.name == "verbatim"
            assert "\n" not in check.reason
