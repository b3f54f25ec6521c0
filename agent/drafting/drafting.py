"""Drafting a persona: run the workflow, resume it after a kill, assemble the draft."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Semaphore
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver

from agent.checkpoints import kept_at
from agent.drafting.assembling import assemble
from agent.drafting.outcomes import Outcome
from agent.drafting.request import DraftRequest, Progress, Verifier
from agent.drafting.steps import Steps
from agent.drafting.telling import Told
from agent.drafting.workflow import Stop, Workflow
from agent.writers.protocol import Writer
from personas.draft import Draft

_THREADS = 64
"""More than a draft has parts: LangGraph stores a finished part on a thread of the same pool, and must not wait for
the parts that are still to be written. How many are written at a time is the workflow's own gate."""


def draft_persona(
    request: DraftRequest,
    writer: Writer,
    verifier: Verifier,
    *,
    checkpoint: Path | str | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
    gate: Semaphore | None = None,
    keep: Callable[[Draft], Draft] | None = None,
) -> Draft:
    """The draft of a persona, every claim checked; nothing is stored but checkpoints, unless `keep` stores it.

    With `checkpoint` (a SQLite file, or the URL of a PostgreSQL database) each finished step is kept: the same request
    with the same writer goes on after the last one, and the run's steps are cleared once it is done and kept. A run
    that is killed while its draft is being kept hands the same draft, of the same `run`, to `keep` again. `progress` is
    called from the caller's own thread. `gate` limits the calls under way together with other drafts; by default this
    one's `concurrency` does. `stop` is asked between steps, on any thread; when it says yes, DraftingStopped is raised.
    Raises PrerequisiteMissing or BadInput when the writer's model, or the database of the checkpoints, can't be used at
    all.
    """
    started = time.monotonic()
    steps = Steps(request, writer, verifier)
    workflow = Workflow(steps, stop, gate)
    config: RunnableConfig = {
        "configurable": {"thread_id": request.key(writer.description)},
        "max_concurrency": _THREADS,
    }
    with kept_at(checkpoint) as saver:
        state = _run(workflow, saver, config, progress)
        outcomes = {name: Outcome.model_validate(dump) for name, dump in state["outcomes"].items()}
        draft = assemble(request, writer.description, outcomes, time.monotonic() - started)
        draft = draft.model_copy(update={"run": state.get("run", "")})
        draft = keep(draft) if keep is not None else draft
        if saver is not None:
            saver.delete_thread(config["configurable"]["thread_id"])
    return draft


def _run(
    workflow: Workflow, saver: BaseCheckpointSaver[Any] | None, config: RunnableConfig, progress: Progress | None
) -> dict[str, Any]:
    """The state after the last step; steps are reported from the caller's own thread, as they finish."""
    graph = workflow.graph(saver)
    before = graph.get_state(config) if saver is not None else None
    values: dict[str, Any] = dict(before.values) if before is not None else {}
    if values and before is not None and not before.next:
        return values
    for dump in values.get("outcomes", {}).values():
        workflow.steps.budget.take(Outcome.model_validate(dump).usage)
    told = Told(progress, values)
    start: dict[str, Any] | None = None if values else {}
    durability: Any = {"durability": "sync"} if saver is not None else {}
    for mode, news in graph.stream(start, config, stream_mode=["updates", "values"], **durability):
        if mode == "values":
            values = dict(news)
        else:
            told.update(news)
    return values
