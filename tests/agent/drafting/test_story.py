"""The story of a persona, once claims that it was told from are dropped."""

from functools import cache

from agent.drafting import draft_persona, tell_again
from agent.verification import verify
from agent.writers import ExtractiveWriter
from personas.claims import Claim, Decision
from personas.draft import Draft
from personas.publishing import public_json
from personas.story import STORY, unsupported_sentences
from tests.support import packs


@cache
def draft() -> Draft:
    return draft_persona(packs.request(), ExtractiveWriter(), verify)


def decided(drawn: Draft, *dropped: str) -> Draft:
    """The draft after a reviewer rejected the claims of some sections and accepted all others."""

    def after(claim: Claim) -> Claim:
        kind = "reject" if claim.section in dropped else "accept"
        decision = Decision(kind=kind, actor="ravi", at=packs.CREATED, reason="not useful" if kind == "reject" else "")
        return claim.model_copy(update={"decision": decision})

    return drawn.model_copy(update={"claims": tuple(map(after, drawn.claims))})


def cited(claims: list[Claim]) -> set[str]:
    return {citation.evidence_id for claim in claims for citation in claim.citations or ()}


def told(drawn: Draft) -> list[Claim]:
    return [claim for claim in drawn.claims if claim.section in STORY]


def test_a_story_whose_claims_all_stand_is_not_adrift() -> None:
    assert unsupported_sentences(draft()) == {}
    assert unsupported_sentences(decided(draft())) == {}


def test_sentences_that_rest_on_a_dropped_claim_are_known_with_the_claims() -> None:
    reviewed = decided(draft(), "frustrations", "messages", "implications", "objections", "deal-breaker")
    lost = unsupported_sentences(reviewed)
    assert lost
    complaining = {claim.id for claim in reviewed.claims if claim.section == "frustrations"}
    assert complaining & {claim_id for ids in lost.values() for claim_id in ids}
    assert {claim.id for claim in told(reviewed) if "t-delivery" in cited([claim])} <= set(lost)


def test_a_publication_leaves_out_what_rests_on_a_dropped_claim() -> None:
    reviewed = decided(draft(), "frustrations", "messages", "implications", "objections", "deal-breaker")
    body = public_json(reviewed, only_kept=True)
    shown = {body["persona"]["essence"], *body["persona"]["narrative"]}
    assert shown.isdisjoint(unsupported_sentences(reviewed))
    assert {claim["id"] for claim in body["claims"]}.isdisjoint(unsupported_sentences(reviewed))
    assert public_json(decided(draft()), only_kept=True)["persona"]["narrative"] == list(draft().persona.narrative)


def test_a_story_told_again_rests_on_nothing_that_was_dropped() -> None:
    reviewed = decided(draft(), "frustrations", "messages", "implications", "objections", "deal-breaker")
    again = tell_again(reviewed, ExtractiveWriter(), verify)
    assert {claim.section for claim in again.claims} <= set(STORY)
    assert any(claim.section == "narrative" for claim in again.claims)
    assert "t-delivery" not in cited(list(again.claims))
    assert {claim.verdict for claim in again.claims} <= {"grounded", "weak", "inference"}
