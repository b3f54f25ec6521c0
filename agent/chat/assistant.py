"""The chat with a model: a LangChain agent that searches with tools, and whose every sentence is checked.

The defence against hostile evidence and an obliging model is not in the prompt: a question that the evidence does not
cover is refused before the model is asked, sentences that fail a check are withheld and said to be, evidence that
speaks to models is not shown to one, and what a tool may do is decided by the person's own words.
"""

import logging
from typing import Any, Literal, cast

import openai
from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain.agents.structured_output import ProviderStrategy, StructuredOutputError, ToolStrategy
from langchain_core.exceptions import LangChainException, ModelError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, AnyMessage, HumanMessage
from langgraph.errors import GraphRecursionError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.chat.answer import Answer, abstain, compose, join, line_of
from agent.chat.desk import Desk, Found
from agent.chat.extractive import answer_question, is_command, reply
from agent.chat.limits import Limits, TokenLimit, TokensSpent
from agent.chat.listening import Heard, News, Partial
from agent.chat.naming import named_segment
from agent.chat.sentences import checked
from agent.chat.stopping import Stop, Stopped, until_stopped
from agent.chat.threads import Thread
from agent.chat.tools import Tools
from agent.models import ModelSettings, explained
from agent.writers import Proposal
from personas.claims import Claim
from personas.errors import VerismError
from personas.segment import Segment
from prompts import load_prompt

_log = logging.getLogger(__name__)
_MOST_SENTENCES = 8
_STEPS = {
    "search_evidence": "searching the evidence",
    "segment_profile": "looking at a segment",
    "draft_persona": "drafting",
    "revise_section": "writing the section again",
}


