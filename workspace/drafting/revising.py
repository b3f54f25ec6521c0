"""Rewriting a section of a stored draft."""

from collections.abc import Sequence
from datetime import UTC, datetime

from agent.chat import Revised, section_named, sources_in
from agent.drafting import Revision, open_claims, revise_section, tell_again, with_usage
from agent.verification import verify
from personas import lifecycle
from personas.claims import Claim, Decision
from personas.draft import Draft, Persona
from personas.library import drafts as store
from workspace.drafting.drafts import load
from workspace.meanwhile import forgotten_so_far, refuse_if_forgotten
from workspace.reviewing.changing import after_change
from workspace.roles import permitted
from workspace.trail import note_draft
from workspace.workspace import Workspace
from workspace.writers import WriterKind, make_writer

_PUT_ASIDE = "written again"


@permitted("edit")
def revise(
    workspace: Workspace,
    draft_id: str,
    section: str,
    *,
    actor: str,
    wish: str = "",
    writer: WriterKind | None = None,
) -> Revised:
    """Write a section of a draft again; every new claim is checked and undecided, and a given approval falls.

    "only from interviews" in the wish narrows the voices, the rest of it goes to the writer.

    The story ("narrative") is told again from the claims that nobody dropped, whatever the wish.

    The claims that nobody has decided are put aside as rejected, so that `undo` brings each one back; what a reviewer
    decided stays. Raises NotFound, Refused for a draft that may no longer change, Stale when somebody changed it or was
    forgotten meanwhile, and what the writer raises.
    """
    so_far = forgotten_so_far(workspace)
    draft, section = load(workspace, draft_id), section_named(section)
    lifecycle.check_editable(draft)
    author = make_writer(workspace.settings, writer)
    kinds, rest = sources_in(wish)
    if section == "narrative":
        revision = tell_again(draft, author, verify)
    else:
        revision = revise_section(draft, section, author, verify, wish=rest, kinds=kinds)
    if revision.why_not:
        return Revised(draft=draft, section=section, why_not=revision.why_not)
    told = _revised(draft, revision, actor)
    with workspace.library.write() as connection:
        refuse_if_forgotten(connection, so_far)
        saved = store.update_draft(connection, told.draft, expected=draft.version, actor=actor)
        words = f"{section}: {wish}".rstrip(": ")
        details = {"section": section, "added": list(told.added), "put_aside": list(told.replaced), "only": list(kinds)}
        note_draft(connection, draft, saved, actor=actor, action="revise_section", words=words, **details)
    return told.model_copy(update={"draft": saved})


def _revised(draft: Draft, revision: Revision, actor: str) -> Revised:
    """The draft with the new claims after all others, and the open ones of the section put aside."""
    new = _numbered(draft, revision.claims)
    aside = tuple(claim.id for claim in open_claims(draft, revision.section))
    old = tuple(_put_aside(claim, actor) if claim.id in aside else claim for claim in draft.claims)
    state = after_change(draft, actor, edited=True)
    update = {
        "claims": (*old, *new),
        "persona": _placed(state.persona, new),
        "unknowns": tuple(one for one in state.unknowns if one.section != revision.section),
        "cost": with_usage(state.cost, revision.section, revision.usage),
    }
    added = tuple(claim.id for claim in new)
    return Revised(draft=state.model_copy(update=update), section=revision.section, added=added, replaced=aside)


def _placed(persona: Persona, new: Sequence[Claim]) -> Persona:
    """The card with the new claims after those of their section; a new essence in the place of the old one."""
    sections, narrative, essence = dict(persona.sections), persona.narrative, persona.essence
    for claim in new:
        if claim.section == "essence":
            essence = claim.id
        elif claim.section == "narrative":
            narrative = (*narrative, claim.id)
        else:
            sections[claim.section] = (*sections.get(claim.section, ()), claim.id)
    return persona.model_copy(update={"sections": sections, "narrative": narrative, "essence": essence})


def _numbered(draft: Draft, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    last = max((int(claim.id.removeprefix("c-")) for claim in draft.claims), default=0)
    return tuple(claim.model_copy(update={"id": f"c-{n}"}) for n, claim in enumerate(claims, start=last + 1))


def _put_aside(claim: Claim, actor: str) -> Claim:
    decision = Decision(kind="reject", actor=actor, at=datetime.now(UTC), reason="other", note=_PUT_ASIDE)
    return claim.model_copy(update={"decision": decision, "revision": claim.revision + 1})
