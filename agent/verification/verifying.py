"""Runs all checks on a claim and gives it its verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from agent.verification.checks.carries import carries
from agent.verification.checks.declared import declared
from agent.verification.checks.difference import difference
from agent.verification.checks.direction import direction
from agent.verification.checks.exists import exists
from agent.verification.checks.inferred import inferred
from agent.verification.checks.instruction import instruction
from agent.verification.checks.language import language
from agent.verification.checks.names import names
from agent.verification.checks.numbers import numbers
from agent.verification.checks.personal_data import personal_data
from agent.verification.checks.prevalence import prevalence
from agent.verification.checks.scope import scope
from agent.verification.checks.sensitive import sensitive
from agent.verification.checks.stereotype import stereotype
from agent.verification.checks.support import support
from agent.verification.checks.verbatim import verbatim
from agent.verification.finding import Finding
from agent.verification.inquiry import Inquiry
from agent.verification.verdicts import JUDGE, decide
from personas.claims import Check, Claim
from personas.draft import Draft, SegmentReference
from personas.evidence import EvidencePack
from personas.languages import ENGLISH
from personas.normalising import comparable

CHECKS: Final[tuple[Callable[[Inquiry], Finding], ...]] = (
    declared,
    exists,
    carries,
    scope,
    inferred,
    language,
    verbatim,
    numbers,
    names,
    prevalence,
    difference,
    direction,
    support,
    personal_data,
    sensitive,
    stereotype,
    instruction,
)
"""All checks, in the order in which a reviewer reads them."""

IN_ANY_LANGUAGE: Final = frozenset(
    {declared, exists, scope, inferred, language, verbatim, numbers, personal_data, instruction}
)
"""Checks of what does not depend on English words; of a narrative in another language only these are made."""

NOTES: Final = ("stage", "emotion", "writer")
"""What drafting noted beside the checks: why a claim stands in its stage, which feeling it reports, who stood in."""

_NAMED = re.compile(r"“([^”]+)”")


def verify(
    claim: Claim,
    pack: EvidencePack,
    segment: SegmentReference,
    *,
    persona_name: str = "",
    planned: bool = False,
    others: Sequence[str] = (),
) -> Claim:
    """The same claim with its checks and its verdict; its text, citations and everything else stay as they are.

    `persona_name` is the persona's own fictional name, which a claim may use. `planned` says that the claim stands
    in a planned journey, the only place for a hypothesis. `others` are texts of the other personas, against which
    stereotypes are looked for; without them that check does not apply.
    """
    return claim.model_copy(
        update=_outcome(Inquiry(claim, pack, segment, persona_name=persona_name, planned=planned, others=tuple(others)))
    )


def verify_draft(draft: Draft, *, others: Sequence[str] = ()) -> Draft:
    """The same draft with every claim verified against the draft's own pack and segment."""
    return draft.model_copy(update={"claims": tuple(verify_in(draft, claim, others=others) for claim in draft.claims)})


def verify_in(draft: Draft, claim: Claim, *, others: Sequence[str] = ()) -> Claim:
    """A claim verified as a part of a draft: its pack, its segment, its persona's name, its kind of journey."""
    planned = draft.journey is not None and draft.journey.kind == "planned"
    name = draft.persona.name
    return verify(claim, draft.pack, draft.segment, persona_name=name, planned=planned, others=others)


def findings(inquiry: Inquiry) -> list[Finding]:
    """What every check that reads the claim's language finds, in order."""
    english = inquiry.claim.language == ENGLISH
    return [check(inquiry) for check in CHECKS if english or check in IN_ANY_LANGUAGE]


def _outcome(inquiry: Inquiry) -> dict[str, object]:
    found = [*findings(inquiry), *_judged(inquiry.claim)]
    return {
        "checks": (*(finding.check() for finding in found), *_notes_that_hold(inquiry)),
        "verdict": decide(inquiry.claim, found),
    }


def _judged(claim: Claim) -> list[Finding]:
    """What a judge said of the claim as it stands; whoever changes its words or citations drops that check."""
    return [
        Finding(JUDGE, check.outcome, check.reason, opposite=check.score == 0, score=check.score)
        for check in claim.checks
        if check.name == JUDGE
    ]


def _notes_that_hold(inquiry: Inquiry) -> tuple[Check, ...]:
    """Drafting's notes whose words still stand: an emotion's in the claim, a stage's in what it cites too."""
    claim = inquiry.claim
    cited = (quote.text for quote in inquiry.quotes)
    said = {"emotion": _plain(claim.text), "stage": _plain(" ".join((claim.text, *cited)))}
    notes = (check for check in claim.checks if check.name in NOTES)
    return tuple(note for note in notes if _holds(note, said))


def _holds(note: Check, said: dict[str, str]) -> bool:
    return note.name not in said or all(_plain(word) in said[note.name] for word in _NAMED.findall(note.reason))


def _plain(text: str) -> str:
    return comparable(text).casefold()
