"""Sentences of the essence and narrative that rest on claims which a reviewer rejected."""

from collections.abc import Iterable

from personas.claims import Claim
from personas.draft import Draft
from personas.evidence import Theme

STORY = ("essence", "narrative")
"""What is told of the claims of all other parts."""


def unsupported_sentences(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Id of a sentence that is still told -> ids of the dropped claims that it rests on.

    It rests on a dropped claim when both cite a piece of evidence that no claim which stands cites. A publication
    leaves such sentences out.
    """
    lost = dropped_evidence(draft)
    found = {}
    for claim in draft.claims:
        if claim.section in STORY and not claim.stage and not claim.rejected:
            ids = [dropped for cited in claim.citations or () for dropped in lost.get(cited.evidence_id, ())]
            if ids:
                found[claim.id] = tuple(dict.fromkeys(ids))
    return found


def dropped_evidence(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Evidence that dropped claims cite and no claim beside the story that stands does -> ids of those claims."""
    beside = [claim for claim in draft.claims if claim.section not in STORY or claim.stage]
    held = _cited(draft, (claim for claim in beside if not claim.rejected))
    lost: dict[str, tuple[str, ...]] = {}
    for claim in (claim for claim in beside if claim.rejected):
        for citation in claim.citations or ():
            if citation.evidence_id not in held:
                lost[citation.evidence_id] = (*lost.get(citation.evidence_id, ()), claim.id)
    return lost


def _cited(draft: Draft, claims: Iterable[Claim]) -> set[str]:
    """What the claims cite, and the quotes for and against the themes among it."""
    cited = {citation.evidence_id for claim in claims for citation in claim.citations or ()}
    themes = [member for i in cited if isinstance(member := draft.pack.find(i), Theme)]
    return cited.union(*((*theme.quotes, *theme.opposing) for theme in themes))
