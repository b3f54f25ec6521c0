import numpy as np
import pytest

from personas.evidence import Quote, Theme
from retrieval.packs import sections_of
from retrieval.themes import themes_of

CHANGE = "What should we change for you?"
ANSWERS = [
    "The delivery could come a day sooner.",
    "I want the delivery to reach the farm itself.",
    "A delivery on a Saturday for those who work.",
    "Open the desk before seven in the morning.",
    "Delivery is no bother to me, I walk past anyway.",
]


def quote(number: int, text: str, *, question: str = "", rating: float | None = None) -> Quote:
    attributes = {"question": question} if question else {}
    fields = {"source_id": "s-1", "document_id": f"d-{number}", "start": 0, "end": len(text), "attributes": attributes}
    return Quote(id=f"q-{number:03}", text=text, respondent_id=f"r-{number}", rating=rating, **fields)


def themes(quotes: list[Quote]) -> list[Theme]:
    vectors = np.random.default_rng(1).normal(size=(len(quotes), 8)).astype(np.float32)
    return themes_of(quotes, vectors, "g-1", of=40)


def asked(question: str = CHANGE) -> list[Theme]:
    return [theme for theme in themes([quote(n, text, question=question) for n, text in enumerate(ANSWERS)])]


def test_what_is_named_in_answer_to_a_question_is_counted_among_those_who_answered() -> None:
    (named,) = [theme for theme in asked() if theme.question]
    assert (named.label, named.topic, named.n, named.of) == ("delivery", "goals", 3, 5)
    assert named.phrase() == f'3 of 5 respondents asked "{CHANGE}"'
    assert named.telling


def test_who_denies_the_thing_is_not_counted_but_stands_against_it() -> None:
    (named,) = [theme for theme in asked() if theme.question]
    assert named.opposing == ("q-004",)
    assert "q-004" not in named.quotes


@pytest.mark.parametrize("column", ["Comment", "what_they_wrote", ""])
def test_the_name_of_a_column_is_no_question(column: str) -> None:
    assert not [theme for theme in asked(column) if theme.question]


def test_a_thing_belongs_to_low_ratings_where_high_ones_speak_of_it_clearly_less() -> None:
    low = [quote(n, f"The delivery came in week {n} to me.", rating=1) for n in range(6)]
    high = [quote(10 + n, f"My new coat saw {n} winters with me.", rating=5) for n in range(6)]
    rated = [theme for theme in themes([*low, *high]) if theme.rated]
    assert [(theme.label, theme.rated, theme.topic, theme.n, theme.of) for theme in rated] == [
        ("delivery", "low", "frustrations", 6, 6)
    ]
    assert rated[0].phrase() == "6 of 6 respondents who rate it 1 or 2 out of 5"
    both = [quote(20 + n, f"The delivery came on day {n} to us.", rating=5) for n in range(6)]
    assert not [theme for theme in themes([*low, *both]) if theme.rated]


def test_an_answer_is_evidence_for_the_section_to_which_its_question_speaks() -> None:
    assert "goals" in sections_of(quote(1, "Open the desk before seven in the morning.", question=CHANGE))
    assert "goals" not in sections_of(quote(1, "Open the desk before seven in the morning."))
