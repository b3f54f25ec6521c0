"""A talk with a model: told as it comes, stopped at will, remembered, limited by name, acting on the person's word."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from agent.chat import Answer, ChatEvent, left_behind
from agent.chat.with_model import Assistant, Limits, Thread
from agent.models import ModelSettings, chat_model
from tests.support.chat_desk import HIGH, PackDesk
from tests.support.openai_server import Answer as Sent
from tests.support.openai_server import Asked, OpenAIServer

ASKED = "What do High value, active customers say about delivery?"
LATE = "The parcel was late again and nobody could tell me where the driver had left it."


def results(asked: Asked) -> list[str]:
    """What the tools of this question returned."""
    turns = asked.body["messages"]
    last = max(place for place, message in enumerate(turns) if message["role"] == "user")
    return [str(message["content"]) for message in turns[last:] if message["role"] == "tool"]


def honest(asked: Asked) -> Any:
    """A model that searches, then quotes."""
    found = [json.loads(line) for text in results(asked) for line in text.splitlines() if line.startswith("{")]
    if not found:
        return Sent(calls=(("search_evidence", {"query": "delivery", "segment": HIGH.name}),))
    cited = next(str(line["alias"]) for line in found if line.get("words") == LATE)
    sentence = {"text": f"A customer wrote: “{LATE}”", "kind": "verbatim", "citations": [cited]}
    return {"enough_evidence": True, "sentences": [sentence]}


def asked_of(
    server: OpenAIServer, desk: PackDesk, words: str = ASKED, *, keep: dict[str, Any] | None = None, **how: Any
) -> Answer:
    settings = ModelSettings(base_url=server.base_url, model="scripted", max_retries=0, timeout=60)
    model = chat_model(settings)
    assert model is not None
    return Assistant(model, settings, desk, **(keep or {})).answer(words, **how)


def test_steps_and_checked_sentences_are_told_as_they_come(desk: PackDesk) -> None:
    told: list[ChatEvent] = []
    with OpenAIServer(author=honest) as server:
        answer = asked_of(server, desk, heard=told.append)
    assert [news.kind for news in told] == ["step", "sentence"]
    assert told[1].words in answer.text
    assert "[1]" in told[1].words


def test_a_sentence_that_does_not_stand_is_not_even_told(desk: PackDesk) -> None:
    told: list[ChatEvent] = []

    def liar(asked: Asked) -> Any:
        data = honest(asked)
        if isinstance(data, dict):
            data["sentences"][0]["text"] = "Drones would win them back for good."
        return data

    with OpenAIServer(author=liar) as server:
        asked_of(server, desk, heard=told.append)
    assert [news.kind for news in told] == ["step"]


def test_a_tool_that_nobody_asked_for_is_not_told_as_a_step(desk: PackDesk) -> None:
    told: list[ChatEvent] = []

    def eager(asked: Asked) -> Any:
        return honest(asked) if results(asked) else Sent(calls=(("draft_persona", {"segment": HIGH.name}),))

    with OpenAIServer(author=eager) as server:
        asked_of(server, desk, heard=told.append)
    assert "drafting" not in [news.words for news in told]
    assert desk.drafted == []


def test_an_answer_is_left_as_soon_as_somebody_stops_it(desk: PackDesk) -> None:
    with OpenAIServer(every=Sent("late", delay=60.0)) as server:
        began = time.monotonic()
        answer = asked_of(server, desk, stop=lambda: time.monotonic() - began > 0.3)
        assert time.monotonic() - began < 60.0
        assert left_behind()
    assert answer.text == "(Stopped.)"


def test_a_model_is_reminded_of_the_turns_that_its_thread_kept(desk: PackDesk, tmp_path: Path) -> None:
    thread = Thread(tmp_path / "chat.db", "t")
    with OpenAIServer(author=honest) as server:
        answer = asked_of(server, desk, keep={"thread": thread})
        assert thread.recent() == []
        thread.keep(ASKED, answer.text)
        first = len(server.requests)
        asked_of(server, desk, keep={"thread": thread})
        sent = server.requests[first]["messages"]
    assert [message["role"] for message in sent] == ["system", "user", "assistant", "user"]
    assert LATE in str(sent[2]["content"])
    assert Thread(tmp_path / "chat.db", "other").recent() == []


def test_limits_are_named(desk: PackDesk) -> None:
    endless = OpenAIServer(author=lambda asked: Sent(calls=(("search_evidence", {"query": "delivery"}),)))
    with endless as server:
        calls = asked_of(server, desk, keep={"limits": Limits(calls=2)})
        tokens = asked_of(server, desk, keep={"limits": Limits(tokens=100)})
    assert "(Answered without the model: it did not finish within 2 calls (calls_per_answer).)" in calls.text
    assert "it took its 100 tokens without finishing (tokens_per_answer)" in tokens.text
    assert calls.claims


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (ASKED, set()),
        ("Could you please make the frustrations of d-1 sharper?", {"revise_section"}),
        ("Tell me more on c-3 of the first one.", {"explain_claim", "counter_evidence"}),
        ("Thank you, and send d-1 to review please", {"send_to_review"}),
        ("What goals would they change?", set()),
        ("Do their reviews speak of delivery?", set()),
    ],
)
def test_tools_that_act_are_offered_when_the_person_asks(words: str, offered: set[str], desk: PackDesk) -> None:
    from agent.chat.with_model.tools import Tools

    reading = {"search_evidence", "list_all_segments", "segment_profile", "compare_segments"}
    tools = Tools(words, desk.find(ASKED, HIGH), desk).offered()
    assert {tool.name for tool in tools} - reading == offered


def test_a_revision_follows_the_persons_words_not_the_models(desk: PackDesk) -> None:
    desk.draft(HIGH)
    words = "Thanks. Now please make the frustrations sharper, only from reviews, and tell me what they say of delivery"

    def eager(asked: Asked) -> Any:
        if not results(asked):
            return Sent(
                calls=(("revise_section", {"section": "goals"}), ("revise_section", {"section": "frustrations"}))
            )
        return {"enough_evidence": False, "sentences": []}

    with OpenAIServer(author=eager) as server:
        answer = asked_of(server, desk, words)
    assert answer.text.startswith("d-1, frustrations: ")
    assert desk.wished == [words]
