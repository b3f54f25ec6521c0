"""Draft a persona: run the workflow, resume it where a killed run left off, and put the draft together."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.sqlite import SqliteSaver

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
    checkpoint: Path | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Draft:
    """The draft of a persona, every claim checked; nothing is stored but checkpoints.

    With `checkpoint` (a SQLite file) each finished step is kept: the same request with the same writer goes on
    after the last one, and the file is cleared of the run once it is done. `progress` is called from the caller's
    own thread. `stop` is asked between steps, on any thread; when it says yes, DraftingStopped is raised. Raises
    PrerequisiteMissing or BadInput when the writer's model can't be used at all.
    """
    started = time.monotonic()
    steps = Steps(request, writer, verifier)
    workflow = Workflow(steps, stop)
    config: RunnableConfig = {
        "configurable": {"thread_id": request.key(writer.description)},
        "max_concurrency": _THREADS,
    }
    with _saver(checkpoint) as saver:
        state = _run(workflow, saver, config, progress)
        outcomes = {name: Outcome.model_validate(dump) for name, dump in state["outcomes"].items()}
        draft = assemble(request, writer.description, outcomes, time.monotonic() - started)
        if saver is not None:
            saver.delete_thread(config["configurable"]["thread_id"])
    return draft


def _run(
    workflow: Workflow, saver: SqliteSaver | None, config: RunnableConfig, progress: Progress | None
) -> dict[str, Any]:
    """The state after the last step; steps are reported from the caller's own thread, as they finish."""
    graph = workflow.graph(saver)
    before = graph.get_state(config) if saver is not None else None
    values: dict[str, Any] = dict(before.values) if before is not None else {}
    if values and before is not None and not before.next:
        return values
    told = Told(progress, values)
    start: dict[str, Any] | None = None if values else {}
    durability: Any = {"durability": "sync"} if saver is not None else {}
    for mode, news in graph.stream(start, config, stream_mode=["updates", "values"], **durability):
        if mode == "values":
            values = dict(news)
        else:
            told.update(news)
    return values


@contextmanager
def _saver(checkpoint: Path | None) -> Iterator[SqliteSaver | None]:
    if checkpoint is None:
        yield None
        return
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(checkpoint, check_same_thread=False, timeout=30)) as connection:
        yield SqliteSaver(connection)
