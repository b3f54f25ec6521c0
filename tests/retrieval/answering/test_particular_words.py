"""General words of a question are covered by particular ones, and what only sounds like them is not."""

from pathlib import Path
from typing import Any

import pytest

from personas.evidence import Quote, Statistic
from retrieval.answering import read_question
from retrieval.answering.expressions import literal
from retrieval.answering.survey_questions import figures_of
from tests.support.asking import Ask, asker
from tests.support.voices import EMBEDDER

HEARD = "Where did you hear of us?"
SAID = [
    ("The pump hums all night.", ""),
    ("It is like a sauna under that hood.", ""),
    ("If you have knife skills like a chef maybe.", ""),
    ("The rice was cracked and soaked when I opened it.", ""),
    ("Out for delivery since breakfast. Box not here.", ""),
    ("Being tied in", "What nearly stopped you from ordering the first time?"),
    ("Loyalty points or something", "What would make you order more often?"),
    ("Please put some actual chilli in.", ""),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("index")
    return asker(folder, (quote(number, *said) for number, said in enumerate(SAID)))


def quote(number: int, text: str, question: str) -> Quote:
    known: dict[str, Any] = {"question": question} if question else {}
    return Quote(
        id=f"q-{number}", source_id="s", document_id=f"d-{number}", start=0, end=len(text), text=text,
        respondent_id=f"r-{number}", attributes=known, kind="survey" if question else "review",
    )  # fmt: skip


def figure(answer: str) -> Statistic:
    told = f'answer "{answer}" to "{HEARD}"'
    return Statistic(
        id=f"s-{answer}", segment_id="g-1", metric=f"answer:{HEARD}={answer}", predicate=told,
        terms=("where", answer), group="All", population="respondents", value=0.5, unit="share", numerator=50,
        denominator=100, section="channels",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Is the equipment noisy?", "hums"),
        ("Did anything arrive damaged?", "cracked"),
        ("Is the food spicy enough?", "chilli"),
        ("What put people off ordering the first time?", "tied in"),
    ],
)
def test_a_matter_is_found_in_the_words_in_which_people_speak_of_it(ask: Ask, question: str, says: str) -> None:
    found = ask(question)
    assert found.covered
    assert says in found.quotes[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Do customers hear the pump humming on the screen?",  # a screen is no noise
        "Do customers use our sauna?",  # only compared with one
        "What do customers say about our kitchen knives?",  # related to a cook is no kitchen
        "Why do customers love our loyalty points?",  # somebody wishes for some
        "Do customers hum songs?",
        "How satisfied are our drivers?",
    ],
)
def test_what_only_sounds_like_it_does_not_answer(ask: Ask, question: str) -> None:
    assert not ask(question).covered


def test_a_question_that_a_survey_asked_is_answered_by_its_figures() -> None:
    figures = [figure("A friend"), figure("A leaflet")]
    assert figures_of(read_question("How did most customers hear of us?"), figures, EMBEDDER) == figures
    assert figures_of(read_question("How did customers hear of the recall?"), figures, EMBEDDER) == []
    assert figures_of(read_question("Where did customers first hear of us?"), figures, EMBEDDER) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [("It's like a sauna in there", "sauna"), ("They are joined at the hip", "hip"), ("As heavy as a brick", "brick")],
)
def test_a_comparison_speaks_of_no_such_thing(text: str, left: str) -> None:
    assert left not in literal(text)


@pytest.mark.parametrize("text", ["I like a sauna after work", "We would like a sauna", "She broke her hip"])
def test_what_somebody_likes_or_has_is_meant(text: str) -> None:
    assert literal(text) == text.casefold()
