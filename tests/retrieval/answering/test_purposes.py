"""What a question is put for: replies to what was asked for the same answer it, whatever its words."""

from typing import Any

import pytest

from personas.evidence import Quote
from retrieval.answering import read_question
from retrieval.answering.fitting import awaits, only_ask
from retrieval.answering.purposes import apart, purposes, put_to_one, studied, told
from retrieval.answering.words import stem
from tests.support.asking import Ask, asker

BEGAN = "What made you first ride with us?"
NEARLY = "What nearly put you off your last ride?"
BEST = "What is the best thing about riding here?"
SAID: list[tuple[str, str, dict[str, Any]]] = [
    ("The car failed its test", BEGAN, {"rider_type": "commuter"}),
    ("My knees, I cannot drive far", BEGAN, {"rider_type": "retired"}),
    ("The step is too high", NEARLY, {"rider_type": "retired"}),
    ("No room for the bike", NEARLY, {"rider_type": "commuter"}),
    ("The view of the bay", BEST, {"rider_type": "retired"}),
    ("I had the annual and gave it up.", "", {"rider_type": "commuter"}),
    ("The season tickets are a lot of money at once.", "", {}),
    ("Left my laptop in the rack.", "", {}),
    ("The lamp by the help point is out.", "", {}),
    ("Honestly, I would try the ferry.", "", {}),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    quotes = [quote(f"q-{number}", *said) for number, said in enumerate(SAID)]
    return asker(tmp_path_factory.mktemp("index"), quotes)


def quote(quote_id: str, text: str, question: str, known: dict[str, Any]) -> Quote:
    asked = {"question": question} if question else {}
    return Quote(
        id=quote_id, source_id="s", document_id=f"d-{quote_id}", start=0, end=len(text), text=text,
        respondent_id=f"r-{quote_id}", attributes={**known, **asked}, kind="survey" if question else "review",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("What led people to start with us?", {"The car failed its test", "My knees, I cannot drive far"}),
        ("What holds customers back?", {"The step is too high", "No room for the bike"}),
        ("Why do commuters give up their annual season tickets?", {"I had the annual and gave it up."}),
    ],
)
def test_what_was_asked_for_the_same_is_answered_by_the_same(ask: Ask, question: str, answers: set[str]) -> None:
    found = ask(question)
    assert found.covered
    assert {one.text for one in found.quotes} == answers


@pytest.mark.parametrize(
    "question",
    [
        "What do riders say about the loyalty points?",  # a help point
        "Do riders trust us with their data?",
        "How do drivers feel about their shifts?",
        "What stops people from using the lounge?",  # nobody speaks of one
        "Why did people start using the night ferry?",
    ],
)
def test_a_word_alone_or_a_purpose_alone_answers_nothing(ask: Ask, question: str) -> None:
    assert not ask(question).covered


def test_what_is_left_behind_is_not_why_people_leave(ask: Ask) -> None:
    assert {one.text for one in ask("Why did lapsed customers leave?").quotes} == {"I had the annual and gave it up."}


@pytest.mark.parametrize(
    ("now", "then", "purpose"),
    [
        ("what made people come to us?", "What led you to rent rather than buy?", "beginning"),
        (
            "what keeps members from booking more?",
            "Is there anything that stops you from going more often?",
            "obstacle",
        ),
        ("why do subscribers cancel?", "You used to come more often. What happened?", "leaving"),
        ("how do parents choose?", "What matters most when you pick a school?", "choosing"),
        ("what else do customers look at?", "Had you considered buying?", "comparing"),
        ("what should we improve?", "If you could change one thing, what would it be?", "changing"),
        ("what would win them back?", "What would bring you back?", "returning"),
        ("who makes the decision?", "Who decides how you travel?", "deciding"),
        ("how did students hear about us?", "How did you find us?", "hearing"),
    ],
)
def test_two_questions_are_put_for_one_thing(now: str, then: str, purpose: str) -> None:
    assert purpose in purposes(put_to_one(now)) & purposes(then)
    assert not apart(now, then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("what made people start?", "What would you change?"),
        ("what made people come?", "What made you leave?"),
        ("what keeps them coming back?", "What stops you?"),
    ],
)
def test_two_questions_are_put_for_different_things(now: str, then: str) -> None:
    assert purposes(put_to_one(now)).isdisjoint(purposes(then))


def test_what_many_questions_name_is_what_all_are_about() -> None:
    put = ["How do you plan a tour?", "What was the tour like?", "Who pays for the tour?", "Do you own a bicycle?"]
    assert studied(put).throughout == {"tour"}


@pytest.mark.parametrize(
    ("text", "tells"),
    [("We stopped using it in May.", True), ("You leave before the encore.", False), ("Switched to the coach.", True)],
)
def test_leaving_is_told_by_its_own_turns_of_phrase(text: str, tells: bool) -> None:
    assert told("why did people leave?", text) is tells


def test_a_statement_with_a_question_at_its_end_is_no_mere_question() -> None:
    assert not only_ask(["I know it would be cheaper but it's sixteen hundred up front, who's got that?"])
    assert only_ask(["Do dogs need a ticket?"])
    assert only_ask(["Is it ready, or shall I wait?"])


def test_words_of_one_family_share_their_stem_though_a_letter_is_doubled() -> None:
    assert stem("travelling") == stem("travel")
    assert stem("cancelled") == stem("cancel")
    assert stem("press") != stem("present")


def test_the_data_of_people_are_a_matter_and_not_what_a_question_is_put_in() -> None:
    assert "privacy" in {term.said for term in read_question("Do they trust us with their data?").terms}


@pytest.mark.parametrize(
    ("question", "kind"),
    [("How long do customers keep a sofa on average?", "number"), ("What does the cover cost per month?", "money")],
)
def test_what_is_so_on_average_or_costs_a_month_is_an_amount(question: str, kind: str) -> None:
    assert read_question(question).kind == kind


def test_when_something_is_a_problem_asks_for_no_time() -> None:
    assert not awaits(read_question("When is the payment date a problem?"))
    assert awaits(read_question("When does the problem arise?"))


def test_what_there_may_be_a_reason_for_is_no_matter() -> None:
    assert [term.said for term in read_question("Is sustainability a reason to rent?").terms] == ["sustainability"]
