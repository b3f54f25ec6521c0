import pytest

from personas.draft import SECTIONS
from personas.placing import QUESTION_WORDS, section_of
from segments.statistics.scales import scale_of


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Unaffordable", "price sensitivity"),
        ("The prices are fair", "price sensitivity"),
        ("How likely are you to recommend us to a friend?", "loyalty"),
        ("Delay of delivery person picking up food", "frustrations"),
        ("Where do you usually buy?", "channels"),
        ("Where do you wear it?", "otherwise"),
        ("How often do you visit?", "behaviours"),
        ("What would you like to see improved?", "goals"),
        ("How important is the knee to you?", "decision criteria"),
        ("It is easy to reorder", "motivations"),
        ("What almost prevented you from buying?", "objections"),
        ("So what brought you to us in the end?", "trigger"),
        ("How did it all start?", "trigger"),
        ("Why did you first come to the shop?", "trigger"),
        ("Why did you stop coming?", "otherwise"),
        ("Was there anything that nearly stopped you?", "objections"),
        ("What would make it better for you?", "goals"),
        ("What would a perfect supplier do?", "goals"),
        ("What do you dislike about us?", "frustrations"),
        ("What would make you order more from us?", "goals"),
        ("What could make you stop ordering?", "otherwise"),
        ("Score (0-10)", "loyalty"),
        ("Application form", "otherwise"),
        ("Collateral", "otherwise"),
        ("Wie oft kaufen Sie ein?", "otherwise"),
    ],
)
def test_a_question_goes_to_the_section_that_its_words_speak_of(question: str, section: str) -> None:
    assert section_of(question, otherwise="otherwise") == section


def test_every_section_of_questions_is_one_of_a_persona() -> None:
    assert set(QUESTION_WORDS) <= set(SECTIONS)


def test_the_top_of_a_scale_is_the_scales_own_and_not_the_highest_answer_given() -> None:
    scale = scale_of(["Disagree", "Neutral", "Strongly disagree"])
    assert scale is not None
    assert (scale.highest, max(scale.points.values())) == (5, 3)
    to_ten = scale_of(["2", "6", "7"], "NPS")
    assert to_ten is not None and to_ten.highest == 10


def test_only_who_agrees_with_a_complaint_complains() -> None:
    agreeing, rating = scale_of(["Agree", "Disagree"]), scale_of(["1", "3", "5"])
    assert agreeing is not None and agreeing.agrees
    assert rating is not None and not rating.agrees
