import pytest

from personas.draft import SECTIONS
from segments.statistics.placing import _WORDS, section_of


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Unaffordable", "price sensitivity"),
        ("The prices are fair", "price sensitivity"),
        ("How likely are you to recommend us to a friend?", "loyalty"),
        ("Delay of delivery person picking up food", "frustrations"),
        ("Where do you usually buy?", "channels"),
        ("How often do you visit?", "behaviours"),
        ("What would you like to see improved?", "goals"),
        ("How important is the knee to you?", "decision criteria"),
        ("It is easy to reorder", "motivations"),
        ("What almost prevented you from buying?", "objections"),
        ("Application form", "otherwise"),
        ("Collateral", "otherwise"),
        ("Wie oft kaufen Sie ein?", "otherwise"),
    ],
)
def test_a_question_goes_to_the_section_that_its_words_speak_of(question: str, section: str) -> None:
    assert section_of(question, otherwise="otherwise") == section


def test_every_section_of_questions_is_one_of_a_persona() -> None:
    assert set(_WORDS) <= set(SECTIONS)
