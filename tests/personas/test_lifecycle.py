import itertools
from typing import get_args

import pytest

from personas.claims import Claim, Verdict
from personas.draft import Draft, Journey, Status
from personas.errors import Refused
from personas.lifecycle import (
    EDITABLE,
    Step,
    check_approver,
    check_editable,
    check_publishable,
    take,
)
from tests.personas.fixtures.workwear import workwear_draft

ALLOWED: dict[tuple[str, str], str] = {
    ("draft", "submit"): "in_review",
    ("changes_requested", "submit"): "in_review",
    ("in_review", "request_changes"): "changes_requested",
    ("approved", "request_changes"): "changes_requested",
    ("in_review", "approve"): "approved",
    ("approved", "publish"): "published",
    ("approved", "revise"): "in_review",
    ("published", "supersede"): "superseded",
    ("published", "retire"): "retired",
}
DRAFT = workwear_draft()


def _with(draft: Draft, claim_id: str, **changes: object) -> Draft:
    claim = draft.claim(claim_id)
    assert claim is not None
    return draft.with_claim(Claim.model_validate({**claim.model_dump(), **changes}))


@pytest.mark.parametrize(("status", "step"), list(itertools.product(get_args(Status), get_args(Step))))
def test_each_step_leads_where_it_should_or_is_refused_with_what_is_needed(status: Status, step: Step) -> None:
    draft = DRAFT.model_copy(update={"status": status})
    if (target := ALLOWED.get((status, step))) is not None:
        assert take(draft, step).status == target
        return
    with pytest.raises(Refused, match=r"d-1 is .*; to .* it must be"):
        take(draft, step)


def test_a_refusal_speaks_in_words() -> None:
    draft = DRAFT.model_copy(update={"status": "changes_requested"})
    with pytest.raises(Refused) as refusal:
        take(draft, "request_changes")
    assert str(refusal.value) == (
        "Draft d-1 is changes requested; to request changes it must be approved or in review."
    )


@pytest.mark.parametrize("status", get_args(Status))
def test_claims_change_only_before_publication(status: Status) -> None:
    draft = DRAFT.model_copy(update={"status": status})
    if status in EDITABLE:
        check_editable(draft)
        return
    with pytest.raises(Refused, match=status):
        check_editable(draft)


def test_four_eyes_neither_the_author_nor_the_last_editor_approves() -> None:
    check_approver(DRAFT, "mette")
    with pytest.raises(Refused, match="ines drafted d-1: another person"):
        check_approver(DRAFT, "ines")
    with pytest.raises(Refused, match="ravi edited d-1 last"):
        check_approver(DRAFT, "ravi")


def test_a_decided_draft_whose_kept_claims_hold_may_be_published() -> None:
    check_publishable(DRAFT)


def test_an_undecided_claim_stops_publication_and_is_named() -> None:
    with pytest.raises(Refused, match=r"1 claim of d-1 is undecided: c-7\."):
        check_publishable(_with(DRAFT, "c-7", decision=None))


@pytest.mark.parametrize("verdict", get_args(Verdict))
@pytest.mark.parametrize("kind", ["theme", "inference"])
def test_no_failing_verdict_goes_out_whatever_the_kind(verdict: Verdict, kind: str) -> None:
    draft = _with(DRAFT, "c-8", verdict=verdict, kind=kind)
    if verdict in {"grounded", "weak", "inference"}:
        check_publishable(draft)
        return
    with pytest.raises(Refused, match=rf"c-8 \({verdict}\)"):
        check_publishable(draft)


def test_a_rejected_claim_stops_nothing_whatever_its_verdict() -> None:
    rejected = DRAFT.claims[0]
    assert (rejected.verdict, rejected.kept) == ("ungrounded", False)
    check_publishable(DRAFT)


def test_a_hypothesis_goes_out_only_in_a_planned_journey() -> None:
    in_journey = next(claim.id for claim in DRAFT.claims if claim.stage)
    guess = _with(DRAFT, in_journey, kind="hypothesis")
    assert guess.journey is not None
    with pytest.raises(Refused, match="hypothesis"):
        check_publishable(guess)
    planned = Journey.model_validate({**guess.journey.model_dump(), "kind": "planned"})
    check_publishable(guess.model_copy(update={"journey": planned}))
    on_the_card = _with(guess.model_copy(update={"journey": planned}), "c-8", kind="hypothesis")
    with pytest.raises(Refused, match=r"c-8 \(hypothesis\)"):
        check_publishable(on_the_card)


def test_a_draft_of_which_nothing_was_kept_is_not_published() -> None:
    decision = DRAFT.claims[0].decision
    emptied = tuple(claim.model_copy(update={"decision": decision}) for claim in DRAFT.claims)
    with pytest.raises(Refused, match="nothing to publish"):
        check_publishable(DRAFT.model_copy(update={"claims": emptied}))


def test_a_long_list_of_obstacles_is_cut_and_counted() -> None:
    undecided = tuple(claim.model_copy(update={"decision": None}) for claim in DRAFT.claims)
    with pytest.raises(Refused, match=rf"c-12 and {len(undecided) - 12} more\."):
        check_publishable(DRAFT.model_copy(update={"claims": undecided}))
