"""Changing what a claim cites."""

from collections.abc import Sequence

from agent.writers import Aliases, Proposal, render
from personas.claims import Claim
from personas.draft import Draft
from personas.errors import NotFound


def cited_anew(draft: Draft, claim: Claim, names: Sequence[str]) -> Claim:
    """The claim with other citations, unchecked: each name an alias or id; with a plus before it, one more.

    Raises NotFound for what does not stand in the draft's evidence pack: nothing else may be cited.
    """
    aliases = Aliases(draft.pack)
    named = [_alias(draft, aliases, name.removeprefix("+")) for name in names]
    before = [aliases.of(c.evidence_id) for c in claim.citations or () if aliases.knows(c.evidence_id)]
    kept = before if any(name.startswith("+") for name in names) else []
    cited = tuple(dict.fromkeys([*kept, *named]))
    proposal = Proposal(text=claim.text, kind=claim.kind, citations=cited, section=claim.section, stage=claim.stage)
    made = render(proposal, aliases, claim.id)
    kept_slots = tuple(slot for slot in claim.slots if aliases.knows(slot.evidence_id))
    slots = made.slots or tuple(slot for slot in kept_slots if aliases.of(slot.evidence_id) in cited)
    return claim.model_copy(
        update={"text": made.text, "citations": made.citations, "scope": made.scope, "slots": slots}
    )


def _alias(draft: Draft, aliases: Aliases, name: str) -> str:
    if aliases.knows(name.strip()):
        return aliases.of(name.strip())
    if aliases.find(name) is not None:
        return name.strip().strip("[]{}()").upper()
    count = f"{len(draft.pack.quotes)} quotes, {len(draft.pack.statistics)} figures, {len(draft.pack.themes)} themes"
    raise NotFound(
        f"{name!r} is not in the evidence of {draft.id} ({count}), and a claim rests on nothing else. "
        f"`verism drafts evidence {draft.id}` lists it."
    )
