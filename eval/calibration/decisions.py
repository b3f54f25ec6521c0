"""Claims that a person has decided, in the state in which they were judged."""

from collections.abc import Iterator
from typing import NamedTuple

from personas.claims import Claim, Decision
from personas.draft import Draft
from personas.library import drafts as store
from workspace.workspace import Workspace

FALSE = frozenset(
    {"not what the evidence says", "evidence too thin", "wrong segment", "misleading wording", "sensitive or personal"}
)
"""Reasons for a rejection that say that the claim is wrong; the others say that it is not wanted."""


class Decided(NamedTuple):
    """One claim, and what became of it."""

    draft: Draft
    claim: Claim
    """As it stood when it was decided: with the verdict and the checks that the reviewer saw."""
    final: Claim
    """As it stands now: after an edit with the reviewer's own words."""
    decision: Decision

    @property
    def held(self) -> bool | None:
        """Whether the reviewer found it true; None when it was rejected for another reason, such as a duplicate."""
        if self.decision.kind == "reject":
            return False if self.decision.reason in FALSE else None
        return self.decision.kind == "accept"


def decided(workspace: Workspace) -> list[Decided]:
    """Every decided claim of every draft."""
    with workspace.library.read() as connection:
        drafts = [store.load_draft(connection, one.id) for one in store.list_drafts(connection)]
        histories = {
            (draft.id, claim.id): store.claim_history(connection, draft.id, claim.id)
            for draft in drafts
            for claim in draft.claims
            if claim.decision is not None
        }
    return [one for draft in drafts for one in _of(draft, histories)]


def _of(draft: Draft, histories: dict[tuple[str, str], list[Claim]]) -> Iterator[Decided]:
    for claim in draft.claims:
        if claim.decision is not None:
            before = [state for state in histories[draft.id, claim.id] if state.decision is None]
            yield Decided(draft, before[-1] if before else claim, claim, claim.decision)
