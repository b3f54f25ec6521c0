"""What stands around a quote lends it meaning: whose interview it is, what it answers, what the review is about."""

from collections.abc import Collection, Mapping, Sequence

import pytest

from personas.evidence import Quote
from personas.voices import Document, Turn
from tests.support.asking import Ask, asker

ASKED = "How do you find the kiln since we rebuilt it?"
REPLY = "Well. Two of my bowls came out grey."
STOPPED = "You stopped coming last summer. What happened?"
PARKING = "Nothing dramatic, it was the sixty pounds for parking."


def interview(number: int, question: str, reply: str) -> tuple[Document, Quote]:
    text = f"Interviewer: {question}\n\nRespondent: {reply}"
    start = text.index(reply)
    turns = (
        Turn(start=13, end=13 + len(question), speaker="Interviewer", role="interviewer"),
        Turn(start=start, end=len(text), speaker="Respondent"),
    )
    source, document = f"src-{number}", f"doc-{number}"
    told = Document(
        id=document, source_id=source, respondent_id=f"r-{number}", kind="interview", text=text, turns=turns
    )
    quote = Quote(
        id=f"q-{number}", source_id=source, document_id=document, start=start, end=len(text), text=reply,
        respondent_id=f"r-{number}", kind="interview", source=NAMES[source],
    )  # fmt: skip
    return told, quote


BACK = "What would bring you back?"
CAMERAS = "Take the cameras down, or make it four hours."
WHEEL = "I'm the workshop manager, and my wheel squeaks."
NAMES = {"src-1": "interview_1_olga - Truro.md", "src-2": "call 2 - Ben.txt", "src-4": "call 4 - Helen.txt"}
NAMES |= {"src-5": "call 5.txt", "src-6": "call 6.txt"}
TOLD = [
    interview(1, ASKED, REPLY),
    interview(2, STOPPED, PARKING),
    interview(4, BACK, CAMERAS),
    interview(5, "And you?", WHEEL),
    interview(6, "What should we fix first?", "More evening classes."),
]
REVIEW = Quote(
    id="q-3", source_id="src-3", document_id="doc-3", start=0, end=26, text="It cracked in a fortnight.",
    respondent_id="r-3", attributes={"product": "Glazed pot"}, source="reviews.csv",
)  # fmt: skip
MOVED = Quote(
    id="q-7", source_id="src-3", document_id="doc-7", start=0, end=47,
    text="Since the Truro studio moved it is a long walk.", respondent_id="r-4", source="reviews.csv",
)  # fmt: skip
QUOTES = {one.id: one for one in (*(quote for _, quote in TOLD), REVIEW, MOVED)}


class Shelf:
    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        return {one.id: one for one, _ in TOLD if one.id in ids}

    def titles(self) -> Mapping[str, str]:
        return NAMES

    def quotes_in(self, source_ids: Collection[str]) -> Sequence[str]:
        return [one.id for one in QUOTES.values() if one.source_id in source_ids]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asker(tmp_path_factory.mktemp("index"), QUOTES.values(), context=Shelf())


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What do customers think of the kiln?", REPLY),
        ("Why did Ben stop coming?", PARKING),
        ("What would win Helen back?", CAMERAS),
        ("What does the workshop manager think of the wheel?", WHEEL),
        ("What do people complain about regarding the glazed pot?", REVIEW.text),
    ],
)
def test_words_answer_by_what_stands_around_them(ask: Ask, question: str, answer: str) -> None:
    assert [one.text for one in ask(question).quotes if ask(question).covered] == [answer]


@pytest.mark.parametrize(
    "question", ["Why did Olga stop coming?", "What did Ben pay for his kiln?", "What would Ben's sister change?"]
)
def test_one_persons_words_do_not_answer_for_another(ask: Ask, question: str) -> None:
    assert not ask(question).covered


def test_a_place_in_the_title_of_an_interview_is_nobodys_name(ask: Ask) -> None:
    found = ask("What do people say about the Truro studio having moved?")
    assert found.covered
    assert [one.text for one in found.quotes] == [MOVED.text]


def test_a_question_that_shares_only_a_synonym_is_not_the_same_question(ask: Ask) -> None:
    assert not ask("How do people feel about the repair service?").covered
