"""The judge protocol, and how an opinion becomes one of a claim's checks."""

import re
from collections.abc import Sequence
from typing import Literal, Protocol

from agent.judging.evidence import cited_words
from agent.verification.verdicts import JUDGE
from agent.verification.verifying import verify
from personas.base import Record
from personas.claims import Check, Claim
from personas.draft import SegmentReference
from personas.draft import Writer as WriterDescription
from personas.errors import Refused
from personas.evidence import EvidencePack

Opinion = Literal["supported", "not enough", "contradicted"]
SCORES: dict[Opinion, float] = {"supported": 1.0, "not enough": 0.5, "contradicted": 0.0}
"""By which an opinion is known again once it is stored."""
_DATED = re.compile(r"(?:[-@:]\d{4}-?\d{2}-?\d{2}|[-:]latest)$")
"""What a server adds to a model's name for one of its versions."""


class Judgement(Record):
    """One opinion. Without one, the judge's answer could not be read: that is unscored, never a pass."""

    opinion: Opinion | None = None
    reason: str


class Judge(Protocol):
    """Gives an opinion on a claim from the texts of what it cites."""

    @property
    def name(self) -> str:
        """Who judges, as a check says it."""
        ...

    def judge(self, claim: str, evidence: Sequence[str]) -> Judgement:
        """An opinion. Raises PrerequisiteMissing or BadInput when none can be given at all."""
        ...


def judged(
    claim: Claim, pack: EvidencePack, segment: SegmentReference, judge: Judge, *, persona_name: str = ""
) -> Claim:
    """The claim with the judge's check beside the others and the verdict of all.

    A judge can lower a claim: `contradicted` makes it contradicted, any other doubt makes it weak. It never lifts one.
    """
    evidence = cited_words(claim, pack)
    if not evidence:
        return claim
    found = judge.judge(claim.text, evidence)
    others = tuple(check for check in claim.checks if check.name != JUDGE)
    asked = claim.model_copy(update={"checks": (*others, _check(found, judge.name))})
    return verify(asked, pack, segment, persona_name=persona_name)


def refuse_the_writer(writer: WriterDescription, model: str, place: str) -> None:
    """Raises Refused when the judge would judge what it wrote itself, under whichever version or vendor's prefix."""
    if writer.kind == "llm" and _family(writer.model or "") == _family(model):
        raise Refused(
            f"{model} at {place} wrote these claims, and a model never judges its own work: set another `judge_model`."
        )


def _family(model: str) -> str:
    """A model's name without its vendor, version date and case: `openai/GPT-4o-2024-08-06` is `gpt-4o`."""
    return _DATED.sub("", model.strip().casefold().rpartition("/")[2])


def _check(found: Judgement, name: str) -> Check:
    if found.opinion is None:
        return Check(
            name=JUDGE, outcome="unscored", reason=f"{name} gave no verdict that could be read: {found.reason}."
        )
    reason = f"{name} says “{found.opinion}”: {found.reason.strip().rstrip('.')}."
    outcome: Literal["pass", "fail"] = "pass" if found.opinion == "supported" else "fail"
    return Check(name=JUDGE, outcome=outcome, reason=reason, score=SCORES[found.opinion])
