"""The persona's name and the journey's stages, as a person changes them."""

import pytest

from personas.draft import Draft
from personas.errors import BadInput, NotFound, Refused
from personas.shaping import (
    add_hypothesis,
    add_stage,
    assign,
    move_stage,
    remove_stage,
    rename_persona,
    rename_stage,
    set_kind,
)
from tests.personas.fixtures.workwear import workwear_draft


def stages(draft: Draft) -> list[str]:
    assert draft.journey is not None
    return [stage.name for stage in draft.journey.stages]


def claims_at(draft: Draft, stage: str) -> set[str]:
    return {claim.id for claim in draft.claims if claim.stage == stage}


def in_cells(draft: Draft, stage: str) -> set[str]:
    assert draft.journey is not None
    (found,) = [one for one in draft.journey.stages if one.name == stage]
    return {claim_id for ids in found.cells.values() for claim_id in ids}


def opportunity(draft: Draft) -> str:
    assert draft.journey is not None
    return draft.journey.stages[2].cells["opportunities"][0]


@pytest.mark.parametrize("name", ["Zoë", "Jean-Luc d'Or", "Robin van der Berg", "李 明", "R. Ashby"])
def test_a_persona_takes_another_name(name: str) -> None:
    assert rename_persona(workwear_draft(), name).persona.name == name


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 61, "<b>Rob</b>", "see http://evil.test", "a@b.example", "Rob 2", "**R**"]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        rename_persona(workwear_draft(), name)


def test_a_renamed_stage_keeps_its_claims() -> None:
    before = workwear_draft()
    after = rename_stage(before, "Use", "On site")
    assert stages(after) == ["awareness", "consideration", "purchase", "On site", "loyalty"]
    assert claims_at(after, "On site") == claims_at(before, "use") == in_cells(after, "On site")
    assert stages(before)[3] == "use"


def test_stages_are_moved_and_added() -> None:
    assert stages(move_stage(workwear_draft(), "loyalty", 1))[:2] == ["loyalty", "awareness"]
    assert stages(add_stage(workwear_draft(), "Return", 4))[3:5] == ["Return", "use"]
    assert stages(add_stage(workwear_draft(), "Return"))[-1] == "Return"


def test_a_stage_with_claims_is_removed_only_into_another() -> None:
    draft = workwear_draft()
    with pytest.raises(Refused, match="holds"):
        remove_stage(draft, "awareness")
    after = remove_stage(draft, "awareness", into="consideration")
    assert stages(after) == ["consideration", "purchase", "use", "loyalty"]
    assert claims_at(after, "consideration") == claims_at(draft, "awareness") | claims_at(draft, "consideration")
    assert in_cells(after, "consideration") == claims_at(after, "consideration")
    assert stages(remove_stage(add_stage(draft, "Return"), "Return")) == stages(draft)


@pytest.mark.parametrize("name", ["", "use", "USE", "<i>x</i>", "[x](http://evil.test)", "w" * 41])
def test_a_stage_takes_a_plain_name_of_its_own(name: str) -> None:
    with pytest.raises(BadInput):
        add_stage(workwear_draft(), name)


def test_an_opportunity_gets_an_owner_and_a_figure() -> None:
    draft = workwear_draft()
    after = assign(draft, opportunity(draft), owner="E-commerce team", kpi="orders left half way, %")
    assert after.journey is not None
    given = after.journey.opportunities[opportunity(draft)]
    assert (given.owner, given.kpi) == ("E-commerce team", "orders left half way, %")
    with pytest.raises(NotFound):
        assign(draft, "c-2", owner="somebody", kpi="")
    with pytest.raises(BadInput):
        assign(draft, opportunity(draft), owner="![x](http://evil.test)", kpi="")


def test_hypotheses_belong_to_planned_journeys() -> None:
    draft = workwear_draft()
    with pytest.raises(Refused, match="actual"):
        add_hypothesis(draft, "use", "actions", "They scan a tag.")
    planned = add_hypothesis(set_kind(draft, planned=True), "use", "actions", "They scan a tag.")
    added = planned.claims[-1]
    assert (added.kind, added.stage, added.decision) == ("hypothesis", "use", None)
    assert added.id in in_cells(planned, "use")
    with pytest.raises(Refused, match=added.id):
        set_kind(planned, planned=False)
    with pytest.raises(BadInput, match="feelings"):
        add_hypothesis(planned, "use", "emotion", "They are glad.")
