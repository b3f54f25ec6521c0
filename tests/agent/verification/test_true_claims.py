"""Two hundred true claims over the workwear evidence, written before any was checked."""

from collections import Counter

from agent.verification import verify
from eval.suites import ClaimCase, load_suite
from eval.suites.evidence import load_evidence


def test_true_claims_are_mostly_grounded_and_nearly_all_readable() -> None:
    cases = [case for case in load_suite("checker").cases if isinstance(case, ClaimCase) and not case.lie]
    workwear = [case for case in cases if "crew" in str(case.evidence)]
    assert len(workwear) >= 200
    verdicts: Counter[str] = Counter()
    for case in workwear:
        file = load_evidence(case.evidence)
        checked = verify(
            file.claim(case), file.pack, file.segment, persona_name=file.persona_name, planned=case.planned
        )
        verdicts[checked.verdict] += 1
    said = sum(verdicts.values()) - verdicts["inference"]
    assert verdicts["grounded"] >= 0.70 * said, verdicts
    assert verdicts["grounded"] + verdicts["weak"] >= 0.95 * said, verdicts
