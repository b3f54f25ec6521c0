"""A judge that is a chat model."""

import re
from collections.abc import Sequence
from typing import Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict

from agent.judging.judge import SCORES, Judgement, Opinion
from agent.models import ModelSettings
from agent.writers.llm.calling import ask
from agent.writers.llm.presenting import as_data
from prompts import load_prompt

_VERDICT = re.compile(r'"verdict"\s*:\s*"(supported|not enough|contradicted)"')
_REASON = re.compile(r'"reason"\s*:\s*"((?:[^"\\]|\\.)*)"')
_LONGEST = 300


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: str
    verdict: Literal["supported", "not enough", "contradicted"]


class ModelJudge:
    """Asks a chat model for a reason and a verdict. Of several verdicts in an answer the last one counts."""

    def __init__(self, model: BaseChatModel, settings: ModelSettings) -> None:
        self._model, self._settings = model, settings
        self._prompt = load_prompt("judge")

    @property
    def name(self) -> str:
        """The model's name."""
        return self._settings.model

    def judge(self, claim: str, evidence: Sequence[str]) -> Judgement:
        """An opinion; prose, half data, a refusal or silence is none."""
        lines = "\n".join(as_data({"words": text}) for text in evidence)
        rendered = self._prompt.render(evidence=lines, claim=as_data({"claim": claim}))
        messages: list[BaseMessage] = [SystemMessage(rendered.system), HumanMessage(rendered.user)]
        reply = ask(self._model, self._settings, messages, _Answer)
        if reply.fault is not None:
            return Judgement(reason=reply.fault.detail)
        verdicts, reasons = _VERDICT.findall(reply.text), _REASON.findall(reply.text)
        if not verdicts or not reasons or not reasons[-1].strip():
            return Judgement(reason="it held no verdict with a reason")
        opinion: Opinion = next(one for one in SCORES if one == verdicts[-1])
        return Judgement(opinion=opinion, reason=" ".join(reasons[-1].split())[:_LONGEST])
