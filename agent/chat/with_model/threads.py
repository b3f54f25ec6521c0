"""A thread's memory: questions and checked answers, kept in a LangGraph checkpointer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, MessagesState, StateGraph

from agent.checkpoints import kept_at

_TURNS = 6
_CHARACTERS = 800
"""How many turns a model is reminded of, and how much of each."""


class Thread:
    """One conversation. Nothing that a tool returned and nothing that a check withheld is in it."""

    def __init__(self, place: Path | str, name: str) -> None:
        """`place` is a SQLite file or the URL of a PostgreSQL database, where threads outlive the process."""
        self._place = place
        self._config: RunnableConfig = {"configurable": {"thread_id": f"chat-{name}"}}

    def recent(self) -> list[AnyMessage]:
        """The last turns, shortened, the oldest first."""
        with kept_at(self._place) as saver:
            found: Sequence[AnyMessage] = _memory(saver).get_state(self._config).values.get("messages", [])
        return [_shortened(one) for one in found[-2 * _TURNS :]]

    def keep(self, words: str, answer: str) -> None:
        """Remember a turn."""
        turn = [HumanMessage(words), AIMessage(answer)]
        with kept_at(self._place) as saver:
            _memory(saver).update_state(self._config, {"messages": turn}, as_node="turn")


def _memory(saver: BaseCheckpointSaver[Any] | None) -> Any:
    """A graph that does nothing but hold messages."""
    graph = StateGraph(MessagesState)
    graph.add_node("turn", lambda state: {})
    graph.add_edge(START, "turn")
    graph.add_edge("turn", END)
    return graph.compile(checkpointer=saver)


def _shortened(message: AnyMessage) -> AnyMessage:
    text = str(message.text)
    short = text if len(text) <= _CHARACTERS else f"{text[:_CHARACTERS]} …"
    return HumanMessage(short) if isinstance(message, HumanMessage) else AIMessage(short)
