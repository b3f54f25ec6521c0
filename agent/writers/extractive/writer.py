"""The writer without a model: claims composed from figures, themes and exact quotations."""

import re
from collections.abc import Sequence

from agent.writers.extractive.journey import journey_proposals
from agent.writers.extractive.narrative import narrative_proposals
from agent.writers.extractive.sections import section_proposals
from agent.writers.protocol import Failure, Proposal, SectionRequest, Written
from agent.writers.quotations import excerpt
from personas.draft import Writer as WriterDescription

_COMPOSERS = {"section": section_proposals, "narrative": narrative_proposals, "journey": journey_proposals}


class ExtractiveWriter:
    """Composes claims by fixed rules: the same evidence gives the same draft, in milliseconds, at no cost."""

    description = WriterDescription(kind="extractive")

    def write(self, request: SectionRequest) -> Written:
        """The claims that the evidence of a part supports; none when there is none."""
        return Written(proposals=tuple(_COMPOSERS[request.task](request)))

    def repair(self, request: SectionRequest, failures: Sequence[Failure]) -> Written:
        """Another quotation for each one that failed; a sentence that quoted inside itself goes without it."""
        said = {words for proposal in self.write(request).proposals if (words := proposal.excerpt)}
        spare = [alias for alias in request.quotable if excerpt(request.quotes[alias]) not in said]
        return Written(proposals=tuple(_mended(failure.proposal, request, spare) for failure in failures))


def _mended(proposal: Proposal, request: SectionRequest, spare: list[str]) -> Proposal:
    if not proposal.excerpt:
        return proposal
    if proposal.kind != "verbatim":
        without = re.sub(r"[:.] “" + re.escape(proposal.excerpt) + "”", ".", proposal.text)
        return proposal.model_copy(update={"text": without, "excerpt": ""})
    if not spare or proposal.stage:
        return proposal
    alias = spare.pop(0)
    words = excerpt(request.quotes[alias])
    text = proposal.text.replace(proposal.excerpt, words)
    return proposal.model_copy(update={"text": text, "excerpt": words, "citations": (alias,)})
