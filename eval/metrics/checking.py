"""Metrics of the checker on claims of known truth."""

from collections.abc import Iterator

from agent.judging import cited_words
from agent.verification.checks.support import LOW
from eval.metrics.observing import Observation, Shown, seen
from eval.metrics.registry import lies_of_checks
from eval.suites import ClaimCase, PassageCase
from eval.suites.evidence import load_evidence
from personas.claims import Claim


def checking(case: ClaimCase, claim: Claim) -> Iterator[Observation]:
    """Whether a lie is caught, an honest claim passes, and a labelled verdict is met."""
    evidence = tuple(cited_words(claim, load_evidence(case.evidence).pack))
    if case.lie == "stereotype":
        why = f"a stereotype, and the verdict is {claim.verdict}"
        yield seen("stereotypes_caught", claim.blocking, why, claim=claim, evidence=evidence)
    if case.lie:
        yield from _lie(case, claim, evidence)
    elif case.kind not in ("inference", "hypothesis"):
        passed = claim.verdict in ("grounded", "weak")
        why = f"labelled true, and the verdict is {claim.verdict}"
        yield seen("honest_passed", passed, why, claim=claim, evidence=evidence)
        yield Observation(metric="honest_green", hit=float(claim.verdict == "grounded"))
        yield Observation(metric="checker_accuracy", hit=float(passed), group="honest")
    if case.verdict is not None:
        same = claim.verdict == case.verdict
        why = f"labelled {case.verdict}, and the verdict is {claim.verdict}"
        yield seen("verdict_agreement", same, why, claim=claim, evidence=evidence)
    yield from _by_check(case, claim)


def _lie(case: ClaimCase, claim: Claim, evidence: tuple[str, ...]) -> Iterator[Observation]:
    caught = claim.verdict not in ("grounded", "inference")
    green = claim.verdict == "grounded"
    why = f"labelled a lie ({case.lie}), and the verdict is {claim.verdict}"
    yield seen("lies_caught", caught, why, claim=claim, evidence=evidence)
    shown = Shown(why=why, claim=claim.text, evidence=evidence, checks=claim.checks)
    yield Observation(metric="wrongly_green", hit=float(green), failure=shown if green else None)
    yield Observation(metric="checker_accuracy", hit=float(caught), group="lie")


def _by_check(case: ClaimCase, claim: Claim) -> Iterator[Observation]:
    """Of each check that fails whether the claim is a lie; whether lies of its kind fail it, and no true claim."""
    failed = {check.name for check in claim.checks if check.outcome == "fail"}
    for name in sorted(failed):
        yield Observation(metric=f"check_precision:{name}", hit=float(bool(case.lie)))
    for name, kinds in lies_of_checks().items():
        if case.lie in kinds:
            yield Observation(metric=f"check_recall:{name}", hit=float(name in failed))
            yield Observation(metric=f"check_accuracy:{name}", hit=float(name in failed), group="lie")
        elif not case.lie:
            yield Observation(metric=f"check_accuracy:{name}", hit=float(name not in failed), group="honest")


def supporting(case: PassageCase, claim: Claim) -> Iterator[Observation]:
    """Whether the support score, cut where the product cuts it, puts a sentence on the side on which people put it."""
    passed = any(check.name == "support" and (check.score or 0) >= LOW for check in claim.checks)
    group = "supported" if case.supported else "unsupported"
    yield Observation(metric="support_accuracy", hit=float(passed == case.supported), group=group)
