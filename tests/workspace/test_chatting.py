"""The chat over a real workspace: evidence found, nothing filled in, every turn kept."""

import json
import re
import shutil
from pathlib import Path

import pytest

from personas.errors import NotFound
from personas.evidence import Quote
from personas.library.messages import list_messages
from tests.support.openai_server import Answer as Sent
from tests.support.openai_server import OpenAIServer
from workspace import segmenting
from workspace.chat.chatting import Conversation
from workspace.reviewing import review
from workspace.workspace import Workspace


@pytest.fixture(scope="module")
def bank(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with voices, orders and segments, to talk with."""
    return Workspace.open(Path(shutil.copytree(built, tmp_path_factory.mktemp("talk") / "bank")))


@pytest.fixture
def talk(bank: Workspace) -> Conversation:
    return Conversation(bank, actor="ines")


def test_a_question_is_answered_in_the_evidences_own_words(talk: Conversation) -> None:
    answer = talk.ask("What do they say about the PIN?")
    assert not answer.abstained
    assert answer.text.startswith("From everybody who spoke:")
    assert "PIN" in answer.text
    assert len(answer.text.splitlines()) <= 8
    assert len(answer.sources()) == len(answer.cited())
    assert {claim.verdict for claim in answer.claims} == {"grounded"}


@pytest.mark.parametrize(
    "question",
    [
        "Do they hold cryptocurrency?",
        "How many of them have pets?",
        "What will they borrow next year?",
        "Do they trust Fennmoor more than customers of Zebble trust Zebble?",
        "How do they save for retirement?",
    ],
)
def test_what_nobody_said_is_not_answered(talk: Conversation, question: str) -> None:
    answer = talk.ask(question)
    assert answer.abstained
    assert answer.text.startswith("The evidence does not say. Looked for ")
    assert answer.claims == ()


def test_a_question_about_some_people_is_answered_by_nobody_else(talk: Conversation, bank: Workspace) -> None:
    answer = talk.ask("What annoys older customers?")
    assert re.match(r"From people of 60 and over \(\d+ of the \d+ of whom it is known\):\n", answer.text)
    cited = [one for one in answer.cited() if isinstance(one, Quote)]
    ages = [float(one.attributes["age"]) for one in cited if "age" in one.attributes]
    assert ages and min(ages) >= 60, "of the others the customer file knows the age"
    nobody = talk.ask("What do people in their eighties say about helicopters?")
    assert "among all who spoke, people of 80 to 89 (" in nobody.text
    assert nobody.abstained


def test_a_figure_says_which_segment_it_is_about(talk: Conversation, bank: Workspace) -> None:
    answer = talk.ask("What share of orders is placed in the app?")
    names = {segment.name for segment in segmenting.segments(bank)}
    groups = {line.split(":")[0] for line in answer.text.splitlines()[1:]}
    assert len(groups) > 1
    assert groups <= names
    assert all(claim.verdict == "grounded" for claim in answer.claims)


def test_an_answer_about_a_segment_cites_nobody_else(talk: Conversation) -> None:
    answer = talk.ask("What do Lower value, slipping customers say about the app?")
    assert answer.segment is not None
    homes = {one.segment_id for one in answer.cited()}
    assert homes == {answer.segment.id}


def test_they_of_a_follow_up_are_the_segment_that_was_spoken_of(talk: Conversation) -> None:
    talk.ask("Who are the lower value slipping customers?")
    assert "Lower value, slipping" in talk.ask("And what do they say about the app?").text
    assert "everybody" in talk.ask("What do customers say about the PIN?").text


def test_every_turn_is_kept_in_its_thread(talk: Conversation, bank: Workspace) -> None:
    talk.ask("help")
    talk.ask("What do they say about the passbook?")
    again = Conversation(bank, actor="omar", thread=talk.thread)
    assert [turn.role for turn in again.history()] == ["user", "assistant"] * 2
    assert again.history()[2].body["text"] == "What do they say about the passbook?"
    assert set(again.history()[3].body) >= {"answer", "abstained", "claims", "evidence", "draft_id"}
    assert Conversation(bank, actor="ines").history() == []
    with bank.library.read() as connection:
        assert list_messages(connection, "nobody began this") == []


def test_the_public_json_is_plain_data_with_the_cited_evidence(talk: Conversation) -> None:
    body = json.loads(json.dumps(talk.ask("What do they say about the coin machine?").public_json()))
    cited = {citation["evidence_id"] for claim in body["claims"] for citation in claim["citations"]}
    assert cited
    assert cited <= set(body["evidence"])
    assert body["abstained"] is False
    nearest = talk.ask("Do they want coin machines at the railway station?").public_json()
    assert nearest["abstained"]
    assert all(one["type"] == "quote" for one in nearest["evidence"].values())


def test_the_greeting_says_that_no_model_speaks_and_what_is_understood(talk: Conversation) -> None:
    assert "No language model is set" in talk.greeting()
    assert "compare SEGMENT and SEGMENT" in talk.greeting()


def test_a_draft_is_made_on_demand_and_stored(talk: Conversation, bank: Workspace) -> None:

    answer = talk.ask("who are our lapsing high-value customers, and draft me one persona")
    assert answer.draft_id is not None
    assert review.load(bank, answer.draft_id).segment.name == "High value, slipping"


def test_an_unknown_segment_is_refused(bank: Workspace) -> None:
    with pytest.raises(NotFound, match="no segment"):
        Conversation(bank, actor="ines", segment="pirates")


def test_a_model_that_is_set_is_asked_and_one_that_fails_is_said_to(
    bank: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OpenAIServer(every=Sent("Prose.")) as server:
        monkeypatch.setenv("VERISM_BASE_URL", server.base_url)
        monkeypatch.setenv("VERISM_MODEL", "scripted")
        monkeypatch.setenv("VERISM_MAX_RETRIES", "0")
        with_model = Conversation(Workspace.open(bank.folder), actor="ines")
        assert "scripted answers" in with_model.greeting()
        answer = with_model.ask("What do they say about the PIN?")
    assert "(Answered without the model: " in answer.text
    assert answer.claims


@pytest.mark.parametrize("words", ["", "   ", "\x00", "💥" * 50, "'; drop table messages; --", "x" * 20_000])
def test_any_words_are_answered_and_kept(talk: Conversation, words: str) -> None:
    assert talk.ask(words).text
    assert len(talk.history()) == 2
