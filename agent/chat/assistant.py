"""The chat with a model: a LangChain agent that searches with tools, and whose every sentence is checked.

The defence against hostile evidence and an obliging model is not in the prompt: a question that the evidence does not
cover is refused before the model is asked, sentences that fail a check are withheld and said to be, evidence that
speaks to models is not shown to one, and a draft is only made when the person's own words speak of one, once.
"""

import logging
import re
from collections.abc import Callable
from typing import Any, Literal, cast

import openai
from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain.agents.structured_output import ProviderStrategy, StructuredOutputError, ToolStrategy
from langchain_core.exceptions import LangChainException, ModelError
from langchain_core.language_models import BaseChatModel
from langchain_core.tools import BaseTool, StructuredTool
from langgraph.errors import GraphRecursionError
from pydantic import BaseModel, ConfigDict, Field

from agent.chat.answer import Answer, abstain, compose
from agent.chat.desk import Desk, Found
from agent.chat.extractive import answer_question, is_command, reply
from agent.chat.naming import named_segment, resolve
from agent.chat.sentences import checked
from agent.chat.shelf import Shelf
from agent.models import ModelSettings, explained
from agent.writers import Proposal
from personas.claims import Claim
from personas.errors import NotFound, VerismError
from personas.segment import Segment
from prompts import load_prompt

_log = logging.getLogger(__name__)
_MOST_CALLS = 6
_MOST_SENTENCES = 8
_ASKS_FOR_DRAFT = re.compile(r"\b(?:draft|personas?|journeys?)\b", re.IGNORECASE)


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
    """Answers with a chat model. One question is one run: what was said before is not repeated to the model."""

    def __init__(self, model: BaseChatModel, settings: ModelSettings, desk: Desk) -> None:
        self._model = model
        self._settings = settings
        self._desk = desk

    def answer(self, words: str, segment: Segment | None = None) -> Answer:
        """The answer to a command or a question. A model that fails is said to, and the evidence speaks for itself."""
        about = named_segment(words, self._desk.segments()) or segment
        if is_command(words, self._desk, about):
            return reply(words, self._desk, about)
        found = self._desk.find(words, about)
        if not found.covered:
            return abstain(found)
        run = _Run(words, found, self._desk)
        said, fault = self._ask(words, run)
        if said is None:
            plain = answer_question(words, self._desk, about)
            return plain.model_copy(
                update={"text": f"{plain.text}\n(Answered without the model: {fault}.)", "draft_id": run.draft_id}
            )
        return run.answer(said)

    def _ask(self, words: str, run: "_Run") -> tuple[Reply | None, str]:
        """What the agent says, or why it says nothing."""
        listed = "; ".join(segment.name for segment in self._desk.segments()) or "none"
        prompt = load_prompt("chat").render(segments=listed, question=words)
        limits: list[Any] = [
            ModelCallLimitMiddleware(run_limit=_MOST_CALLS, exit_behavior="error"),
            ToolCallLimitMiddleware(run_limit=2 * _MOST_CALLS),
        ]
        agent = create_agent(
            self._model,
            run.tools(),
            system_prompt=prompt.system,
            response_format=self._shape(),
            middleware=limits,
        )
        try:
            with explained(self._settings):
                state = agent.invoke(cast(Any, {"messages": [{"role": "user", "content": prompt.user}]}))
        except (ModelCallLimitExceededError, GraphRecursionError):
            return None, f"it did not finish within {_MOST_CALLS} calls"
        except VerismError as error:
            return None, str(error).rstrip(".")
        except (StructuredOutputError, ValueError, KeyError, TypeError):
            return None, "its answer could not be read"
        except (ModelError, openai.OpenAIError, LangChainException) as error:
            _log.warning("the chat model failed: %s", type(error).__name__)
            return None, f"it failed ({type(error).__name__})"
        said = state.get("structured_response")
        return (said, "") if isinstance(said, Reply) else (None, "it gave no answer that could be read")

    def _shape(self) -> Any:
        if self._settings.structured_output == "json_schema":
            return ProviderStrategy(Reply, strict=True)
        return ToolStrategy(Reply, handle_errors=True)


class _Run:
    """One question: what the tools have shown, and the one draft that they may have made."""

    def __init__(self, words: str, found: Found, desk: Desk) -> None:
        self._words, self._desk = words, desk
        self._shelf = Shelf(found)
        self.draft_id: str | None = None

    def tools(self) -> list[BaseTool]:
        """What the model may do. Drafting is among it only when the person spoke of it."""

        def search_evidence(query: str, segment: str = "") -> str:
            """Search what customers said and what was counted; `segment` narrows to a segment by name."""
            return self._guarded(segment, lambda about: self._shelf.lines(self._desk.find(query, about)))

        def segment_profile(segment: str) -> str:
            """A segment's most telling figures and themes."""
            return self._guarded(segment, lambda about: self._shelf.lines(self._desk.profile(about)) if about else "")

        def draft_persona(segment: str) -> str:
            """Draft a persona and a journey for a segment."""
            return self._guarded(segment, self._draft)

        offered: list[Callable[..., str]] = [search_evidence, segment_profile]
        if _ASKS_FOR_DRAFT.search(self._words):
            offered.append(draft_persona)
        return [StructuredTool.from_function(one) for one in offered]

    def answer(self, said: Reply) -> Answer:
        """The sentences that stand, or an abstention when the model gives up or none stands."""
        found = self._shelf.found
        claims = [
            checked(found, _proposal(sentence), self._shelf.aliases, f"c-{number}")
            for number, sentence in enumerate(said.sentences[:_MOST_SENTENCES], start=1)
        ]
        claims = [claim if _stands(claim) else claim.model_copy(update={"verdict": "ungrounded"}) for claim in claims]
        drafted = f"{self.draft_id} was drafted; it goes to review with `submit`." if self.draft_id else ""
        if not said.enough_evidence or all(claim.blocking for claim in claims):
            held = abstain(found.model_copy(update={"reason": _why_silent(said)}))
            text = f"{drafted}\n{held.text}" if drafted else held.text
            return held.model_copy(update={"text": text, "draft_id": self.draft_id})
        return compose(claims, found, preface=drafted).model_copy(update={"draft_id": self.draft_id})

    def _draft(self, segment: Segment | None) -> str:
        if segment is None:
            return "Name a segment."
        if self.draft_id is not None:
            return f"{self.draft_id} was drafted already; one answer makes one draft."
        self.draft_id = self._desk.draft(segment).id
        return f"{self.draft_id} was drafted."

    def _guarded(self, name: str, do: Callable[[Segment | None], str]) -> str:
        try:
            return do(resolve(name, self._desk.segments()) if name.strip() else None)
        except NotFound as error:
            return str(error)


def _proposal(sentence: Sentence) -> Proposal:
    return Proposal(text=sentence.text, kind=sentence.kind, citations=tuple(sentence.citations), section="answer")


def _stands(claim: Claim) -> bool:
    """Whether a model's sentence may be shown: nothing blocks it, and its words stand in what it cites."""
    support = next((check for check in claim.checks if check.name == "support"), None)
    return not claim.blocking and (support is None or support.outcome != "fail")


def _why_silent(said: Reply) -> str:
    if said.enough_evidence and said.sentences:
        return "what the model wrote did not stand the checks, and was withheld"
    return "the model found nothing in it that answers the question"
