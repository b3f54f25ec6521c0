"""Dialogues: the text of what is said in turn, and the place of each turn in it."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.readers.dialogues import Said, dialogue

TURNS = st.lists(
    st.builds(
        Said,
        label=st.sampled_from(["Customer", "Staff", "Staff note"]),
        role=st.sampled_from(["respondent", "interviewer"]),
        words=st.text(max_size=30),
    )
)


@given(TURNS)
def test_every_turn_finds_its_words_and_a_turn_without_words_is_none(said: list[Said]) -> None:
    told = dialogue(said)
    spoken = [one for one in said if one.words]
    assert [(told.text[turn.start : turn.end], turn.speaker, turn.role) for turn in told.turns] == [
        (one.words, one.label, one.role) for one in spoken
    ]
    assert told.answers == sum(one.role == "respondent" for one in spoken)


def test_turns_stand_under_one_another_with_who_speaks() -> None:
    told = dialogue([Said("Interviewer", "interviewer", "Why?"), Said("Respondent", "respondent", "It is near.")])
    assert told.text == "Interviewer: Why?\n\nRespondent: It is near."
