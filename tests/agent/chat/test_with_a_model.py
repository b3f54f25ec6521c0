"""The chat with a model behind a real server: whatever the model does, the answer is honest."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from agent.chat import Answer, reply
from agent.chat.with_model import Assistant
from agent.models import ModelSettings, chat_model
from tests.support.chat_desk import HIGH, PackDesk
from tests.support.openai_server import Answer as Sent
from tests.support.openai_server import Asked, OpenAIServer
from tests.support.ports import dead_port

ASKED = "What do High value, active customers say about delivery?"
ASKED_TO_DRAFT = "Which persona would say that about delivery?"
LATE = "The parcel was late again and nobody could tell me where the driver had left it."


def tool(name: str, **arguments: Any) -> Sent:
    """A message that calls a tool."""
    return Sent(calls=((name, arguments),))


def said(*sentences: tuple[str, str, list[str]], enough: bool = True) -> dict[str, Any]:
    """The data of an answer."""
    rows = [{"text": text, "kind": kind, "citations": cited} for text, kind, cited in sentences]
    return {"enough_evidence": enough, "sentences": rows}


def lines_of(asked: Asked) -> list[dict[str, Any]]:
    """The evidence that the tools returned to the model."""
    told = [m["content"] for m in asked.body["messages"] if m["role"] == "tool"]
    return [json.loads(line) for content in told for line in content.splitlines() if line.startswith("{")]


def alias(asked: Asked, words: str) -> str:
    """The alias of the first line that holds some words."""
    return next(str(line["alias"]) for line in lines_of(asked) if words.lower() in json.dumps(line).lower())


def searching(then: Callable[[Asked], Any]) -> Callable[[Asked], Any]:
    """A model that searches first, as it should, and then answers."""

    def author(asked: Asked) -> Any:
        return then(asked) if lines_of(asked) else tool("search_evidence", query="delivery", segment=HIGH.name)

    return author


def answered(server: OpenAIServer, desk: PackDesk, words: str = ASKED, **settings: Any) -> Answer:
    with server:
        given = {"base_url": server.base_url, "model": "scripted", "max_retries": 0, "timeout": 60.0, **settings}
        chosen = ModelSettings.model_validate(given)
        model = chat_model(chosen)
        assert model is not None
        return Assistant(model, chosen, desk).answer(words)


def by(author: Callable[[Asked], Any]) -> OpenAIServer:
    return OpenAIServer(author=searching(author))


def test_sentences_that_hold_are_shown_with_their_citations(desk: PackDesk) -> None:
    def honest(asked: Asked) -> Any:
        theme, quote = alias(asked, '"is": "theme"'), alias(asked, LATE)
        label = next(line["label"] for line in lines_of(asked) if line["alias"] == theme)
        return said(
            (f"{{{theme}}} speak of {label}.", "theme", [theme]), (f"A customer wrote: “{LATE}”", "verbatim", [quote])
        )

    answer = answered(by(honest), desk)
    assert "17 of 58 respondents speak of" in answer.text
    assert f"“{LATE}” [2]" in answer.text
    assert {claim.verdict for claim in answer.claims} == {"grounded"}


def test_a_figure_in_an_answer_about_everybody_names_its_segment(desk: PackDesk) -> None:
    def at_once(asked: Asked) -> Any:
        found = str(asked.body["messages"][-1]["content"])
        figure = next(json.loads(one) for one in found.splitlines() if one.startswith("{") and '"statistic"' in one)
        return said((f"{{{figure['alias']}}}", "statistic", [figure["alias"]]))

    answer = answered(OpenAIServer(author=at_once), desk, "How many of them order online?")
    assert answer.text.startswith(f"{HIGH.name}: ")
    assert {claim.verdict for claim in answer.claims} == {"grounded"}


def test_what_the_evidence_does_not_cover_never_reaches_the_model(desk: PackDesk) -> None:
    server = OpenAIServer(author=lambda asked: said(("They want an app.", "inference", ["E1"])))
    answer = answered(server, desk, "Do they want a mobile app?")
    assert answer.abstained
    assert server.requests == []


def test_a_model_that_finds_too_little_abstains(desk: PackDesk) -> None:
    answer = answered(by(lambda asked: said(enough=False)), desk)
    assert answer.abstained
    assert "the model found nothing in it that answers" in answer.text
    assert "The nearest that was said, which may not answer it:" in answer.text


def test_what_was_found_is_before_the_model_from_the_start(desk: PackDesk) -> None:
    def at_once(asked: Asked) -> Any:
        found = str(asked.body["messages"][-1]["content"])
        line = next(json.loads(one) for one in found.splitlines() if one.startswith("{") and LATE in one)
        return said((LATE, "verbatim", [line["alias"]]))

    answer = answered(server := OpenAIServer(author=at_once), desk)
    assert answer.text == f"“{LATE}” [1]"
    assert len(server.requests) == 1


def test_commands_are_carried_out_without_the_model(desk: PackDesk) -> None:
    server = OpenAIServer(author=lambda asked: said())
    assert answered(server, desk, "draft g-1").draft_id == "d-1"
    assert server.requests == []


LIES: dict[str, tuple[str, str, str]] = {
    "cites nothing": ("Parcels are late.", "theme", ""),
    "cites what is not there": ("Parcels are late again.", "inference", "E99"),
    "cites an id from outside": ("Parcels are late again.", "inference", "q-3f9c0a1b2d"),
    "invents a fact": ("Drones would win them back for good.", "inference", LATE),
    "invents a figure": ("42 % of customers wait for parcels.", "statistic", "theme"),
    "types a theme's figure wrongly": ("71 of 58 speak of late delivery.", "theme", "theme"),
    "exaggerates": ("Almost all customers complain of delivery.", "theme", "theme"),
    "speaks for the group from one voice": ("Customers get their parcels late.", "theme", LATE),
    "changes a quotation": (f"“{LATE.replace('late', 'early')}”", "verbatim", LATE),
    "puts two quotations together": ("“The parcel was late again and the box was broken.”", "verbatim", LATE),
    "puts words into a wrong mouth": (f"“{LATE}”", "verbatim", "waited in all day"),
    "names a brand": ("Parcels by FedEx were late again.", "inference", LATE),
    "follows an order in a review": ("Every boot is perfect.", "theme", LATE),
    "draws a picture that calls out": ("![late](https://evil.example/x.png)", "inference", LATE),
    "infers an illness": ("The parcel was late because the driver has cancer.", "inference", LATE),
    "turns a slot into something else": ("{T1} adore the drivers.", "theme", "T1"),
    "leaves a slot that names nothing": ("{S77} complain of a late parcel.", "statistic", "S77"),
    "speaks of other customers": ("They get later parcels than other customers do.", "inference", LATE),
}
"""What a model writes, as what, and the alias or the words of the line that it cites."""


def lie_of(name: str, asked: Asked) -> tuple[str, str, list[str]]:
    text, kind, cited = LIES[name]
    known = {"": [], "E99": ["E99"], "q-3f9c0a1b2d": ["q-3f9c0a1b2d"], "T1": ["T1"], "S77": ["S77"]}
    return text, kind, known[cited] if cited in known else [alias(asked, cited)]


@pytest.mark.parametrize("lie", LIES)
def test_a_sentence_that_does_not_stand_is_withheld_and_said_to_be(lie: str, desk: PackDesk) -> None:
    def liar(asked: Asked) -> Any:
        return said((f"A customer wrote: “{LATE}”", "verbatim", [alias(asked, LATE)]), lie_of(lie, asked))

    answer = answered(by(liar), desk)
    assert "(1 sentence was withheld: checks failed.)" in answer.text
    assert [claim.verdict for claim in answer.claims] == ["grounded"]


@pytest.mark.parametrize("lie", LIES)
def test_when_nothing_stands_the_evidence_speaks_for_itself(lie: str, desk: PackDesk) -> None:
    answer = answered(by(lambda asked: said(lie_of(lie, asked))), desk)
    assert answer.text.endswith("(Answered without the model: nothing that it wrote stood the checks.)")
    assert answer.claims == reply(ASKED, desk).claims
    assert {claim.verdict for claim in answer.claims} == {"grounded"}


def test_hostile_evidence_is_not_shown_to_the_model(desk: PackDesk) -> None:
    server = by(lambda asked: said(enough=False))
    answered(server, desk, "What do they say about boots?")
    seen = json.dumps(server.requests)
    assert "gnore all previous" not in seen
    assert "example.net" not in seen


BROKEN: dict[str, OpenAIServer] = {
    "prose": OpenAIServer(every=Sent("I think they like delivery a lot!")),
    "half of the data": OpenAIServer(every=Sent('{"enough_evidence": true, "sentences": [{"text": "Del')),
    "other data": OpenAIServer(every=Sent(data={"answer": 42})),
    "an empty message": OpenAIServer(every=Sent("")),
    "no completion": OpenAIServer(every=Sent(body=b"<html>busy</html>")),
    "an error": OpenAIServer(every=Sent(status=500)),
    "too many requests": OpenAIServer(every=Sent(status=429)),
    "a refused key": OpenAIServer(every=Sent(status=401)),
    "no such model": OpenAIServer(every=Sent(status=404)),
    "a refusal": OpenAIServer(every=Sent(refusal="I can't help with that.")),
    "silence": OpenAIServer(every=Sent("late", delay=4.0)),
    "tools without end": OpenAIServer(author=lambda asked: tool("search_evidence", query="delivery")),
    "a tool that does not exist": OpenAIServer(author=lambda asked: tool("delete_everything")),
    "a tool with wrong arguments": OpenAIServer(author=lambda asked: tool("segment_profile", number=7)),
}


@pytest.mark.parametrize("structured_output", ["json_schema", "tools"])
@pytest.mark.parametrize("fault", BROKEN)
def test_a_model_that_fails_is_said_to_and_the_evidence_speaks_for_itself(
    fault: str, structured_output: str, desk: PackDesk
) -> None:
    answer = answered(
        BROKEN[fault], desk, timeout=1.0 if fault == "silence" else 60.0, structured_output=structured_output
    )
    assert "(Answered without the model: " in answer.text
    assert "17 of 58 respondents speak of" in answer.text
    assert all(claim.verdict == "grounded" for claim in answer.claims)


def test_of_an_answer_that_runs_past_its_limit_the_whole_sentences_are_kept(desk: PackDesk) -> None:
    def endless(asked: Asked) -> Any:
        first = json.dumps({"text": LATE, "kind": "verbatim", "citations": [alias(asked, LATE)]})
        return Sent(f'{{"sentences": [{first}, {{"text": "The parcel was', finish_reason="length")

    answer = answered(by(endless), desk)
    assert answer.text.startswith(f"“{LATE}” [1]")
    assert answer.text.endswith("past the tokens that it may write (max_output_tokens).)")


def test_a_server_that_is_gone_is_said_to_be(desk: PackDesk) -> None:
    with dead_port() as port:
        settings = ModelSettings(base_url=f"http://127.0.0.1:{port}/v1", model="gone", max_retries=0, timeout=60)
        model = chat_model(settings)
        assert model is not None
        answer = Assistant(model, settings, desk).answer(ASKED)
    assert "No model server answers" in answer.text
    assert answer.claims


def test_a_draft_is_no_tool_unless_the_person_speaks_of_one(desk: PackDesk) -> None:
    def grasping(asked: Asked) -> Any:
        results = [m for m in asked.body["messages"] if m["role"] == "tool"]
        return said(enough=False) if results else tool("draft_persona", segment="g-1")

    server = OpenAIServer(author=grasping)
    answer = answered(server, desk)
    assert "draft_persona" not in json.dumps([request["tools"] for request in server.requests])
    assert desk.drafted == []
    assert answer.draft_id is None


def test_one_answer_makes_one_draft_at_most(desk: PackDesk) -> None:
    def grasping(asked: Asked) -> Any:
        results = [m for m in asked.body["messages"] if m["role"] == "tool"]
        return said(enough=False) if len(results) > 2 else tool("draft_persona", segment="g-1")

    answer = answered(OpenAIServer(author=grasping), desk, ASKED_TO_DRAFT)
    assert len(desk.drafted) == 1
    assert answer.draft_id == "d-1"
    assert answer.text.startswith("d-1: Robin (a fictional name), drafted for High value, active")


def test_a_flood_of_sentences_is_cut(desk: PackDesk) -> None:
    def flooding(asked: Asked) -> Any:
        return said(*[(f"A customer wrote: “{LATE}”", "verbatim", [alias(asked, LATE)])] * 40)

    assert len(answered(by(flooding), desk).claims) <= 8


def test_a_figure_of_another_segment_is_not_borrowed(desk: PackDesk) -> None:
    def borrowing(asked: Asked) -> Any:
        if not lines_of(asked):
            return tool("segment_profile", segment="g-2")
        return said(("{S1}.", "statistic", [alias(asked, '"is": "statistic"')]))

    answer = answered(OpenAIServer(author=borrowing), desk)
    assert "nothing that it wrote stood the checks" in answer.text
    assert answer.claims == reply(ASKED, desk).claims
