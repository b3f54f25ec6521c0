from functools import cache

import pytest

from agent.drafting import draft_persona
from agent.verification import verify, verify_draft
from agent.writers import Aliases, ExtractiveWriter
from agent.writers.feelings import reported_emotion
from agent.writers.planning import plan_journey, request_for
from agent.writers.stages import place
from personas.claims import Claim
from personas.draft import STAGES, Draft, Journey
from personas.evidence import Quote
from tests.support import packs


@cache
def draft() -> Draft:
    return draft_persona(packs.request(journey=True), ExtractiveWriter(), verify)


def journey() -> Journey:
    found = draft().journey
    assert found is not None
    return found


def cell(name: str) -> list[Claim]:
    ids = [claim_id for stage in journey().stages for claim_id in stage.cells.get(name, ())]
    return [claim for claim in draft().claims if claim.id in ids]


def quote(words: str) -> Quote:
    return packs.quotes()[0].model_copy(update={"text": words})


def test_the_stages_are_the_five_in_order_and_empty_cells_stay_empty() -> None:
    assert tuple(stage.name for stage in journey().stages) == STAGES
    filled = {name for stage in journey().stages for name in stage.cells}
    assert filled <= {"actions", "touchpoints", "thoughts", "emotion", "pain points", "opportunities"}
    assert all(ids for stage in journey().stages for ids in stage.cells.values())


def test_thoughts_are_verbatim_and_say_why_they_stand_in_their_stage() -> None:
    thoughts = cell("thoughts")
    assert thoughts
    for claim in thoughts:
        assert claim.kind == "verbatim"
        (note,) = [check for check in claim.checks if check.name == "stage"]
        assert f"Placed at {claim.stage} because its words say" in note.reason


def test_emotions_are_self_reported_with_a_level_and_the_words() -> None:
    emotions = cell("emotion")
    assert emotions
    for claim in emotions:
        (note,) = [check for check in claim.checks if check.name == "emotion"]
        assert note.score in (-2, -1, 1, 2)
        assert "Self-reported" in note.reason


def test_checking_again_keeps_why_a_quote_stands_where_it_does() -> None:
    again = verify_draft(draft())
    assert [claim.checks for claim in again.claims] == [claim.checks for claim in draft().claims]


def test_a_feeling_whose_word_was_edited_away_is_no_longer_noted() -> None:
    felt = cell("emotion")[0]
    edited = draft().with_claim(felt.model_copy(update={"text": "They came by."}))
    (claim,) = [claim for claim in verify_draft(edited).claims if claim.id == felt.id]
    assert "emotion" not in {check.name for check in claim.checks}


def test_every_stage_of_which_people_speak_is_told_of_before_any_is_told_of_twice() -> None:
    aliases = Aliases(packs.pack())
    part = plan_journey(packs.pack())
    told = {place(aliases.members[alias]).stage for alias in part.quotable}  # type: ignore[union-attr, arg-type]
    request = request_for(part, aliases, packs.SEGMENT, "Robin").model_copy(update={"limit": 1 + len(told) + 1})
    cells = [one for one in ExtractiveWriter().write(request).proposals if one.stage and one.kind != "statistic"]
    stages = [one.stage for one in cells]
    assert len(told) >= 4
    assert len(set(stages)) == min(len(stages), len(told))


def test_channel_figures_stand_at_purchase() -> None:
    assert {claim.stage for claim in cell("touchpoints")} == {"purchase"}


def test_opportunities_and_the_scenario_are_inferences() -> None:
    scenario = draft().claim(journey().scenario or "")
    assert scenario is not None
    assert {claim.kind for claim in [*cell("opportunities"), scenario]} == {"inference"}


def test_a_journey_that_was_not_asked_for_is_not_drawn() -> None:
    assert draft_persona(packs.request(coverage=()), ExtractiveWriter(), verify).journey is None


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("A mate told me about them at the climbing wall.", "awareness"),
        ("I compared the reviews and looked at the size chart.", "consideration"),
        ("I paid at the till with my card.", "purchase"),
        ("After washing it twice the seams had ripped.", "use"),
        ("I keep coming back, this is my second pair.", "loyalty"),
        ("The sky is blue.", None),
    ],
)
def test_quotes_are_placed_by_their_own_words(words: str, stage: str | None) -> None:
    placement = place(quote(words))
    assert (placement.stage if placement else None) == stage


@pytest.mark.parametrize(
    ("words", "question", "stage"),
    [
        ("My granddaughter had a recital.", "What made you come to us?", "awareness"),
        ("I paid at the till with my card.", "What made you come to us?", "purchase"),
        ("The colour of it.", "What decides it for you?", "consideration"),
        ("The colour of it.", "What is your favourite day?", None),
    ],
)
def test_an_answer_whose_words_name_no_stage_stands_in_that_of_its_question(
    words: str, question: str, stage: str | None
) -> None:
    placement = place(quote(words).model_copy(update={"attributes": {"question": question}}))
    assert (placement.stage if placement else None) == stage
    assert placement is None or bool(placement.cues) == (question not in placement.reason)


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("I was furious when it came.", -2),
        ("I'm delighted with it.", 2),
        ("I was a bit disappointed.", -1),
        ("I like the colour.", 1),
        ("It looks like rain and I went home.", None),
        ("My wife is not happy with it.", None),
        ("Customers were furious.", None),
        ("I would be happy if it came in red.", None),
        ("The boots are great.", None),
        ("We love it, all of us.", 2),
        ("Chuffed with my new boots.", 2),
        ("It made me really happy.", 1),
        ("I lost a phone down a drain.", None),
        ("She was happy and I left.", None),
        ("I know the lads were annoyed.", None),
        ("I'd be happy with less.", None),
    ],
)
def test_only_what_people_report_of_themselves_is_an_emotion(words: str, level: int | None) -> None:
    found = reported_emotion(words)
    assert (found.level if found else None) == level
