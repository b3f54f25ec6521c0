"""Storing and loading runs in the user's library."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

from eval.running.results import CaseResult, RunReport, SuiteReport
from eval.running.summing import by_case, status_of
from eval.suites import Sample
from personas.base import Record
from personas.errors import BadInput, NotFound
from personas.files import alone
from personas.ids import content_id
from personas.library import evaluations
from personas.library.evaluations import StoredResult, StoredRun
from workspace.meanwhile import forgotten_so_far, refuse_if_forgotten
from workspace.workspace import Workspace


class Plan(Record):
    """Everything that makes two runs the same."""

    suites: tuple[str, ...]
    writer: str
    model: str | None
    judge: str | None = None
    repeat: int
    partial: bool
    samples: dict[str, Sample] = {}
    """Suite -> how its cases were drawn, of those of which only a part is put."""
    product: str = ""
    """Over the code, the prompts and the example companies that answer."""
    digest: str
    """Over all that, the cases and the temperature."""


class Kept:
    """A run that is under way, every result of which is kept when it comes."""

    def __init__(self, own: Workspace, run: StoredRun, done: dict[tuple[str, str, int], CaseResult]) -> None:
        self._own, self._run = own, run
        self._forgotten = forgotten_so_far(own)
        self._lock = threading.Lock()
        self._before, self._began = float(run.summary.get("seconds", 0)), time.perf_counter()
        self.done = done

    @classmethod
    @contextmanager
    def begin(cls, own: Workspace, actor: str, plan: Plan) -> Iterator[Self]:
        """Go on with the same run that was never finished, or begin one.

        A run that another process is putting is left to it: its lock is let go when that process ends, killed or not.
        """
        signature = content_id("run", plan.model_dump_json())
        with ExitStack() as held:
            with own.library.write() as connection:
                run = evaluations.unfinished_run(connection, signature)
                if run is None or not held.enter_context(alone(_lock(own, run), wait=False)):
                    written = plan.model_dump(mode="json")
                    run = evaluations.begin_run(connection, actor=actor, signature=signature, plan=written)
                    held.enter_context(alone(_lock(own, run)))
                stored = evaluations.results_of(connection, run.id)
            results = [read(one) for one in stored]
            yield cls(own, run, {(one.suite, one.case_id, one.repeat): one for one in results})

    def add(self, result: CaseResult) -> None:
        """Keep a result. Raises Stale when somebody was forgotten since the run was begun: it may quote them."""
        named = {"suite", "case_id", "repeat", "status"}
        body = result.model_dump(mode="json", exclude=named, exclude_defaults=True)
        row = StoredResult(run_id=self._run.id, body=body, **result.model_dump(include=named))
        with self._lock, self._own.library.write() as connection:
            refuse_if_forgotten(connection, self._forgotten)
            evaluations.add_result(connection, row, seconds=self._seconds())
        self.done[result.suite, result.case_id, result.repeat] = result

    def of(self, suite: str) -> list[CaseResult]:
        """The results of a suite."""
        return [result for result in self.done.values() if result.suite == suite]

    def finish(self, suites: Sequence[SuiteReport]) -> RunReport:
        """Write the figures; gives the run's report."""
        plan = self._run.plan
        report = RunReport(
            id=self._run.id, writer=plan["writer"], model=plan["model"], judge=plan.get("judge"),
            product=plan.get("product", ""),
            partial=plan["partial"], suites=tuple(suites), seconds=self._seconds(),
        )  # fmt: skip
        with self._own.library.write() as connection:
            evaluations.finish_run(connection, self._run.id, report.model_dump(mode="json"))
        _lock(self._own, self._run).unlink(missing_ok=True)
        return report

    def _seconds(self) -> float:
        """What the run has taken so far, in this process and in those that were stopped."""
        return round(self._before + time.perf_counter() - self._began, 2)


def _lock(own: Workspace, run: StoredRun) -> Path:
    return own.folder / "evaluation" / f"{run.id}.lock"


def runs(own: Workspace) -> list[StoredRun]:
    """All runs, the newest first."""
    with own.library.read() as connection:
        return evaluations.list_runs(connection)


def load(own: Workspace, run_id: str) -> tuple[StoredRun, list[CaseResult]]:
    """A run and its results. Raises NotFound."""
    with own.library.read() as connection:
        return evaluations.load_run(connection, run_id), [
            read(one) for one in evaluations.results_of(connection, run_id)
        ]


def not_passed(own: Workspace, suite: str) -> set[str]:
    """The cases that did not pass in the newest run of a suite. Raises NotFound when it was never run."""
    newest = next((run for run in runs(own) if suite in run.plan["suites"] and run.finished_at), None)
    if newest is None:
        raise NotFound(f"The suite {suite!r} was never run to its end: run it whole first.")
    _, results = load(own, newest.id)
    cases = by_case([result for result in results if result.suite == suite])
    return {name for name, repeats in cases.items() if status_of(repeats) != "passed"}


def report_of(run: StoredRun) -> RunReport | None:
    """A finished run's report; None for one that was not finished."""
    return RunReport.model_validate(run.summary) if run.finished_at else None


def finished(own: Workspace, run_id: str) -> tuple[RunReport, list[CaseResult]]:
    """The report of a run and its results. Raises NotFound, or BadInput for one that was not finished."""
    run, results = load(own, run_id)
    report = report_of(run)
    if report is None:
        raise BadInput(f"{run_id} was not finished: the command that began it goes on with it.")
    return report, results


def read(stored: StoredResult) -> CaseResult:
    """A stored result as it was."""
    named: dict[str, Any] = stored.model_dump(include={"suite", "case_id", "repeat", "status"})
    return CaseResult.model_validate({**stored.body, **named})
