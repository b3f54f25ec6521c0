"""Observations of a case, and the product's output for it."""

from typing import Annotated

from pydantic import Field

from agent.chat import Answer
from personas.base import Record
from personas.claims import Check, Claim
from personas.draft import Cost, Draft
from personas.evidence import Quote


class Shown(Record):
    """One thing that is wrong, with what a person needs to see for themselves."""

    why: str
    """What is wrong, in a sentence."""
    claim: str = ""
    """The words that it is about."""
    evidence: tuple[str, ...] = ()
    """What they rest on, or what should have been found."""
    checks: tuple[Check, ...] = ()
    """The product's own checks of the claim."""


class Observation(Record):
    """A share of one figure: `hit` of `of`. A figure is the sum of hits over the sum of `of`."""

    metric: str
    hit: float
    of: Annotated[float, Field(ge=0)] = 1.0
    group: str = ""
    """A figure with groups is the mean over its groups, as balanced accuracy is."""
    failure: Shown | None = None
    """With one, the case fails."""
    doubt: Shown | None = None
    """What a judge says against it: worth reading, and no failure."""


class Produced(Record):
    """What the product gave for a case."""

    draft: Draft | None = None
    twin: Draft | None = None
    """The draft of the second version of a swap."""
    answer: Answer | None = None
    claims: tuple[Claim, ...] = ()
    """Checked claims, of a swap the two versions."""
    ranked: tuple[Quote, ...] = ()
    """What was retrieved, the best first."""
    gold: tuple[str, ...] | None = None
    """Of a query the words judged relevant that stand among the voices searched; None: all of them."""
    segment_id: str = ""
    cost: Cost = Cost()


def seen(
    metric: str, holds: bool, why: str = "", *, claim: Claim | str = "", evidence: tuple[str, ...] = (), group: str = ""
) -> Observation:
    """An observation that holds or not; with a reason given, the case fails where it does not."""
    text, checks = (claim, ()) if isinstance(claim, str) else (claim.text, claim.checks)
    failure = Shown(why=why, claim=text, evidence=evidence, checks=checks) if why and not holds else None
    return Observation(metric=metric, hit=float(holds), group=group, failure=failure)
