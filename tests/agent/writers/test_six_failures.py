"""A model that fails in six ways, asked in each of the three manners: every failure has its name."""

import pytest

from agent.models import ModelSettings, chat_model
from agent.models.settings import Output
from agent.writers import Aliases
from agent.writers.llm import LLMWriter
from agent.writers.planning import plan_section, request_for
from agent.writers.protocol import SectionRequest
from tests.support import packs
from tests.support.openai_server import Answer, OpenAIServer

_GERMAN = "Diese Kunden sprechen gern und oft über den Reparaturdienst, weil er ihre alten Jacken rettet."
FAILURES = {
    "prose instead of data": Answer("Well, these customers clearly love the shop and everything in it."),
    "incomplete data": Answer('{"enough_evidence": true, "claims": [{"text": "They like'),
    "refusal": Answer(refusal="I can't help with that."),
    "empty answer": Answer(""),
    "wrong language": Answer(
        data={
            "enough_evidence": True,
            "claims": [{"text": _GERMAN, "kind": "theme", "citations": ["T1"], "excerpt": ""}],
        }
    ),
    "timeout": Answer(delay=2.0),
}


def section() -> SectionRequest:
    part = plan_section(packs.pack(), "frustrations")
    assert part is not None
    return request_for(part, Aliases(packs.pack()), packs.SEGMENT, "Robin")


@pytest.mark.parametrize("output", ["json_schema", "tools", "json_object"])
@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_named_and_leaves_no_claim(name: str, output: Output) -> None:
    with OpenAIServer(every=FAILURES[name]) as server:
        settings = ModelSettings(
            base_url=server.base_url, model="failing", max_retries=0, structured_output=output,
            timeout=0.3 if name == "timeout" else 60,
        )  # fmt: skip
        model = chat_model(settings)
        assert model is not None
        written = LLMWriter(model, settings).write(section())
    assert written.proposals == ()
    assert written.fault is not None
    assert written.fault.name == name
    assert written.fault.detail
