"""An answer that breaks off: what came whole is kept for the checks, and the break is said."""

import json
from typing import Any

import pytest

from agent.models import ModelSettings, chat_model
from agent.models.settings import Output
from agent.writers import Aliases
from agent.writers.llm import LLMWriter
from agent.writers.planning import plan_section, request_for
from agent.writers.protocol import Written
from personas.errors import BadInput
from tests.support import packs
from tests.support.openai_server import Answer, Asked, OpenAIServer

_WHOLE = {"text": "They wait long for parcels.", "kind": "inference", "citations": ["E1"], "excerpt": ""}
_BROKEN = f'{{"enough_evidence": true, "claims": [{json.dumps(_WHOLE)}, {{"text": "They also'


def written(answer: Answer, output: Output = "json_schema") -> Written:
    """What a writer makes of a server that always answers the same."""
    return asked([answer, answer], output)[0]


def asked(answers: list[Answer], output: Output = "json_schema") -> tuple[Written, list[dict[str, Any]]]:
    """What a writer makes of some answers, and the schemas that it asked by."""
    part = plan_section(packs.pack(), "frustrations")
    assert part is not None
    with OpenAIServer(script=list(answers)) as server:
        settings = ModelSettings(base_url=server.base_url, model="short", max_retries=0, structured_output=output)
        model = chat_model(settings)
        assert model is not None
        found = LLMWriter(model, settings).write(request_for(part, Aliases(packs.pack()), packs.SEGMENT, "Robin"))
        return found, [Asked(body).schema for body in server.requests]


@pytest.mark.parametrize("finish_reason", ["length", "stop"])
@pytest.mark.parametrize("output", ["json_schema", "tools", "json_object"])
def test_claims_that_came_whole_are_kept_the_break_is_named_and_nothing_asked_again(
    output: Output, finish_reason: str
) -> None:
    found = written(Answer(_BROKEN, finish_reason=finish_reason), output)
    assert [one.text for one in found.proposals] == [_WHOLE["text"]]
    assert found.fault is not None
    assert found.fault.name == "incomplete data"
    assert ("max_output_tokens" in found.fault.detail) == (finish_reason == "length")
    assert found.usage.calls == 1
    assert found.usage.output_tokens > 0


@pytest.mark.parametrize(
    "text",
    [
        _BROKEN.replace("true", "false", 1),
        '{"enough_evidence": true, "claims": [{"text": "They also',
        '{"enough_evidence": true, "claims": [{"kind": "theme"}, {"te',
        f'{{"enough_evidence": true, "notes": [{json.dumps(_WHOLE)}, {{"te',
    ],
)
def test_nothing_is_kept_of_what_is_no_whole_claim_or_was_said_not_to_be_enough(text: str) -> None:
    found = written(Answer(text))
    assert found.proposals == ()
    assert found.fault is not None
    assert found.usage.calls == 2


def test_a_whole_answer_of_exactly_the_greatest_length_has_no_fault() -> None:
    whole = json.dumps({"enough_evidence": True, "claims": [_WHOLE]})
    found = written(Answer(whole, finish_reason="length"), "json_object")
    assert len(found.proposals) == 1
    assert found.fault is None


def test_a_sentence_said_twice_stands_once() -> None:
    found = written(Answer(data={"enough_evidence": True, "claims": [_WHOLE, {**_WHOLE, "citations": ["E2"]}, _WHOLE]}))
    assert [one.text for one in found.proposals] == [_WHOLE["text"]]


def test_lists_are_bounded_and_a_server_that_refuses_bounds_is_asked_without() -> None:
    refusal = Answer("For 'array' type, property 'maxItems' is not supported", status=400)
    whole = Answer(data={"enough_evidence": True, "claims": [{**_WHOLE, "citations": ["E1", "E1", "E2", "E1"]}]})
    found, (first, second) = asked([refusal, whole])
    assert found.fault is None
    assert [one.citations for one in found.proposals] == [("E1", "E2")]
    assert first["properties"]["claims"]["maxItems"] > 1
    assert first["$defs"]["Claim"]["properties"]["citations"]["maxItems"] > 1
    assert "maxItems" in json.dumps(first)
    assert "maxItems" not in json.dumps(second)


def test_another_refusal_of_the_request_is_told_as_it_is() -> None:
    with pytest.raises(BadInput, match="temperature"):
        asked([Answer("temperature is not supported", status=400)])
