"""The chat with a model: a LangChain agent with search tools, every sentence of which is checked.

The defence against hostile evidence and an obliging model is not in the prompt: a question that the evidence does not
cover is refused before the model is asked, sentences that fail a check are withheld and said to be, evidence that
speaks to models is not shown to one, and what a tool may do is decided by the person's own words.
"""

import logging
from typing import Any, cast

import openai
from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain.agents.structured_output import ProviderStrategy, StructuredOutputError, ToolStrategy
from langchain_core.exceptions import LangChainException, ModelError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AnyMessage, HumanMessage
from langgraph.errors import GraphRecursionError

from agent.chat.answer import Answer, ModelFailure, abstain, join
from agent.chat.extractive import answer_question, is_command, reply
from agent.chat.naming import named_segment
from agent.chat.services import ChatServices
from agent.chat.stopping import Stop, Stopped, until_stopped
from agent.chat.streaming import Listener
from agent.chat.with_model.limits import Limits, TokenLimit, TokensSpent
from agent.chat.with_model.run import NOTHING_STOOD, Reply, Run
from agent.chat.with_model.threads import Thread
from agent.chat.with_model.tools import Tools
from agent.models import ModelSettings
from agent.models.errors import UNREADABLE, explained, told
from personas.errors import VerismError
from personas.segment import Segment
from prompts import load_prompt

_log = logging.getLogger(__name__)


class Assistant:
    """Answers with a chat model, reminded of the thread; whoever asks decides what of it the thread keeps."""

    def __init__(
        self,
        model: BaseChatModel,
        settings: ModelSettings,
        services: ChatServices,
        *,
        thread: Thread | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._model, self._settings, self._services = model, settings, services
        self._thread, self._limits = thread, limits or Limits()

    def answer(
        self,
        words: str,
        segment: Segment | None = None,
        *,
        heard: Listener = lambda news: None,
        stop: Stop = lambda: False,
    ) -> Answer:
        """The answer to a command or a question. A model that fails is said to, and the evidence speaks for itself.

        `heard` is told each step and each checked sentence as it comes, on any thread; when `stop` says yes, what was
        checked by then is the answer.
        """
        about = named_segment(words, self._services.segments()) or segment
        if is_command(words, self._services, about):
            return reply(words, self._services, about)
        found = self._services.find(words, about)
        if not found.covered and not Tools.acting(words):
            return abstain(found)
        run = Run(words, found, self._services, heard)
        try:
            said = until_stopped(lambda stopped: self._ask(words, run, stopped), stop)
        except Stopped:
            return run.so_far()
        if isinstance(said, Reply):
            return run.answer(said) or self._without(words, about, run, ModelFailure(reason=NOTHING_STOOD))
        return run.broken_off(said) if run.stands else self._without(words, about, run, said)

    def remember(self, words: str, answer: str) -> None:
        """Keep a turn in the thread, of which the model is reminded."""
        if self._thread is not None:
            self._thread.keep(words, answer)

    def _without(self, words: str, about: Segment | None, run: Run, model_failure: ModelFailure) -> Answer:
        """What the evidence says for itself, beside what was done, and why the model does not speak."""
        asked = run.tools.shelf.found.covered or not run.tools.done
        plain = answer_question(words, self._services, about) if asked else Answer(text="")
        text = f"{plain.text}\n(Answered without the model: {model_failure.reason}.)".strip()
        answers = [*run.tools.done, plain.model_copy(update={"text": text})]
        return join(answers).model_copy(update={"model_failure": model_failure})

    def _ask(self, words: str, run: Run, stopped: Stop) -> Reply | ModelFailure:
        """What the agent says, or why it says nothing."""
        try:
            with explained(self._settings):
                return self._heard_out(words, run, stopped)
        except (ModelCallLimitExceededError, GraphRecursionError):
            return ModelFailure(reason=f"it did not finish within {self._limits.calls} calls (calls_per_answer)")
        except TokensSpent:
            spent = f"it took its {self._limits.tokens:,} tokens without finishing (tokens_per_answer)"
            return ModelFailure(reason=spent)
        except openai.LengthFinishReasonError:
            return ModelFailure(reason="its answer ran past the tokens that it may write (max_output_tokens)")
        except VerismError as error:
            gone = isinstance(error.__cause__, ModelError | openai.APIError)
            return ModelFailure(reason=str(error).rstrip("."), lasting=gone)
        except (StructuredOutputError, *UNREADABLE):
            return ModelFailure(reason="its answer could not be read")
        except (ModelError, openai.OpenAIError, LangChainException) as error:
            _log.warning("the chat model failed: %s", type(error).__name__)
            return ModelFailure(reason=told(error, self._settings))

    def _heard_out(self, words: str, run: Run, stopped: Stop) -> Reply | ModelFailure:
        segments = "; ".join(segment.name for segment in self._services.segments()) or "none"
        prompt = load_prompt("chat").render(
            segments=segments,
            draft=self._services.spoken_of() or "none",
            question=words,
            evidence=run.tools.shelf.known(),
        )
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
        return said if isinstance(said, Reply) else ModelFailure(reason="it gave no answer that could be read")

    def _agent(self, run: Run, system: str) -> Any:
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


def _structured(news: Any) -> object:
    """The answer as data, where a step of the agent gave it."""
    steps = [step for step in news.values() if isinstance(step, dict)]
    return next((step["structured_response"] for step in steps if "structured_response" in step), None)
