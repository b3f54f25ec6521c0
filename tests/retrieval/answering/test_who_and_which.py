"""Who is asked about, which one, how long, and whose: what is near such a question does not answer it."""

from typing import Any

import pytest

from personas.evidence import Quote
from retrieval.answering import read_question
from retrieval.answering.repeats import without_repeats
from retrieval.answering.spelling import corrected
from tests.support.asking import Ask, asker

SAID: list[tuple[str, dict[str, Any]]] = [
    ("Parking is awful.", {"course": "German"}),
    ("The Saturday group is the best thing I ever did.", {"course": "Portuguese"}),
    ("Loves that it is only seven in the room.", {}),
    ("The phone rang out again.", {}),
    ("She sent me a note about my accent at ten at night.", {}),
    ("A dictionary would be nice.", {}),
    ("The tutor is kind and patient.", {}),
    ("Virtually everybody there was kind.", {}),
    ("One of the reasons why I sew is the quiet.", {}),
    ("Waited on the phone for twenty minutes, then cut off.", {}),
    ("It is wheelchair friendly.", {}),
    ("They fill my van every Wednesday.", {}),
    ("Good, but my umbrella went missing.", {}),
    ("The invoice came late.", {"trade": "landlord"}),
    ("Invoices are a mess.", {"trade": "plumber"}),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    quotes = [quote(f"q-{number}", text, known) for number, (text, known) in enumerate(SAID)]
    return asker(tmp_path_factory.mktemp("index"), quotes)


def quote(quote_id: str, text: str, known: dict[str, Any]) -> Quote:
    return Quote(
        id=quote_id, source_id="s", document_id=f"d-{quote_id}", start=0, end=len(text), text=text,
        respondent_id=f"r-{quote_id}", attributes=known, kind="review",
    )  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "Do the Portuguese learners complain about parking?",  # a learner of German does
        "How long do they wait for an invoice?",  # nobody says how long
        "What do learners think of our teachers' accents?",  # a learner's own accent
        "Which dictionary do they use?",  # none is named
        "Which make of van do they drive?",  # a day is no make
        "How do tutors feel about their pay?",
        "Do they use a virtual tour?",
        "How many of them sew?",
        "Is it safe there?",
        "Were goods ever missing?",  # good is no goods
    ],
)
def test_what_is_near_a_question_does_not_answer_it(ask: Ask, question: str) -> None:
    assert not ask(question).covered


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Do the German learners complain about parking?", "Parking is awful."),
        ("What do landlords say about invoicing?", "The invoice came late."),
        ("How many people are in a class, according to customers?", "only seven"),
        ("How long do they wait on the phone?", "twenty minutes"),
        ("whats wrong with parking, are they happy?", "Parking is awful."),
        ("is there a problem with invocies", "nvoice"),
    ],
)
def test_whoever_is_asked_about_answers(ask: Ask, question: str, says: str) -> None:
    found = ask(question)
    assert found.covered
    assert all(says in one.text for one in found.quotes[:1])


def test_another_group_is_not_quoted_for_the_one_asked_about(ask: Ask) -> None:
    assert [one.text for one in ask("What do landlords say about invoicing?").quotes] == ["The invoice came late."]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("other timetabel slots", "other timetable slots"),
        ("within warrenty", "within warranty"),
        ("a new printer", "a new printer"),
        ("our messages", "our messages"),
        ("the Delivry team", "the Delivry team"),
    ],
)
def test_slips_are_mended_and_names_are_not(typed: str, meant: str) -> None:
    assert corrected(typed, lambda word: False) == meant


def test_a_word_that_people_use_is_no_slip() -> None:
    assert corrected("other timetabel slots", lambda word: word == "timetabel") == "other timetabel slots"


def test_contractions_without_their_apostrophe_are_no_matter() -> None:
    assert [term.said for term in read_question("whats hard, theyre unhappy with the parking?").terms] == ["parking"]


def test_what_is_said_alike_stands_once_with_how_many_say_it() -> None:
    texts = ["Price mostly", "price, mostly!", "Not the price", "The staff are kind", "price mostly"]
    said = [quote(f"q-{number}", text, {}) for number, text in enumerate(texts)]
    again = said[0].model_copy(update={"id": "q-9"})
    kept, people = without_repeats([*said, again])
    assert [one.text for one in kept] == ["Price mostly", "Not the price", "The staff are kind"]
    assert people == {"q-0": 3}
