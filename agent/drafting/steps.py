"""The steps of the workflow on one part: write, render and check, repair once."""

from collections.abc import Sequence

from agent.drafting.budget import Budget
from agent.drafting.outcomes import Outcome, outcome_of, reasons, rendered, with_note
from agent.drafting.repairs import Repairs
from agent.drafting.request import DraftRequest, Verifier
from agent.writers.aliases import Aliases
from agent.writers.extractive import ExtractiveWriter
from agent.writers.planning import Part, request_for
from agent.writers.protocol import Proposal, SectionRequest, Standing, Usage, Writer, Written
from agent.writers.rendering import rests_on
from personas.claims import Check, Claim
from personas.languages import CODES

NARRATED = ("essence", "narrative")
"""What is written in the language that is asked for."""
_STOOD_IN = "The model's answer for this part came to nothing ({}); this was composed without it."
_WENT_ON = "The model's answer for this part is not whole ({}); what it did not reach was composed without it."
_TOLD_FROM_EVIDENCE = "The model's sentence did not stand ({}); this was composed from what it cites."


class Steps:
    """The steps bound to one request, writer and verifier."""

    def __init__(self, request: DraftRequest, writer: Writer, verifier: Verifier) -> None:
        self.request, self.writer, self.verifier = request, writer, verifier
        self.aliases = Aliases(request.pack)
        self.budget, self.repairs = Budget(request.token_budget), Repairs()
        self._backup = ExtractiveWriter()

    def write(self, part: Part, standing: tuple[Standing, ...] = ()) -> Outcome:
        """Ask the writer for the part; of several samples the best grounded is kept, at the cost of all."""
        request, tries = self._request(part, standing), self.request.samples
        written = [self._written(request) for _ in range(tries if self.writer.description.kind == "llm" else 1)]
        if len(written) == 1:
            return outcome_of(part.section, written[0])
        checked = [self.check(outcome_of(part.section, one)) for one in written]
        best = max(checked, key=lambda outcome: (outcome.fault is None, outcome.grounding))
        return best.model_copy(update={"usage": sum((one.usage for one in written), Usage())})

    def check(self, outcome: Outcome) -> Outcome:
        """Render and verify every proposal."""
        claims = tuple(
            self._checked(proposal, f"{outcome.part} {place}") for place, proposal in enumerate(outcome.proposals, 1)
        )
        return outcome.model_copy(update={"claims": claims})

    def repair(self, part: Part, outcome: Outcome, standing: tuple[Standing, ...] = ()) -> Outcome:
        """One round: the writer gets the failed checks' reasons; what is no better stays as it was, visibly.

        A writer that mended nothing of what it was sent before is not asked again, where asking takes a call.
        """
        if not outcome.failures or self.budget.spent or self.repairs.in_vain:
            return outcome
        answer = self.writer.repair(self._request(part, standing), outcome.failures)
        self.budget.take(answer.usage)
        mended = outcome.with_pairs(self._mended(outcome, answer.proposals))
        if answer.usage.calls:
            self.repairs.count(len(outcome.failures), len(outcome.failures) - len(mended.failures))
        return mended.model_copy(update={"usage": outcome.usage + answer.usage})

    def stand_in(self, part: Part, outcome: Outcome, standing: tuple[Standing, ...] = ()) -> Outcome:
        """What the extractive writer makes of a part where the model's claims failed, each with a note of that.

        Where nothing of its answer stands, what failed stays, visibly, and the part is composed beside it. Else each
        claim of a section that failed gives way to what can be said of the evidence that it cites, and the stages of a
        journey that an answer did not reach before it broke off are composed. A model that found too little evidence
        for a part is taken at its word. A narrative in another language than English is nothing that can be composed.
        """
        asked = self.request.backup and self.writer.description.kind == "llm"
        foreign = part.task == "narrative" and self.request.language != "English"
        if not asked or foreign:
            return outcome
        if outcome.came_to_nothing:
            return self._composed(part, outcome, standing)
        if part.task == "journey" and outcome.fault:
            return self._composed(part, outcome, standing, beyond=outcome.stages)
        return self._from_what_is_cited(part, outcome) if part.task == "section" else outcome

    def _composed(
        self, part: Part, outcome: Outcome, standing: tuple[Standing, ...], beyond: frozenset[str] = frozenset()
    ) -> Outcome:
        """The outcome with the extractive writer's claims beside it, those `beyond` some stages of a journey."""
        why = outcome.fault.detail if outcome.fault else "none of its claims stood the checks"
        reason = (_STOOD_IN if outcome.came_to_nothing else _WENT_ON).format(why)
        note = Check(name="writer", outcome="pass", reason=reason)
        written = self._backup.write(self._request(part, standing)).proposals
        written = tuple(proposal for proposal in written if proposal.stage not in beyond)
        added = self.check(Outcome(part=f"{outcome.part} in its place", proposals=written))
        claims = (claim.model_copy(update={"checks": (*claim.checks, note)}) for claim in added.claims)
        return outcome.model_copy(
            update={"proposals": (*outcome.proposals, *written), "claims": (*outcome.claims, *claims)}
        )

    def _from_what_is_cited(self, part: Part, outcome: Outcome) -> Outcome:
        """The claims that failed, told from the evidence that they cite where no other claim of the part tells it."""
        request, pairs = self._request(part, ()), []
        told = {alias for one, claim in outcome.pairs if not claim.blocking for alias in rests_on(one)}
        for proposal, claim in outcome.pairs:
            if claim.blocking:
                left = request.restricted(rests_on(proposal) - told)
                proposal, claim = self._first_that_stands(left, proposal, claim)
                told |= rests_on(proposal)
            pairs.append((proposal, claim))
        return outcome.with_pairs(pairs)

    def _first_that_stands(self, request: SectionRequest, failed: Proposal, claim: Claim) -> tuple[Proposal, Claim]:
        """What the extractive writer says first that no check forbids, with a note of the checks that the model failed.

        What the model said is not repeated there: notes are published with a claim.
        """
        why = ", ".join(check.name for check in claim.checks if check.outcome == "fail")
        note = Check(name="writer", outcome="pass", reason=_TOLD_FROM_EVIDENCE.format(why))
        for proposal in self._backup.write(request).proposals:
            tried = self._checked(proposal, claim.id)
            if not tried.blocking:
                return proposal, tried.model_copy(update={"checks": (*tried.checks, note)})
        return failed, claim

    def whole(self, part: Part, standing: tuple[Standing, ...]) -> Outcome:
        """Write, check and repair a part in one go, and stand in for what came to nothing."""
        return self.stand_in(part, self.repair(part, self.check(self.write(part, standing)), standing), standing)

    def _written(self, request: SectionRequest) -> Written:
        if self.budget.spent:
            return Written(fault=self.budget.fault)
        written = self.writer.write(request)
        self.budget.take(written.usage)
        return written

    def _request(self, part: Part, standing: tuple[Standing, ...]) -> SectionRequest:
        asked = request_for(part, self.aliases, self.request.segment, self.request.persona_name, standing)
        return asked.model_copy(update={"language": self.request.language}) if part.task == "narrative" else asked

    def _checked(self, proposal: Proposal, claim_id: str) -> Claim:
        claim = rendered(proposal, self.aliases, claim_id)
        if proposal.section in NARRATED:
            claim = claim.model_copy(update={"language": CODES[self.request.language]})
        name = self.request.persona_name
        checked = self.verifier(claim, self.request.pack, self.request.segment, persona_name=name)
        return with_note(checked, proposal)

    def _mended(self, outcome: Outcome, proposals: Sequence[Proposal]) -> list[tuple[Proposal, Claim]]:
        left = iter(proposals)
        pairs = []
        for proposal, claim in outcome.pairs:
            better = next(left, None) if claim.blocking else None
            if better is not None and better != proposal:
                tried = self._checked(better, claim.id)
                if not tried.blocking or len(reasons(tried)) < len(reasons(claim)):
                    proposal, claim = better, tried
            pairs.append((proposal, claim))
        return pairs
