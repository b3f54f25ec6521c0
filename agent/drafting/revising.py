"""Rewriting one section of a draft, or its story, from other evidence or to somebody's wish."""

from collections.abc import Iterable, Sequence

from agent.drafting.request import MOST, DraftRequest, Verifier
from agent.drafting.steps import Steps
from agent.writers.aliases import Aliases
from agent.writers.planning import plan_parts, plan_section
from agent.writers.protocol import Standing, Usage, Writer
from agent.writers.rendering import with_slots
from personas.base import Record
from personas.claims import Claim
from personas.draft import Draft
from personas.evidence import Quote, VoiceKind
from personas.languages import NAMES, NarrativeLanguage
from personas.story import STORY, dropped_evidence, unsupported_sentences

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
    if outcome.fault is not None and not outcome.claims:
        why = f"Nothing was written ({outcome.fault.name}): {outcome.fault.detail}."
        return Revision(section=section, why_not=why, usage=outcome.usage)
    why = "" if outcome.claims else "The writer found too little in the evidence for it."
    return Revision(section=section, claims=outcome.claims, why_not=why, usage=outcome.usage)


def tell_again(draft: Draft, writer: Writer, verifier: Verifier) -> Revision:
    """The essence and the narrative written again from the claims that nobody dropped. Raises as the writer does.

    Evidence that only dropped claims cite is not told of.
    """
    lost, aliases = dropped_evidence(draft), Aliases(draft.pack)
    gone = {aliases.of(i) for i in lost if aliases.knows(i)}
    planned = next(one for one in plan_parts(draft.pack, journey=False, most=MOST) if one.task == "narrative")
    part = planned.model_copy(
        update={
            name: tuple(alias for alias in getattr(planned, name) if alias not in gone)
            for name in ("statistics", "themes", "quotes", "quotable")
        }
    )
    beside = [claim for claim in draft.claims if claim.section not in STORY and not claim.stage]
    told = [one for one in beside if not one.blocking and (one.decision is None or one.decision.kind in KEPT)]
    outcome = Steps(_request(draft), writer, verifier).whole(part, _standing(draft, told))
    if outcome.fault is not None and not outcome.claims:
        why = f"Nothing was written ({outcome.fault.name}): {outcome.fault.detail}."
        return Revision(section="narrative", why_not=why, usage=outcome.usage)
    kept = _kept_of_the_story(draft)
    claims = tuple(one for one in outcome.claims if one.section not in kept or one.section == "narrative")
    claims = tuple(one for one in claims if one.text not in kept.get("narrative", ()))
    why = "" if claims else "The writer found too little in the evidence for it."
    return Revision(section="narrative", claims=claims, why_not=why, usage=outcome.usage)


def _kept_of_the_story(draft: Draft) -> dict[str, list[str]]:
    """By section, what a reviewer took of the story and a new telling leaves in its place."""
    replaced = {claim.id for claim in open_claims(draft, "narrative")}
    kept: dict[str, list[str]] = {}
    for claim in draft.claims:
        if claim.section in STORY and not claim.stage and claim.kept and claim.id not in replaced:
            kept.setdefault(claim.section, []).append(claim.text)
    return kept


def open_claims(draft: Draft, section: str) -> tuple[Claim, ...]:
    """The section's claims that a revision replaces: those that no reviewer has decided.

    Of the story also those that rest on what was dropped, and its essence is a part of it.
    """
    sections, lost = (STORY, unsupported_sentences(draft)) if section in STORY else ((section,), {})
    own = (one for one in draft.claims if one.section in sections and not one.stage)
    return tuple(one for one in own if one.decision is None or one.id in lost)


def _request(draft: Draft) -> DraftRequest:
    return DraftRequest(
        draft_id=draft.id, author=draft.author, created_at=draft.created_at, segment=draft.segment, pack=draft.pack,
        name=draft.persona.name, language=_language(draft),
    )  # fmt: skip


def _language(draft: Draft) -> NarrativeLanguage:
    """What the story is written in."""
    told = (NAMES[claim.language] for claim in draft.claims if claim.section in STORY and claim.language in NAMES)
    return next(told, "English")


def _as_it_stands(draft: Draft, section: str) -> tuple[Standing, ...]:
    return _standing(draft, open_claims(draft, section))


def _standing(draft: Draft, claims: Iterable[Claim]) -> tuple[Standing, ...]:
    """Claims as a writer sees them: by alias, with slots where the system speaks."""
    aliases = Aliases(draft.pack)
    return tuple(
        Standing(
            section=claim.section,
            text=with_slots(claim, aliases),
            aliases=tuple(aliases.of(c.evidence_id) for c in claim.citations or () if aliases.knows(c.evidence_id)),
        )
        for claim in claims
    )


def _quoted_elsewhere(draft: Draft, section: str) -> frozenset[str]:
    """Quotes whose words another part of the draft repeats already."""
    others = (claim for claim in draft.claims if claim.kind == "verbatim" and claim.section != section)
    cited = {citation.evidence_id for claim in others for citation in claim.citations or ()}
    return frozenset(one.id for one in draft.pack.quotes if isinstance(one, Quote) and one.id in cited)
