"""How far a judge agrees with people: its opinions on claims labelled by hand."""

from collections.abc import Sequence

from agent.judging import Judge
from agent.verification.inquiry import Inquiry
from agent.verification.material import cited_texts
from eval.suites import ClaimCase
from eval.suites.evidence import load_evidence
from personas.base import Record
from segments.statistics.intervals import wilson


class Agreement(Record):
    """A judge beside the labels: `supported` against "honest", anything else against "a lie"."""

    judge: str
    claims: int
    """Claims that were put to it."""
    unscored: int
    """Answers that could not be read; they count for nothing."""
    agree: float
    """The share of the scored in which it says what the label says, 0..1."""
    interval: tuple[float, float]
    """95 % of `agree` (Wilson, 1927)."""
    kappa: float
    """Agreement beyond chance (Cohen, 1960): 1 is perfect, 0 is chance."""
    lies_passed: int
    """Lies that it calls supported."""


def agreement(judge: Judge, cases: Sequence[ClaimCase]) -> Agreement:
    """Put labelled claims to a judge; those that cite nothing are left out."""
    pairs: list[tuple[bool, bool | None]] = []
    for case in cases:
        file = load_evidence(case.evidence)
        claim = file.claim(case)
        evidence = cited_texts(Inquiry(claim, file.pack, file.segment, persona_name=file.persona_name))
        if evidence:
            opinion = judge.judge(claim.text, evidence).opinion
            pairs.append((not case.lie, None if opinion is None else opinion == "supported"))
    scored = [(label, said) for label, said in pairs if said is not None]
    same = sum(label == said for label, said in scored)
    return Agreement(
        judge=judge.name,
        claims=len(pairs),
        unscored=len(pairs) - len(scored),
        agree=same / len(scored) if scored else 0.0,
        interval=wilson(same, len(scored)) if scored else (0.0, 1.0),
        kappa=_kappa(scored),
        lies_passed=sum(said and not label for label, said in scored),
    )


def _kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    if not pairs:
        return 0.0
    observed = sum(label == said for label, said in pairs) / len(pairs)
    labelled, passed = (sum(pair[place] for pair in pairs) / len(pairs) for place in (0, 1))
    chance = labelled * passed + (1 - labelled) * (1 - passed)
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0
