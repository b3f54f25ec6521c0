"""A narrative in another language than English: told as asked, never green, its figures and quotations checked."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.drafting import draft_persona
from agent.models import ModelSettings, chat_model
from agent.verification import verify
from agent.writers.llm import LLMWriter
from personas.claims import Claim
from personas.draft import Draft
from personas.publishing import public_json, rendered
from tests.support import packs
from tests.support.openai_server import Asked, OpenAIServer, honest

GERMAN = "Diese Kundschaft achtet vor allem auf die Passform und ärgert sich über wechselnde Größen bei derselben Hose."


def drafted(author: Callable[[Asked], Any], server: OpenAIServer) -> Draft:
    server.author = author
    settings = ModelSettings(base_url=server.base_url, model="scripted", max_retries=0, timeout=60)
    model = chat_model(settings)
    assert model is not None
    request = packs.request(journey=True, backup=True).model_copy(update={"language": "German"})
    return draft_persona(request, LLMWriter(model, settings), verify)


def narrating(text: str, alter: Callable[[str], str] = lambda words: words) -> Callable[[Asked], Any]:
    """An author that is honest but for its narrative: the text, then one quotation, altered or not."""

    def author(asked: Asked) -> dict[str, Any]:
        if asked.task == "repair":
            return {"enough_evidence": False, "claims": []}
        if asked.task != "narrative":
            return honest(asked)
        quotes = [line for line in asked.evidence if line["is"] == "quotable"]
        one = {"text": text, "kind": "inference", "citations": [quotes[0]["alias"]], "excerpt": "", "part": "narrative"}
        words = quotes[0]["words"]
        said = {**one, "text": f"Jemand sagt dazu: “{alter(words)}”", "kind": "verbatim", "excerpt": alter(words)}
        return {"enough_evidence": True, "claims": [one, said]}

    return author


def narrative(draft: Draft) -> list[Claim]:
    return [claim for claim in draft.claims if claim.section == "narrative"]


def test_a_narrative_is_written_in_the_language_asked_for_and_is_never_green() -> None:
    with OpenAIServer() as server:
        draft = drafted(narrating(GERMAN), server)
    told, said = narrative(draft)
    assert (told.text, told.language, told.verdict) == (GERMAN, "de", "inference")
    assert said.verdict == "weak"
    reasons = {check.name: check for check in said.checks}
    assert reasons["language"].outcome == "unscored"
    assert "accept it only if you read German" in reasons["language"].reason
    assert reasons["verbatim"].outcome == "pass"
    asked = next(Asked(body) for body in server.requests if Asked(body).task == "narrative")
    assert "in German (a slot becomes an English phrase" in asked.prompt


def test_everything_but_the_narrative_stays_english() -> None:
    with OpenAIServer() as server:
        draft = drafted(narrating(GERMAN), server)
    assert {claim.section for claim in draft.claims if claim.language != "en"} == {"narrative"}
    tasks = [Asked(body) for body in server.requests]
    assert all("in English: at most" in one.prompt for one in tasks if one.task in ("section", "journey"))


@pytest.mark.parametrize("figure", ["73 %", "3", "1.250 €"])
def test_a_figure_that_the_writer_types_is_ungrounded_in_any_language(figure: str) -> None:
    with OpenAIServer() as server:
        told, _ = narrative(
            drafted(narrating(f"Davon achten {figure} der Kundschaft vor allem auf die Passform."), server)
        )
    assert told.verdict == "ungrounded"
    assert [check.name for check in told.checks if check.outcome == "fail"] == ["numbers"]


def test_an_altered_quotation_is_ungrounded_in_any_language() -> None:
    with OpenAIServer() as server:
        _, said = narrative(drafted(narrating(GERMAN, lambda words: words + " sehr gern"), server))
    assert said.verdict == "ungrounded"


def test_a_narrative_in_the_wrong_language_is_an_unknown_and_nothing_composed_takes_its_place() -> None:
    english = "These customers care about the fit of their trousers above all, and dislike sizes that keep changing."
    with OpenAIServer() as server:
        draft = drafted(narrating(english), server)
    assert not narrative(draft)
    assert "wrong language" in next(one.reason for one in draft.unknowns if one.section == "narrative")


def test_exports_and_json_say_in_which_language_a_sentence_is() -> None:
    with OpenAIServer() as server:
        body = public_json(drafted(narrating(GERMAN), server))
    assert next(claim for claim in body["claims"] if claim["text"] == GERMAN)["language"] == "de"
    page = rendered(body, "html").decode()
    assert f'lang="de">{GERMAN}' in page
