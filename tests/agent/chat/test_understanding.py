"""What the chat takes a person's words for."""

import pytest

from agent.chat.intents import intents
from agent.chat.naming import fitting_segments, named_segment, partly_named, resolve
from personas.errors import NotFound
from tests.support.chat_desk import HIGH, LAPSED, LOW

ALL = [HIGH, LAPSED, LOW]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("help", ["help"]),
        ("What can you do?", ["help"]),
        ("segments", ["segments"]),
        ("Show me all our segments.", ["segments"]),
        ("Which segments do we have?", ["segments"]),
        ("who are our lapsing high-value customers, and draft me one persona", ["profile", "draft"]),
        ("Who are the lapsed ones? Then write a persona for them.", ["profile", "draft"]),
        ("compare top and low value", ["compare"]),
        ("Please compare g-1 with g-2", ["compare"]),
        ("How do high value customers differ from lower value customers?", ["compare"]),
        ("What are the differences between g-1 and g-3?", ["compare"]),
        ("draft g-1", ["draft"]),
        ("Could you draft a persona and a journey for High value, active?", ["draft"]),
        ("create a high value slipping persona", ["draft"]),
        ("themes", ["themes"]),
        ("statistics", ["figures"]),
        ("draft", ["draft"]),
        ("themes of g-1", ["themes"]),
        ("show me the figures for g-1", ["figures"]),
        ("tell me about High value, active", ["profile"]),
        ("what do they say about sizing?", ["question"]),
        ("Do customers compare prices and quality?", ["question"]),
        ("Why do they write to us about the draft in the shop?", ["question"]),
        ("", ["question"]),
    ],
)
def test_commands_are_understood_however_they_are_put(words: str, wanted: list[str]) -> None:
    assert [one.name for one in intents(words)] == wanted


@pytest.mark.parametrize(
    ("words", "segment"),
    [
        ("what do High value, active customers say?", HIGH),
        ("what do our active high-value customers say?", HIGH),
        ("and the lapsing high value ones?", LAPSED),
        ("what is special about g-3", LOW),
        ("what do they say about value?", None),
        ("the high street", None),
    ],
)
def test_a_segment_is_recognised_by_its_name_its_id_or_all_of_its_words(words: str, segment: object) -> None:
    assert named_segment(words, ALL) == segment


def test_a_part_of_a_name_may_fit_several_segments() -> None:
    assert fitting_segments("high value", ALL) == [HIGH, LAPSED]
    with pytest.raises(NotFound, match=r"more than one segment: g-1 .*; g-2"):
        resolve("high value", ALL)


@pytest.mark.parametrize(
    ("words", "which", "segments"),
    [
        ("What do our lapsed customers say?", "lapsed customers", [LAPSED]),
        ("What annoys high value people?", "high value people", [HIGH, LAPSED]),
        ("What do new customers say?", "", []),
        ("What do they say about value?", "", []),
    ],
)
def test_the_words_before_customers_may_be_part_of_segments_names(words: str, which: str, segments: object) -> None:
    assert partly_named(words, ALL) == (which, segments)


def test_an_unknown_segment_is_answered_with_those_that_exist() -> None:
    with pytest.raises(NotFound, match=r"no segment 'pirates'.* g-1 High value, active"):
        resolve("pirates", ALL)


def test_a_lapsing_high_value_customer_is_also_one_of_higher_value_that_slips() -> None:
    joined = HIGH.model_copy(update={"id": "g-7", "name": "Higher value, slipping"})
    assert named_segment("our lapsing high-value customers", [LOW, joined]) == joined


def test_a_name_that_is_not_said_is_asked_for() -> None:
    with pytest.raises(NotFound, match="not said which segment"):
        resolve(" ", ALL)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("revise frustrations of d-1 only from interviews", ("revise", "frustrations", "only from interviews", "d-1")),
        ("make the frustrations sharper", ("revise", "frustrations", "sharper", "")),
        ("Shorten the goals of the draft", ("revise", "goals", "Shorten", "")),
        ("why is c-3 weak?", ("explain", "", "", "")),
        ("show me the counter-evidence for c-12 of d-4", ("counter", "", "", "d-4")),
        ("Please send d-2 to review.", ("send", "", "", "d-2")),
        ("What are their frustrations?", ("question", "", "", "")),
        ("Do customers change channels?", ("question", "", "", "")),
        ("Would they send it back?", ("question", "", "", "")),
    ],
)
def test_what_is_wanted_of_a_draft_is_understood(words: str, wanted: tuple[str, str, str, str]) -> None:
    (one,) = intents(words)
    assert (one.name, one.section, one.wish, one.draft) == wanted
