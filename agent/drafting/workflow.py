"""The LangGraph workflow: plan, write sections in parallel, check, repair, stand in, narrate, map."""

import secrets
from collections.abc import Callable
from threading import Semaphore
from typing import Annotated, Any, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Send

from agent.drafting.outcomes import Dump, Outcome, standing
from agent.drafting.request import DraftingStopped
from agent.drafting.steps import Steps
from agent.writers.planning import Part, plan_parts

Stop = Callable[[], bool]


def _merge(left: dict[str, Dump], right: dict[str, Dump]) -> dict[str, Dump]:
    return {**left, **right}


class State(TypedDict, total=False):
    """The state between steps: plain JSON, so that it can be stored and read again by another process."""

    run: str
    """A name that no other run has, by which its draft is known to be stored already."""
    parts: list[Dump]
    outcomes: Annotated[dict[str, Dump], _merge]
    """By part; each step writes the parts that it worked on."""


class _Task(TypedDict):
    part: Dump
    outcome: Dump | None


class Workflow:
    """The graph's nodes, bound to one run."""

    def __init__(self, steps: Steps, stop: Stop | None, gate: Semaphore | None = None) -> None:
        self.steps, self._stop = steps, stop
        self._gate = gate or Semaphore(max(1, steps.request.concurrency))

    def graph(self, checkpointer: Any = None) -> CompiledStateGraph[Any, Any, Any, Any]:
        """The compiled graph."""
        builder: StateGraph[Any, Any, Any, Any] = StateGraph(State)
        builder.add_node("plan", self.plan)
        builder.add_node("write", self.write)
        builder.add_node("check", self.check)
        builder.add_node("repair", self.repair)
        builder.add_node("stand_in", self.stand_in)
        builder.add_node("narrate", self.narrate)
        builder.add_node("map_journey", self.map_journey)
        builder.add_edge(START, "plan")
        builder.add_conditional_edges("plan", self.to_write, ["write", "check"])
        builder.add_edge("write", "check")
        builder.add_conditional_edges("check", self.to_repair, ["repair", "stand_in"])
        builder.add_edge("repair", "stand_in")
        builder.add_edge("stand_in", "narrate")
        builder.add_edge("narrate", "map_journey")
        builder.add_edge("map_journey", END)
        return builder.compile(checkpointer=checkpointer)

    def plan(self, state: State) -> State:
        """Share the evidence out among the parts."""
        self._heed_stop()
        request = self.steps.request
        parts = plan_parts(request.pack, journey=request.journey, most=request.most)
        dumps = [part.model_dump(mode="json") for part in parts]
        return {"run": secrets.token_hex(8), "parts": dumps, "outcomes": {}}

    def to_write(self, state: State) -> list[Send] | str:
        """One task for each section."""
        sections = [part for part in state["parts"] if part["task"] == "section"]
        return [Send("write", _Task(part=part, outcome=None)) for part in sections] or "check"

    def write(self, state: _Task) -> State:
        """Write one section."""
        part = Part.model_validate(state["part"])
        with self._gate:
            self._heed_stop()
            outcome = self.steps.write(part)
        return _one(outcome)

    def check(self, state: State) -> State:
        """Render and verify every section."""
        self._heed_stop()
        outcomes = {name: self.steps.check(Outcome.model_validate(dump)) for name, dump in state["outcomes"].items()}
        return {"outcomes": {name: outcome.model_dump(mode="json") for name, outcome in outcomes.items()}}

    def to_repair(self, state: State) -> list[Send] | str:
        """One task for each section with a claim that failed."""
        tasks = [
            Send("repair", _Task(part=part, outcome=dump))
            for part in state["parts"]
            if (dump := state["outcomes"].get(part["section"])) and Outcome.model_validate(dump).failures
        ]
        return tasks or "stand_in"

    def repair(self, state: _Task) -> State:
        """Give the writer one round to mend what failed in a section."""
        part, outcome = Part.model_validate(state["part"]), Outcome.model_validate(state["outcome"])
        with self._gate:
            self._heed_stop()
            return _one(self.steps.repair(part, outcome))

    def stand_in(self, state: State) -> State:
        """Compose the sections of which nothing stands without the model."""
        self._heed_stop()
        parts = {part["section"]: Part.model_validate(part) for part in state["parts"]}
        outcomes = {name: Outcome.model_validate(dump) for name, dump in state["outcomes"].items()}
        filled = {name: self.steps.stand_in(parts[name], outcome) for name, outcome in outcomes.items()}
        return {"outcomes": {name: outcome.model_dump(mode="json") for name, outcome in filled.items()}}

    def narrate(self, state: State) -> State:
        """Write the essence and the narrative from the claims that stand."""
        return self._last_parts(state, "narrative")

    def map_journey(self, state: State) -> State:
        """Write the journey, where one was asked for."""
        return self._last_parts(state, "journey")

    def _last_parts(self, state: State, wanted: str) -> State:
        self._heed_stop()
        outcomes = [Outcome.model_validate(dump) for dump in state["outcomes"].values()]
        found = [Part.model_validate(part) for part in state["parts"] if part["task"] == wanted]
        told = standing(outcomes, self.steps.aliases)
        with self._gate:
            self._heed_stop()
            written = [self.steps.whole(part, told) for part in found]
        return {"outcomes": {outcome.part: outcome.model_dump(mode="json") for outcome in written}}

    def _heed_stop(self) -> None:
        if self._stop is not None and self._stop():
            raise DraftingStopped("Drafting was stopped. Draft the segment again to go on where it stopped.")


def _one(outcome: Outcome) -> State:
    return {"outcomes": {outcome.part: outcome.model_dump(mode="json")}}
