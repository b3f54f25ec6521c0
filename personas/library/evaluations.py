"""Evaluation runs in the library: the plan, each result as it arrives, the figures at the end."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from personas.base import Record
from personas.errors import NotFound
from personas.library.schema import evaluation_results, evaluation_runs


class StoredRun(Record):
    """A run of suites."""

    id: str
    """`r-1` and so on."""
    number: int
    actor: str
    started_at: datetime
    finished_at: datetime | None
    """None while it runs, and after it was killed: the same run asked for again goes on with it."""
    signature: str
    """A hash of everything that makes two runs the same: suites, cases, writer, model, repeats."""
    plan: dict[str, Any]
    summary: dict[str, Any]
    """The figures; before the end only `seconds`, what it has taken so far."""


class StoredResult(Record):
    """What came of one case."""

    run_id: str
    suite: str
    case_id: str
    repeat: int
    status: str
    body: dict[str, Any]


def begin_run(connection: Connection, *, actor: str, signature: str, plan: dict[str, Any]) -> StoredRun:
    """Write a run that has just begun."""
    number = int(connection.execute(select(func.coalesce(func.max(evaluation_runs.c.number), 0))).scalar_one()) + 1
    run = StoredRun(
        id=f"r-{number}",
        number=number,
        actor=actor,
        started_at=datetime.now(UTC),
        finished_at=None,
        signature=signature,
        plan=plan,
        summary={},
    )
    connection.execute(insert(evaluation_runs).values(run.model_dump()))
    return run


def unfinished_run(connection: Connection, signature: str) -> StoredRun | None:
    """The newest run of that signature that was never finished."""
    statement = select(evaluation_runs).where(
        evaluation_runs.c.signature == signature, evaluation_runs.c.finished_at.is_(None)
    )
    row = connection.execute(statement.order_by(evaluation_runs.c.number.desc())).first()
    return None if row is None else _run(row)


def finish_run(connection: Connection, run_id: str, summary: dict[str, Any]) -> None:
    """Write a run's figures."""
    values = {"finished_at": datetime.now(UTC), "summary": summary}
    connection.execute(update(evaluation_runs).where(evaluation_runs.c.id == run_id).values(values))


def add_result(connection: Connection, result: StoredResult, *, seconds: float) -> None:
    """Write what came of one case, and the seconds that its run has taken so far."""
    connection.execute(insert(evaluation_results).values(result.model_dump()))
    run = evaluation_runs.c.id == result.run_id
    connection.execute(update(evaluation_runs).where(run).values(summary={"seconds": seconds}))


def results_of(connection: Connection, run_id: str) -> list[StoredResult]:
    """All results of a run, by suite, case and repeat."""
    columns = evaluation_results.c
    statement = select(evaluation_results).where(columns.run_id == run_id)
    rows = connection.execute(statement.order_by(columns.suite, columns.case_id, columns.repeat))
    return [StoredResult(**row._mapping) for row in rows]


def list_runs(connection: Connection) -> list[StoredRun]:
    """All runs, the newest first."""
    rows = connection.execute(select(evaluation_runs).order_by(evaluation_runs.c.number.desc()))
    return [_run(row) for row in rows]


def load_run(connection: Connection, run_id: str) -> StoredRun:
    """One run. Raises NotFound."""
    row = connection.execute(select(evaluation_runs).where(evaluation_runs.c.id == run_id)).first()
    if row is None:
        raise NotFound(f"There is no evaluation run {run_id!r}. `verism eval list` shows those that exist.")
    return _run(row)


def _run(row: Row[Any]) -> StoredRun:
    return StoredRun(**row._mapping)
