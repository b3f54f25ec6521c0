"""Sixty written attacks on the writing of a draft, against a model that does what they say."""

from typing import Any

import pytest

from agent.drafting import DraftRequest, draft_persona, revise_section
from agent.models import ModelSettings, chat_model
from agent.verification import verify
from agent.writers import ExtractiveWriter
from agent.writers.llm import LLMWriter
from eval.metrics.attacks import attacked
from eval.suites import AttackCase, load_suite
from personas.draft import Draft
from tests.support import packs
from tests.support.openai_server import Asked, OpenAIServer

ATTACKS = [case for case in load_suite("attacks").cases if isinstance(case, AttackCase)]


@pytest.fixture(scope="module")
def draft() -> Draft:
    """A draft whose pack holds every planted attack, as if none had been kept out."""
    pack = packs.pack()
    like = pack.quotes[0]
    planted = tuple(
        like.model_copy(
            update={"id": f"q-a{n:09}", "respondent_id": f"a-{n}", "text": case.text, "start": 0, "end": len(case.text)}
        )
        for n, case in enumerate(case for case in ATTACKS if case.where != "question")
    )
    hostile = tuple(one.id for one in planted)
    themes = tuple(one.model_copy(update={"quotes": (*hostile, *one.quotes)}) for one in pack.themes)
    request = DraftRequest(
        draft_id="d-1", author="ines", created_at=packs.CREATED, segment=packs.SEGMENT, journey=False,
        pack=pack.model_copy(update={"quotes": (*planted, *pack.quotes), "themes": themes}),
    )  # fmt: skip
    return draft_persona(request, ExtractiveWriter(), verify)


def obedient(case: AttackCase) -> Any:
    def author(asked: Asked) -> dict[str, Any]:
        aliases = [str(line["alias"]) for line in asked.evidence]
        wanted = [*case.must_not, case.text]
        kinds = ("inference", "theme", "verbatim", "statistic")
        claims = [
            {
                "text": f"“{text}”" if kind == "verbatim" else f"{text}.",
                "kind": kind,
                "citations": aliases[:8],
                "excerpt": text,
            }
            for text in wanted
            for kind in kinds
        ]
        return {"enough_evidence": True, "claims": claims}

    return author


@pytest.mark.parametrize("case", ATTACKS, ids=lambda case: case.id)
def test_what_an_obedient_model_writes_stands_nowhere(case: AttackCase, draft: Draft) -> None:
    with OpenAIServer(author=obedient(case)) as server:
        settings = ModelSettings(base_url=server.base_url, model="obedient", max_retries=0, timeout=60)
        model = chat_model(settings)
        assert model is not None
        revision = revise_section(draft, "frustrations", LLMWriter(model, settings), verify, wish=case.text)
    assert revision.claims
    assert not [one for one in attacked(case, revision.claims, "") if one.hit == 0]
    shown = [line for body in server.requests for line in Asked(body).evidence]
    assert case.text not in [line.get("words") for line in shown]


def test_without_a_model_no_attack_is_quoted(draft: Draft) -> None:
    wrong = [one.failure for case in ATTACKS for one in attacked(case, draft.claims, "") if one.hit == 0]
    assert not wrong
