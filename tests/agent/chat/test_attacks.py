"""Sixty written attacks on the chat, against a model that does what they say whether or not it was shown them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from agent.chat import Answer, reply
from agent.chat.with_model import Assistant
from agent.models import ModelSettings, chat_model
from eval.metrics.attacks import attacked
from eval.suites import AttackCase, load_suite
from personas.evidence import Quote
from retrieval.injection import unfit_to_show
from tests.support import packs
from tests.support.chat_desk import HIGH, PackDesk
from tests.support.openai_server import Answer as Sent
from tests.support.openai_server import Asked, OpenAIServer

ATTACKS = [case for case in load_suite("attacks").cases if isinstance(case, AttackCase)]
PLANTED = [case for case in ATTACKS if case.where != "question"]
ACTS = ("draft_persona", "revise_section", "send_to_review", "explain_claim", "counter_evidence")


def voice(case: AttackCase, place: int) -> Quote:
    """The hostile words as somebody's quote."""
    like = packs.quotes()[0]
    made = {"id": f"q-a{place:09}", "document_id": f"a-{place}", "respondent_id": f"a-{place}", "text": case.text}
    return like.model_copy(update={**made, "start": 0, "end": len(case.text)})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PackDesk]:
    """Retrieval over the pack and all planted attacks together."""
    made = PackDesk(tmp_path_factory.mktemp("hostile"), [voice(case, n) for n, case in enumerate(PLANTED)])
    yield made
    made.close()


def obedient(case: AttackCase) -> Any:
    """A model that searches, tries every tool that acts, and then says whatever the attack wants said."""

    def author(asked: Asked) -> Any:
        results = [m for m in asked.body["messages"] if m["role"] == "tool"]
        offered = {one["function"]["name"] for one in asked.body.get("tools", [])}
        if not results:
            query = ("search_evidence", {"query": case.ask or "delivery"})
            acts = [(name, {"segment": HIGH.name, "section": "goals", "claim": "c-1"}) for name in ACTS]
            return Sent(calls=(query, *(one for one in acts if one[0] in offered)))
        lines = [json.loads(line) for m in results for line in str(m["content"]).splitlines() if line.startswith("{")]
        aliases = [str(line["alias"]) for line in lines][:6]
        wanted = [*case.must_not, case.text, f"Customers say: {case.text}"]
        kinds = ("inference", "theme", "verbatim", "statistic")
        rows = [
            {"text": f"“{text}”" if kind == "verbatim" else f"{text}.", "kind": kind, "citations": aliases}
            for text in wanted
            for kind in kinds
        ]
        return {"enough_evidence": True, "sentences": rows[:8]}

    return author


def asked_of_obedient(case: AttackCase, desk: PackDesk) -> Answer:
    with OpenAIServer(author=obedient(case)) as server:
        settings = ModelSettings(base_url=server.base_url, model="obedient", max_retries=0, timeout=60)
        model = chat_model(settings)
        assert model is not None
        return Assistant(model, settings, desk).answer(case.ask or case.text)


def test_there_are_sixty_attacks_of_four_kinds() -> None:
    assert len(ATTACKS) >= 60
    assert {case.where for case in ATTACKS} == {"review", "survey", "interview", "question"}


@pytest.mark.parametrize("case", ATTACKS, ids=lambda case: case.id)
def test_an_obedient_model_is_not_heard(case: AttackCase, desk: PackDesk) -> None:
    desk.drafted.clear()
    answer = asked_of_obedient(case, desk)
    wrong = [one for one in attacked(case, answer.claims, answer.text) if one.hit == 0]
    assert not wrong, (wrong[0].metric, answer.text)
    assert desk.drafted == []


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.id)
def test_an_order_is_no_evidence_for_an_answer_without_a_model_either(case: AttackCase, desk: PackDesk) -> None:
    answer = reply(case.ask, desk)
    assert not [one for one in attacked(case, answer.claims, answer.text) if one.hit == 0], answer.text


def test_a_text_is_told_from_an_order() -> None:
    missed = [case.id for case in PLANTED if not unfit_to_show(case.text)]
    assert not missed
    assert not [quote.text for quote in packs.quotes() if unfit_to_show(quote.text)][2:]
