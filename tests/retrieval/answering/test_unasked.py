"""Reviews, scores with a comment and tickets: nobody was asked anything, and questions are answered all the same."""

from typing import Any

import pytest

from personas.evidence import Quote
from retrieval.answering import read_question
from retrieval.answering.amounts import states_amount
from retrieval.answering.purposes import volunteered
from tests.support.asking import Ask, asker

SAID: list[tuple[str, dict[str, Any]]] = [
    ("In the end I went to Brindle instead because they had the grey one in.", {"rating": 2.0}),
    ("I compared it with Brindle and this one was ten pounds less.", {}),
    ("Use the other ring then, they told me.", {}),
    ("I was nervous about the lid but it holds.", {}),
    ("No worries about it at all.", {}),
    ("A friend recommended it and she was right.", {}),
    ("I wish you made a smaller kettle.", {}),
    ("The spout made our whole summer.", {"rating": 5.0}),
    ("The spout drips on the cloth.", {"rating": 1.0}),
    ("The spout is splendid.", {"nps": 10}),
    ("Kettle left in the rain by the courier.", {}),
    ("We bought three kettles for the hall.", {}),
    ("At 3 as agreed, kettle in hand, they rang the bell.", {}),
    ("The kettle boils like mad.", {}),
    ("Half price the kettle was, and a good one.", {}),
    ("They answered the phone on a Sunday.", {}),
    ("Staff were kind to my mother.", {}),
    ("The man from the gas board told me to check the lid.", {}),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asker(tmp_path_factory.mktemp("index"), [quote(number, *said) for number, said in enumerate(SAID)])


def quote(number: int, text: str, known: dict[str, Any]) -> Quote:
    return Quote(
        id=f"q-{number}", source_id="s", document_id=f"d-{number}", start=0, end=len(text), text=text,
        respondent_id=f"r-{number}", kind="review", rating=known.get("rating"),
        attributes={name: value for name, value in known.items() if name != "rating"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Which competitors do people mention?", {0, 1}),
        ("What are people worried about before they buy?", {3}),
        ("How did customers hear about us?", {5}),
        ("What would people like us to change?", {6}),
        ("What disappointed people about the spout?", {8}),
        ("Can customers get hold of us?", {15}),
        ("What are the staff like?", {16}),
    ],
)
def test_what_people_say_of_their_own_accord_answers(ask: Ask, question: str, answers: set[int]) -> None:
    found = ask(question)
    assert found.covered
    assert {one.text for one in found.quotes} == {SAID[number][0] for number in answers}


@pytest.mark.parametrize(
    "question",
    [
        "How many kettles do we have?",  # a customer bought three
        "What do staff think about the lid?",
        "Why did the price go up?",  # one was half
        "How do Brindle customers rate their kettles?",
        "Who makes the spout?",
        "What did the gas board think of the lid?",
        "What do couriers say about our kettles?",  # they are only spoken of
        "What would couriers like us to do?",
        "What worried the children?",
        "How did people hear about the spout?",
        "Who decides which kettle to buy?",
        "Why do people not like the kettle?",
        "How long does the kettle last?",
    ],
)
def test_who_only_uses_the_words_does_not_answer(ask: Ask, question: str) -> None:
    assert not ask(question).covered


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I prefer the shop in town.", True),
        ("Every other firm said no.", True),
        ("Far better than at Brindle.", True),
        ("Better than I had expected.", False),
        ("we went to Cornwall", False),
    ],
)
def test_others_are_told_by_their_own_turns_of_phrase(text: str, names: bool) -> None:
    assert volunteered("Whom do people compare us with?", text) is names


@pytest.mark.parametrize(
    ("text", "states"),
    [("We bought three large kettles.", True), ("At 3, kettles in hand", False), ("20 past the kettles", False)],
)
def test_a_number_counts_what_stands_beside_it(text: str, states: bool) -> None:
    assert states_amount(read_question("How many kettles are there?"), text) is states


def test_how_it_goes_for_some_people_is_told_by_who_speaks_of_them() -> None:
    assert [term.said for term in read_question("How do beginners get on?").terms] == ["beginners"]
