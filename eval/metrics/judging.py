"""Metrics of a judge: support, unreadable answers, agreement with people.

No observation here makes a case pass or fail.
"""

from collections.abc import Callable, Iterator, Sequence

from agent.judging import Judgement, cited_words
from eval.metrics.observing import Observation, Shown
from eval.suites import PassageCase
from personas.claims import Claim
from personas.evidence import EvidencePack

Ask = Callable[[str, Sequence[str]], Judgement]
"""A claim and the words of what it cites, put to a judge."""

_UNCITED = Judgement(opinion="not enough", reason="it cites nothing")


def judge_support(claims: Sequence[Claim], pack: EvidencePack, ask: Ask) -> Iterator[Observation]:
    """For each claim that is no inference: whether the judge finds it supported, which what cites nothing is not."""
    for claim in claims:
        if claim.kind in ("inference", "hypothesis"):
            continue
        evidence = cited_words(claim, pack)
        found = ask(claim.text, evidence) if evidence else _UNCITED
        yield _readable(found, claim.text, evidence)
        if found.opinion is not None:
            supported = found.opinion == "supported"
            against = None if supported else _against(found, claim.text, evidence)
            yield Observation(metric="judge_support", hit=float(supported), doubt=against)


def judge_agreement(case: PassageCase, ask: Ask) -> Iterator[Observation]:
    """Whether the judge puts a sentence on the side on which people put it."""
    found = ask(case.text, case.passage.splitlines())
    yield _readable(found, case.text, (case.passage,))
    if found.opinion is None:
        return
    agrees = (found.opinion == "supported") == case.supported
    group = "supported" if case.supported else "unsupported"
    against = None if agrees else _against(found, case.text, (case.passage,), people=group)
    yield Observation(metric="judge_accuracy", hit=float(agrees), group=group, doubt=against)
    yield Observation(metric="judge_kappa", hit=float(agrees), group=group)


def _readable(found: Judgement, text: str, evidence: Sequence[str]) -> Observation:
    """Whether the answer could be read; its group is the opinion, or that there is none."""
    if found.opinion is not None:
        return Observation(metric="judge_unscored", hit=0.0, group=found.opinion)
    why = f"the judge gave no verdict that could be read: {found.reason}"
    unread = Shown(why=why, claim=text, evidence=tuple(evidence))
    return Observation(metric="judge_unscored", hit=1.0, group="unscored", doubt=unread)


def _against(found: Judgement, text: str, evidence: Sequence[str], *, people: str = "") -> Shown:
    said = f"the judge says “{found.opinion}”: {found.reason}"
    why = f"people say “{people}”, {said}" if people else said
    return Shown(why=why, claim=text, evidence=tuple(evidence))
