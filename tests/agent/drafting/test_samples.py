from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest

from agent.drafting import draft_persona
from agent.models import ModelSettings, chat_model
from agent.verification import verify
from agent.writers import ExtractiveWriter
from agent.writers.llm import LLMWriter
from agent.writers.protocol import Failure, Proposal, SectionRequest, Written
from personas.draft import Draft
from tests.support import packs
from tests.support.openai_server import Answer, Asked, OpenAIServer, honest

INVENTED = {
    "enough_evidence": True,
    "claims": [{"text": "87 % adore it.", "kind": "theme", "citations": ["T1"], "excerpt": ""}],
}


def drafted(server: OpenAIServer, **values: Any) -> Draft:
    settings = ModelSettings(base_url=server.base_url, model="scripted", max_retries=0, structured_output="json_object")
    model = chat_model(settings)
    assert model is not None
    return draft_persona(packs.request(concurrency=1, **values), LLMWriter(model, settings), verify)


def test_of_several_samples_the_best_grounded_is_kept_at_the_cost_of_all() -> None:
    turn = count()

    def author(asked: Asked) -> Any:
        return INVENTED if asked.task == "repair" or next(turn) % 3 == 0 else honest(asked)

    with OpenAIServer(author=author) as server:
        draft = drafted(server, samples=3)
        calls = len(server.requests)
    assert not [claim for claim in draft.claims if claim.blocking]
    assert draft.cost.calls == calls
    assert sum(draft.cost.prompt_tokens.values()) == draft.cost.input_tokens > 0
    with OpenAIServer(author=honest) as server:
        once = drafted(server)
    assert calls == 3 * once.cost.calls


def test_a_spent_budget_leaves_the_rest_as_unknowns_that_say_so() -> None:
    with OpenAIServer(author=honest) as server:
        draft = drafted(server, token_budget=1)
    assert draft.cost.calls == 1
    left = [line for line in draft.unknowns if "had taken its 1 tokens" in line.reason]
    assert left
    assert all(line.reason.startswith("The writer was not asked about") for line in left)


def test_every_call_for_a_section_begins_alike_so_that_a_server_may_keep_what_it_read() -> None:
    with OpenAIServer(author=honest) as server:
        drafted(server)
        sections = [Asked(body) for body in server.requests if Asked(body).task == "section"]
    assert len({asked.body["messages"][0]["content"] for asked in sections}) == 1


@pytest.mark.parametrize("output", ["json_schema", "tools", "json_object"])
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("prose instead of data", Answer("These customers clearly love the shop and everything in it.")),
        ("incomplete data", Answer('{"enough_evidence": true, "claims": [{"text": "They like')),
        ("refusal", Answer(refusal="I can't help with that.")),
        ("empty answer", Answer("")),
        ("timeout", Answer(delay=3.0)),
        ("server error", Answer(body=b"null")),
        ("server error", Answer(body=b'{"id": "1", "object": "chat.completion", "model": "m", "choices": []}')),
    ],
)
def test_what_goes_wrong_has_its_name_however_data_is_asked_for(name: str, answer: Answer, output: str) -> None:
    how = {"model": "m", "max_retries": 0, "timeout": 0.3 if answer.delay else 60, "structured_output": output}
    with OpenAIServer(every=answer) as server:
        settings = ModelSettings.model_validate({"base_url": server.base_url, **how})
        model = chat_model(settings)
        assert model is not None
        request = packs.request(coverage=(), token_budget=1, concurrency=1)
        draft = draft_persona(request, LLMWriter(model, settings), verify)
    reasons = [line.reason for line in draft.unknowns if "could not be used" in line.reason]
    assert reasons
    assert all(f"({name})" in reason for reason in reasons)


def test_a_model_that_repeats_what_failed_is_not_sent_back_again_and_one_that_mends_is() -> None:
    failing = [{**INVENTED["claims"][0], "text": f"{share} % adore it."} for share in (86, 87, 88)]

    def rounds(*, mends: bool) -> int:
        def author(asked: Asked) -> Any:
            if asked.task != "repair":
                return {**INVENTED, "claims": [*failing, *honest(asked)["claims"]]}
            return {**INVENTED, "claims": honest(asked)["claims"] if mends else failing}

        with OpenAIServer(author=author) as server:
            drafted(server)
            return sum(Asked(body).task == "repair" for body in server.requests)

    assert rounds(mends=False) <= 3 < rounds(mends=True)


class Stubborn(ExtractiveWriter):
    """Writes what fails and mends nothing; keeps which parts it was sent back to."""

    def __init__(self) -> None:
        self.sent_back: list[str] = []

    def write(self, request: SectionRequest) -> Written:
        cited = tuple(request.themes)[:1]
        failing = Proposal(text="87 % adore it.", kind="theme", citations=cited, section=request.section)
        return Written(proposals=(failing, *super().write(request).proposals))

    def repair(self, request: SectionRequest, failures: Sequence[Failure]) -> Written:
        self.sent_back.append(request.section)
        return Written(proposals=tuple(failure.proposal for failure in failures))


def test_a_writer_whose_rounds_take_no_call_is_sent_back_to_every_part_whichever_fails_first() -> None:
    writer = Stubborn()
    draft = draft_persona(packs.request(concurrency=1), writer, verify)
    failed = {claim.section for claim in draft.claims if claim.blocking}
    assert len(failed) > 3
    assert failed <= set(writer.sent_back)
