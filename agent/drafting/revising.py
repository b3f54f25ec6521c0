"""Write one section of a draft again: from other evidence, or as somebody wishes, under the same checks."""

from collections.abc import Sequence

from agent.drafting.request import DraftRequest, Verifier
from agent.drafting.steps import Steps
from agent.writers.aliases import Aliases
from agent.writers.planning import plan_section
from agent.writers.protocol import Standing, Usage, Writer
from personas.base import Record
from personas.claims import Claim
from personas.draft import Draft
from personas.evidence import Quote, VoiceKind

KEPT = ("accept", "edit")
"""Decisions that a revision leaves alone: what a reviewer has taken stays."""


class Revision(Record):
    """What a section becomes, or why it stays as it is."""

    section: str
    claims: tuple[Claim, ...] = ()
    """New and checked, without ids of their own; what fails a check is among them, as in any draft."""
    why_not: str = ""
    """Why nothing was written, as a sentence."""
    usage: Usage = Usage()


def revise_section(
    draft: Draft, section: str, writer: Writer, verifier: Verifier, *, wish: str = "", kinds: Sequence[VoiceKind] = ()
) -> Revision:
    """The section written again from the draft's own pack; `kinds` narrows it to voices of these kinds.

    Figures and themes count voices of every kind, so a narrowed section holds quotations and what is inferred from
    them. A model follows the wish; the extractive writer can only follow `kinds`. Raises as the writer does.
    """
    if not kinds and writer.description.kind == "extractive":
        return Revision(section=section, why_not="Without a language model only the evidence can be chosen anew.")
    part = plan_section(draft.pack, section, kinds=kinds, taken=_quoted_elsewhere(draft, section))
    if part is None:
        spoken = " or ".join(kinds) or "voice"
        return Revision(section=section, why_not=f"The evidence does not say: no {spoken} of it speaks of {section}.")
    steps = Steps(_request(draft), writer, verifier)
    outcome = steps.whole(part.model_copy(update={"wish": wish or "better"}), _as_it_stands(draft, section))
    if outcome.fault is not None:
        why = f"Nothing was written ({outcome.fault.name}): {outcome.fault.detail}."
        return Revision(section=section, why_not=why, usage=outcome.usage)
    why = "" if outcome.claims else "The writer found too little in the evidence for it."
    return Revision(section=section, claims=outcome.claims, why_not=why, usage=outcome.usage)


def open_claims(draft: Draft, section: str) -> tuple[Claim, ...]:
    """The section's claims that a revision replaces: those that no reviewer has decided."""
    return tuple(one for one in draft.claims if one.section == section and not one.stage and one.decision is None)


def _request(draft: Draft) -> DraftRequest:
    return DraftRequest(
        draft_id=draft.id, author=draft.author, created_at=draft.created_at, segment=draft.segment, pack=draft.pack,
        name=draft.persona.name,
    )  # fmt: skip


def _as_it_stands(draft: Draft, section: str) -> tuple[Standing, ...]:
    aliases = Aliases(draft.pack)
    return tuple(
        Standing(
            section=section,
            text=claim.text,
            aliases=tuple(aliases.of(c.evidence_id) for c in claim.citations or () if aliases.knows(c.evidence_id)),
        )
        for claim in open_claims(draft, section)
    )


def _quoted_elsewhere(draft: Draft, section: str) -> frozenset[str]:
    """Quotes whose words another part of the draft repeats already."""
    others = (claim for claim in draft.claims if claim.kind == "verbatim" and claim.section != section)
    cited = {citation.evidence_id for claim in others for citation in claim.citations or ()}
    return frozenset(one.id for one in draft.pack.quotes if isinstance(one, Quote) and one.id in cited)
