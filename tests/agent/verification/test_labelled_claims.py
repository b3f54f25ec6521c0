"""Two hundred and more labelled claims: what is a lie is never green, what is honest mostly is."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

CLAIMS = yaml.safe_load((Path(__file__).parent / "labelled.yaml").read_text("utf-8"))
LIES = [case for case in CLAIMS if "lie" in case]
HONEST = [case for case in CLAIMS if "lie" not in case]
INFERRED = ("inference", "hypothesis")


def _verified(desk, case):
    keys = ("kind", "cite", "scope", "by", "stage")
    claim = desk.claim(case["text"], **{key: case[key] for key in keys if key in case})
    return desk.verify(claim, planned=case.get("planned", False))


def _told(verified):
    return "; ".join(f"{check.name}: {check.reason}" for check in verified.checks if check.outcome != "pass")


def test_there_are_two_hundred_labelled_claims_of_more_than_twelve_kinds_of_lies():
    assert len(CLAIMS) >= 200
    assert len({case["lie"] for case in LIES}) >= 12


@pytest.mark.parametrize("case", LIES, ids=lambda case: f"{case['lie']}: {case['text'][:50]}")
def test_a_lie_is_never_grounded(desk, case):
    verified = _verified(desk, case)
    assert verified.verdict != "grounded", verified.text
    assert verified.verdict != "inference" or case["lie"] == "padding", _told(verified)
    assert case.get("verdict", verified.verdict) == verified.verdict, _told(verified)


@pytest.mark.parametrize("case", [c for c in HONEST if "verdict" in c], ids=lambda case: case["text"][:60])
def test_an_honest_claim_gets_the_verdict_that_it_deserves(desk, case):
    verified = _verified(desk, case)
    assert verified.verdict == case["verdict"], _told(verified)


def test_honest_claims_are_mostly_grounded_and_nearly_all_readable(desk):
    verdicts = Counter(
        _verified(desk, case).verdict for case in HONEST if case["kind"] not in INFERRED
    )
    total = sum(verdicts.values())
    assert verdicts["grounded"] >= 0.85 * total, verdicts
    assert verdicts["grounded"] + verdicts["weak"] >= 0.95 * total, verdicts
