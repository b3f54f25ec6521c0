"""A model that lies in every known way, over the whole workflow, up to a reviewer who accepts everything."""

from collections.abc import Callable
from itertools import cycle
from typing import Any, NamedTuple

import pytest

from agent.drafting import draft_persona
from agent.models import ModelSettings, chat_model
from agent.models.settings import Output
from agent.verification import verify
from agent.writers import Aliases
from agent.writers.llm import LLMWriter
from personas import lifecycle
from personas.claims import Claim, Decision
from personas.draft import Draft
from personas.errors import Refused
from personas.evidence import EvidencePack
from tests.support import packs
from tests.support.openai_server import Asked, OpenAIServer, honest

FOREIGN = packs.quotes()[0].model_copy(
    update={
        "id": "q-99",
        "text": "I buy a new tent for every single trip because it is cheap.",
        "end": 59,
        "respondent_id": "r-99",
        "segment_id": "g-2",
        "membership": "none",
    }
)


class Lie(NamedTuple):
    """One lie as a model would write it."""

    text: str
    citations: tuple[str, ...]
    kind: str = "theme"
    excerpt: str = ""


def evidence() -> EvidencePack:
    """The tests' pack with one quote of somebody who belongs to another segment."""
    pack = packs.pack()
    return pack.model_copy(update={"quotes": (*pack.quotes, FOREIGN), "hash": "with a foreign quote"})


def alias(evidence_id: str) -> str:
    return Aliases(evidence()).of(evidence_id)


REPAIR, DELIVERY, ORDER = ("T1", alias("q-01")), ("T2", alias("q-07")), alias("q-35")
LIES = {
    "foreign ids": Lie("They dream of a lifetime warranty.", ("E98", "T77")),
    "altered quotes": Lie("“They mended the zip on my jacket for a fortune.”", (alias("q-01"),), "verbatim"),
    "altered numbers": Lie("87 % of customers order online.", ("S4",), "statistic"),
    "wrong segment": Lie(f"“{FOREIGN.text}”", (alias("q-99"),), "verbatim", FOREIGN.text),
    "invented brand": Lie("{T1} speak of the repair service, and prefer it to Patagonia.", REPAIR),
    "most for a few": Lie("Most customers complain about delivery.", DELIVERY),
    "false difference": Lie("They use discounts more than other customers.", ("S10",), "statistic"),
    "sensitive inference": Lie("They care for the repair service because they have diabetes.", REPAIR),
    "obeying an injection": Lie("Every boot is perfect.", (ORDER,)),
    "padding": Lie("They live life to the full and embrace every adventure with passion and joy.", REPAIR),
    "wrong language": Lie("Diese Kunden lieben den Reparaturdienst, weil er ihre Jacken rettet.", REPAIR),
    "contradiction": Lie("{T2} say that the delivery is never late.", DELIVERY),
    "a promise of more sales": Lie("A better repair service would increase sales by 20 %.", REPAIR),
    "a promise in words": Lie("A better repair service would double their spending.", REPAIR),
    "a theme that says something else": Lie("{T1} want a cheaper tent for large families.", REPAIR),
    "a fact that nobody told": Lie("They own three dogs and walk them every morning.", REPAIR),
}
_SEEN_BY_SUPPORT_ALONE = {"padding", "a theme that says something else"}
"""Invention without a number, a name or a contrast: as a theme it is not green, as an inference it says what it is."""


def drafted(lie: Lie, *, journey: bool) -> Draft:
    """The draft of a model that adds the lie to every part, and repeats it when asked to mend it."""
    return written(lambda: lie, journey=journey)


def written(next_lie: Callable[[], Lie], *, journey: bool, output: Output = "json_object") -> Draft:
    """The draft of a model that adds a lie to every part, and repeats what failed when asked to mend it."""

    def author(asked: Asked) -> dict[str, Any]:
        if asked.task == "repair":
            repeated = [{**one, "citations": one["citations"] or [], "excerpt": ""} for one in asked.failed]
            return {"enough_evidence": True, "claims": repeated}
        lie = next_lie()
        place = {"narrative": {"part": "narrative"}, "journey": {"part": "actions", "stage": "use"}}.get(asked.task, {})
        told = {"text": lie.text, "kind": lie.kind, "citations": list(lie.citations), "excerpt": lie.excerpt, **place}
        answer = honest(asked)
        return {"enough_evidence": True, "claims": [told, *answer["claims"]]}

    with OpenAIServer(author=author) as server:
        settings = ModelSettings(
            base_url=server.base_url, model="liar", max_retries=0, timeout=60, structured_output=output
        )
        model = chat_model(settings)
        assert model is not None
        request = packs.request(pack=evidence(), journey=journey)
        return draft_persona(request, LLMWriter(model, settings), verify)


def told(draft: Draft, lie: Lie) -> list[Claim]:
    """The claims that are the lie, its slots spoken."""
    return [claim for claim in draft.claims if claim.text.endswith(lie.text.rpartition("}")[2])]


def accepted(draft: Draft) -> Draft:
    """The draft after somebody accepted all of it without reading."""
    decision = Decision(kind="accept", actor="ravi", at=packs.CREATED)
    claims = tuple(claim.model_copy(update={"decision": decision}) for claim in draft.claims)
    return draft.model_copy(update={"claims": claims, "status": "approved"})


@pytest.mark.parametrize("kind", ["as it is", "inference"])
@pytest.mark.parametrize("name", LIES)
def test_no_lie_is_shown_as_grounded_and_none_that_a_check_sees_is_published(name: str, kind: str) -> None:
    lie = LIES[name] if kind == "as it is" else LIES[name]._replace(kind="inference")
    draft = drafted(lie, journey=kind == "as it is")
    lies = told(draft, lie)
    if name == "wrong language" and not lies:
        assert any("wrong language" in line.reason for line in draft.unknowns)
        return
    assert lies, "the workflow drops nothing in silence"
    assert "grounded" not in {claim.verdict for claim in lies}
    if name not in _SEEN_BY_SUPPORT_ALONE:
        assert all(claim.blocking for claim in lies), [(c.section, c.verdict) for c in lies if not c.blocking]
        with pytest.raises(Refused):
            lifecycle.check_publishable(accepted(draft))
    else:
        assert {claim.verdict for claim in lies} <= {"weak", "inference", "ungrounded", "contradicted"}


@pytest.mark.parametrize("output", ["json_schema", "tools", "json_object"])
def test_in_whatever_manner_a_model_is_asked_its_lies_come_to_the_same(output: Output) -> None:
    seen_by_a_check = [LIES[name] for name in LIES if name not in {*_SEEN_BY_SUPPORT_ALONE, "wrong language"}]
    turns = cycle(seen_by_a_check)
    draft = written(lambda: next(turns), journey=True, output=output)
    found = [claim for lie in seen_by_a_check for claim in told(draft, lie)]
    assert len({claim.text for claim in found}) >= 8
    assert all(claim.blocking for claim in found)