class Sentence(BaseModel):
    """One sentence of an answer."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="One sentence. Amounts only as slots such as {T1}.")
    kind: Literal["theme", "statistic", "verbatim", "inference"]
    citations: list[str] = Field(description="Aliases that the sentence rests on, such as E3; [] if none.")


class Reply(BaseModel):
    """The answer as data."""

    model_config = ConfigDict(extra="forbid")

    enough_evidence: bool
    sentences: list[Sentence]


class Assistant:
    """Answers with a chat model, in a thread that it remembers."""

    def __init__(
        self,
        model: BaseChatModel,
        settings: ModelSettings,
        desk: Desk,
        *,
        thread: Thread | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._model, self._settings, self._desk = model, settings, desk
        self._thread, self._limits = thread, limits or Limits()

    def answer(
        self,
        words: str,
        segment: Segment | None = None,
        *,
        heard: Heard = lambda news: None,
        stop: Stop = lambda: False,
    ) -> Answer:
        """The answer to a command or a question. A model that fails is said to, and the evidence speaks for itself.

        `heard` is told each step and each checked sentence as it comes, on any thread; when `stop` says yes, what was
        checked by then is the answer.
        """
        about = named_segment(words, self._desk.segments()) or segment
        answer = self._answered(words, about, heard, stop)
        if self._thread is not None:
            self._thread.keep(words, answer.text)
        return answer

    def _answered(self, words: str, about: Segment | None, heard: Heard, stop: Stop) -> Answer:
        if is_command(words, self._desk, about):
            return reply(words, self._desk, about)
        found = self._desk.find(words, about)
        if not found.covered and not Tools.acting(words):
            return abstain(found)
        run = _Run(words, found, self._desk, heard)
        try:
            said, fault = until_stopped(lambda stopped: self._ask(words, run, stopped), stop)
        except Stopped:
            return run.so_far()
        if said is not None:
            return run.answer(said)
        plain = answer_question(words, self._desk, about) if found.covered or not run.tools.done else Answer(text="")
        without = plain.model_copy(update={"text": f"{plain.text}\n(Answered without the model: {fault}.)".strip()})
        return join([*run.tools.done, without])

    def _ask(self, words: str, run: "_Run", stopped: Stop) -> tuple[Reply | None, str]:
        """What the agent says, or why it says nothing."""
        try:
            with explained(self._settings):
                return self._heard_out(words, run, stopped)
        except (ModelCallLimitExceededError, GraphRecursionError):
            return None, f"it did not finish within {self._limits.calls} calls (calls_per_answer)"
        except TokensSpent:
            return None, f"it took its {self._limits.tokens:,} tokens without finishing (tokens_per_answer)"
        except VerismError as error:
            return None, str(error).rstrip(".")
        except (
            StructuredOutputError,
            ValueError,
            KeyError,
            TypeError,
            AssertionError,
        ):  # the last: a stream of nothing
            return None, "its answer could not be read"
        except (ModelError, openai.OpenAIError, LangChainException) as error:
            _log.warning("the chat model failed: %s", type(error).__name__)
            return None, f"it failed ({type(error).__name__})"

    def _heard_out(self, words: str, run: "_Run", stopped: Stop) -> tuple[Reply | None, str]:
        segments = "; ".join(segment.name for segment in self._desk.segments()) or "none"
        prompt = load_prompt("chat").render(segments=segments, draft=self._desk.spoken_of() or "none", question=words)
        past: list[AnyMessage] = self._thread.recent() if self._thread is not None else []
        state = {"messages": [*past, HumanMessage(prompt.user)]}
        said: Any = None
        for mode, news in self._agent(run, prompt.system).stream(cast(Any, state), stream_mode=["updates", "messages"]):
            if stopped():
                raise Stopped
            if mode == "messages":
                run.hear(news[0])
            else:
                said = _structured(news) or said
        return (said, "") if isinstance(said, Reply) else (None, "it gave no answer that could be read")

    def _agent(self, run: "_Run", system: str) -> Any:
        limits: list[Any] = [
            ModelCallLimitMiddleware(run_limit=self._limits.calls, exit_behavior="error"),
            ToolCallLimitMiddleware(run_limit=2 * self._limits.calls),
            TokenLimit(self._limits.tokens, self._settings.model),
        ]
        return create_agent(
            self._model, run.tools.offered(), system_prompt=system, response_format=self._shape(), middleware=limits
        )

    def _shape(self) -> Any:
        if self._settings.structured_output == "json_schema":
            return ProviderStrategy(Reply, strict=True)
        return ToolStrategy(Reply, handle_errors=True)


class _Run:
    """One question: what the tools have shown and done, and the sentences that were checked so far."""

    def __init__(self, words: str, found: Found, desk: Desk, heard: Heard) -> None:
        self.tools = Tools(words, found, desk)
        self._heard, self._partial = heard, Partial()
        self._claims: list[Claim] = []

    def hear(self, piece: object) -> None:
        """Tell of a tool that is called, and of each sentence that is whole and stands."""
        if not isinstance(piece, AIMessageChunk):
            return
        for call in piece.tool_call_chunks:
            if step := _STEPS.get(call.get("name") or ""):
                self._heard(News("step", step))
        for data in self._partial.take(piece):
            self._told(data)

    def answer(self, said: Reply) -> Answer:
        """The sentences that stand, or an abstention when the model gives up or none stands."""
        found = self.tools.shelf.found
        claims = [self._claim(one, number) for number, one in enumerate(said.sentences[:_MOST_SENTENCES], start=1)]
        if said.enough_evidence and not all(claim.blocking for claim in claims):
            return join([*self.tools.done, compose(claims, found)])
        if self.tools.done:
            return join(self.tools.done)
        return abstain(found.model_copy(update={"reason": found.reason or _why_silent(said)}))

    def so_far(self) -> Answer:
        """What stood when the answer was stopped."""
        answer = join([*self.tools.done, compose(self._claims, self.tools.shelf.found)])
        return answer.model_copy(update={"text": f"{answer.text}\n(Stopped.)".strip()})

    def _told(self, data: dict[str, Any]) -> None:
        try:
            claim = self._claim(Sentence.model_validate(data), len(self._claims) + 1)
        except ValidationError:
            return
        if not claim.blocking and len(self._claims) < _MOST_SENTENCES:
            self._claims.append(claim)
            shown = Answer(text="", claims=tuple(self._claims), pack=self.tools.shelf.pack)
            self._heard(News("sentence", line_of(claim, shown)))

    def _claim(self, sentence: Sentence, number: int) -> Claim:
        proposal = Proposal(
            text=sentence.text, kind=sentence.kind, citations=tuple(sentence.citations), section="answer"
        )
        claim = checked(self.tools.shelf.found, proposal, self.tools.shelf.aliases, f"c-{number}")
        return claim if _stands(claim) else claim.model_copy(update={"verdict": "ungrounded"})


def _structured(news: Any) -> object:
    """The answer as data, where a step of the agent gave it."""
    steps = [step for step in news.values() if isinstance(step, dict)]
    return next((step["structured_response"] for step in steps if "structured_response" in step), None)


def _stands(claim: Claim) -> bool:
    """Whether a model's sentence may be shown: nothing blocks it, and its words stand in what it cites."""
    support = next((check for check in claim.checks if check.name == "support"), None)
    return not claim.blocking and (support is None or support.outcome != "fail")


def _why_silent(said: Reply) -> str:
    if said.enough_evidence and said.sentences:
        return "what the model wrote did not stand the checks, and was withheld"
    return "the model found nothing in it that answers the question"
