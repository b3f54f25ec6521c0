"""Limits on the model calls and tokens of one answer."""

from typing import Any

from langchain.agents.middleware import AgentMiddleware
from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from agent.tokens import count_tokens
from personas.base import Record


class Limits(Record):
    """Named as in the settings: `calls_per_answer` and `tokens_per_answer`."""

    calls: int = 6
    tokens: int | None = None
    """Tokens read and written; None is no limit."""


class TokensSpent(Exception):
    """A model took all the tokens of one answer before it had answered."""


class TokenLimit(AgentMiddleware[Any, Any]):
    """Ends an answer once its calls have taken their tokens; the call that goes over is the last."""

    def __init__(self, limit: int | None, model: str) -> None:
        super().__init__()
        self._limit, self._model, self._taken = limit, model, 0

    def before_model(self, state: Any, runtime: Runtime[Any]) -> dict[str, Any] | None:
        """Raises TokensSpent."""
        if self._limit is not None and self._taken >= self._limit:
            raise TokensSpent
        return None

    def after_model(self, state: Any, runtime: Runtime[Any]) -> dict[str, Any] | None:
        """Count what the call took: as the server says, else as it is counted here."""
        messages = state["messages"]
        last = messages[-1]
        told = last.usage_metadata if isinstance(last, AIMessage) else None
        self._taken += (
            told["total_tokens"] if told else sum(count_tokens(str(one.content), self._model) for one in messages)
        )
        return None
