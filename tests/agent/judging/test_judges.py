"""A second opinion: it can lower a verdict, never lift one, and what can't be read is unscored."""

import json
from typing import Any

import pytest

from agent.judging import Judge, ModelJudge, NLIJudge, judged, load_predictor, refuse_the_writer
from agent.models import ModelSettings, chat_model
from agent.verification import verify
from personas.claims import Citation, Claim
from personas.draft import Writer
from personas.errors import BadInput, PrerequisiteMissing, Refused
from tests.support import packs
from tests.support.openai_server import Answer, OpenAIServer

LATE = packs.quotes()[6]


def quoted(text: str = f"“{LATE.text}”") -> Claim:
    claim = Claim(
        id="c-1", section="frustrations", text=text, kind="verbatim", citations=(Citation(evidence_id=LATE.id),)
    )
    return verify(claim, packs.pack(), packs.SEGMENT)


def opinion_of(answer: Answer, claim: Claim | None = None, *, timeout: float = 60.0) -> Claim:
    with OpenAIServer(every=answer) as server:
        settings = ModelSettings(base_url=server.base_url, model="judge", max_retries=0, timeout=timeout)
        model = chat_model(settings)
        assert model is not None
        return judged(claim or quoted(), packs.pack(), packs.SEGMENT, ModelJudge(model, settings))


def said(verdict: str, reason: str = "It stands there.") -> Answer:
    return Answer(data={"reason": reason, "verdict": verdict})


def check_of(claim: Claim) -> tuple[str, str]:
    check = next(one for one in claim.checks if one.name == "judge")
    return check.outcome, check.reason


@pytest.mark.parametrize(
    ("opinion", "verdict", "outcome"),
    [("supported", "grounded", "pass"), ("not enough", "weak", "fail"), ("contradicted", "contradicted", "fail")],
)
def test_an_opinion_lowers_a_grounded_claim_or_leaves_it(opinion: str, verdict: str, outcome: str) -> None:
    claim = opinion_of(said(opinion))
    assert claim.verdict == verdict
    assert check_of(claim) == (outcome, f"judge says “{opinion}”: It stands there.")


def test_no_opinion_lifts_a_claim() -> None:
    false = quoted("“The parcel was early.”")
    assert false.verdict == "ungrounded"
    assert opinion_of(said("supported"), false).verdict == "ungrounded"


SILENCE = Answer("late", delay=3.0)
UNREADABLE: dict[str, Answer] = {
    "prose": Answer("It looks fine to me."),
    "half data": Answer('{"reason": "It stands there.", "verd'),
    "another verdict": said("grounded"),
    "no reason": said("supported", " "),
    "refusal": Answer(refusal="I can't help with that."),
    "nothing": Answer(""),
    "an error": Answer(status=500),
    "silence": SILENCE,
}


@pytest.mark.parametrize("answer", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_unscored_and_no_pass(answer: Answer) -> None:
    claim = opinion_of(answer, timeout=0.5 if answer is SILENCE else 60.0)
    assert check_of(claim)[0] == "unscored"
    assert claim.verdict == "weak"


def test_the_last_verdict_among_those_offered_counts() -> None:
    both = json.dumps({"reason": "So it says.", "verdict": "supported"})
    claim = opinion_of(Answer(f"{both}\n{both.replace('supported', 'contradicted')}"))
    assert claim.verdict == "contradicted"


def test_checking_again_keeps_an_opinion_on_the_same_words() -> None:
    claim = opinion_of(said("contradicted"))
    assert verify(claim, packs.pack(), packs.SEGMENT).verdict == "contradicted"


def test_a_model_does_not_judge_what_it_wrote() -> None:
    with pytest.raises(Refused, match="never judges its own work"):
        refuse_the_writer(Writer(kind="llm", model="local"), "local", "http://127.0.0.1:8091/v1")
    refuse_the_writer(Writer(kind="llm", model="local"), "other", "http://127.0.0.1:8091/v1")
    refuse_the_writer(Writer(kind="llm", model="local-mini"), "local", "http://127.0.0.1:8091/v1")
    refuse_the_writer(Writer(kind="extractive"), "local", "http://127.0.0.1:8091/v1")


@pytest.mark.parametrize("other", ["Local", "vendor/local", "local-2026-08-06", "local@20260806", "local:latest"])
def test_another_version_or_vendors_prefix_is_the_same_model(other: str) -> None:
    with pytest.raises(Refused):
        refuse_the_writer(Writer(kind="llm", model="local"), other, "the same server")


def test_a_model_of_inference_judges_by_its_strongest_text() -> None:
    judge: Judge = NLIJudge(load_predictor("tests.support.overlap_nli:Overlap"), "overlap")
    assert judge.judge("The parcel was late", [LATE.text, "Sizes vary."]).opinion == "supported"
    assert judge.judge("The parcel was not late", [LATE.text]).opinion == "contradicted"
    assert judge.judge("They adore purple umbrellas", [LATE.text]).opinion == "not enough"


class Short:
    """A model that answers for nothing."""

    def predict(self, pairs: Any) -> list[Any]:
        return []


class Broken:
    """A model that fails."""

    def predict(self, pairs: Any) -> list[Any]:
        raise RuntimeError


@pytest.mark.parametrize("predictor", [Short(), Broken()])
def test_a_model_of_inference_that_fails_has_no_opinion(predictor: Any) -> None:
    assert NLIJudge(predictor, "bad").judge("Late.", ["Late."]).opinion is None


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(PrerequisiteMissing, match="install its package"):
        load_predictor("no_such_package:Model")
    for wrong in ("json", "json:NoSuchClass"):
        with pytest.raises(BadInput):
            load_predictor(wrong)
