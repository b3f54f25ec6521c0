"""The outcome of one part of a draft: proposals, claims, faults and cost."""

from collections.abc import Iterable, Sequence
from typing import Any

from agent.writers.aliases import Aliases
from agent.writers.protocol import Failure, Fault, Proposal, Standing, Usage, Written
from agent.writers.rendering import render
from personas.base import Record
from personas.claims import Check, Claim

Dump = dict[str, Any]
"""A record as plain JSON, as the workflow's state holds it."""


class Outcome(Record):
    """The state of one part; `claims` stand beside `proposals` one by one once they are rendered."""

    part: str
    proposals: tuple[Proposal, ...] = ()
    claims: tuple[Claim, ...] = ()
    fault: Fault | None = None
    usage: Usage = Usage()
    written: bool = False
    """Whether the writer was asked at all."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The proposals whose claims may not be published as they are, with the reasons."""
        return tuple(Failure(proposal=one, reasons=reasons(claim)) for one, claim in self.pairs if claim.blocking)

    @property
    def pairs(self) -> list[tuple[Proposal, Claim]]:
        """The proposals with their claims, once they are rendered."""
        return list(zip(self.proposals, self.claims, strict=True))

    @property
    def stages(self) -> frozenset[str]:
        """The stages of a journey of which a claim stands; "" where the scenario does."""
        return frozenset(claim.stage for claim in self.claims if not claim.blocking)

    def with_pairs(self, pairs: Sequence[tuple[Proposal, Claim]]) -> "Outcome":
        """The outcome with other proposals and claims."""
        proposals, claims = tuple(one for one, _ in pairs), tuple(claim for _, claim in pairs)
        return self.model_copy(update={"proposals": proposals, "claims": claims})

    @property
    def came_to_nothing(self) -> bool:
        """Whether the writer tried, and left no claim that may be published."""
        tried = bool(self.claims) or (self.fault is not None and self.fault.name != "token budget")
        return self.written and tried and all(claim.blocking for claim in self.claims)

    @property
    def grounding(self) -> tuple[float, int, int]:
        """How well grounded a checked answer is: the share that stands, how many are grounded, how many stand."""
        standing = [claim for claim in self.claims if not claim.blocking]
        grounded = sum(claim.verdict == "grounded" for claim in standing)
        return len(standing) / max(len(self.claims), 1), grounded, len(standing)


def outcome_of(part: str, written: Written) -> Outcome:
    """The outcome of a first answer, not yet rendered."""
    return Outcome(part=part, proposals=written.proposals, fault=written.fault, usage=written.usage, written=True)


def rendered(proposal: Proposal, aliases: Aliases, claim_id: str) -> Claim:
    """The unchecked claim of a proposal."""
    return render(proposal, aliases, claim_id)


def with_note(claim: Claim, proposal: Proposal) -> Claim:
    """The claim with the reason for its place in a journey, or the level of its emotion, among its checks."""
    if not proposal.note:
        return claim
    name = "stage" if proposal.level is None else "emotion"
    note = Check(name=name, outcome="pass", reason=proposal.note, score=proposal.level)
    return claim.model_copy(update={"checks": (*claim.checks, note)})


def reasons(claim: Claim) -> tuple[str, ...]:
    """Why a claim failed, in the checks' words."""
    return tuple(f"{check.name}: {check.reason}" for check in claim.checks if check.outcome == "fail")


def standing(outcomes: Iterable[Outcome], aliases: Aliases) -> tuple[Standing, ...]:
    """The claims that may be built on: those that no check forbids to publish."""
    return tuple(
        Standing(
            section=claim.section,
            text=proposal.text,
            aliases=tuple(aliases.of(c.evidence_id) for c in claim.citations or () if aliases.knows(c.evidence_id)),
        )
        for outcome in outcomes
        for proposal, claim in outcome.pairs
        if not claim.blocking
    )
