"""The runner: cases in parallel, results stored as they arrive, resumable after a kill."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path

from eval.metrics import Known, Observation, Produced, metric, score
from eval.running import store
from eval.running.jobs import Job
from eval.running.judging import beside_people, opinions
from eval.running.opening import Rooms, settings_for
from eval.running.pace import Pace
from eval.running.planning import Task, planned
from eval.running.producing import Product, produce
from eval.running.results import CaseResult, RunReport, Status
from eval.running.rooms import home
from eval.running.summing import summarise
from eval.suites import Case, Sample, Suite, needs_company
from personas.errors import PrerequisiteMissing, Refused, VerismError
from workspace.progress import Report, part_of, silent
from workspace.workspace import Workspace
from workspace.writers import WriterKind

_LOG = logging.getLogger(__name__)
_WORKERS = 2
"""Cases at a time where no model is waited for."""


def run_suites(
    own: Workspace,
    suites: Sequence[Suite],
    *,
    actor: str,
    writer: WriterKind | None = None,
    repeat: int = 1,
    only_failed: bool = False,
    sample: Sample | None = None,
    judge: bool = False,
    report: Report = silent,
) -> RunReport:
    """Run suites and keep the run in the library of the user's workspace.

    A run of the same suites, writer and model that was killed is gone on with: no case is put twice. With
    `only_failed` the cases that did not pass in the newest run of each suite. `sample` goes before the suites' own.
    With `judge` a second model reads every claim: what it says makes no case pass or fail, and stands beside how far it
    agrees with people. Raises PrerequisiteMissing when a model is asked for and none is set or it does not answer (what
    was done stays done), Refused when the judge is the writer.
    """
    task = planned(
        own, suites, writer=writer, repeat=repeat, only_failed=only_failed, sample=sample, judge=judge
    )  # fmt: skip
    with store.Kept.begin(own, actor, task.plan) as kept:
        rooms = Rooms(own, task.settings, task.suites, task.writer)
        rooms.prepare([job for job in task.jobs if job.key not in kept.done], part_of(report, 0, 0.3))
        _run_all(task, kept, rooms, part_of(report, 0.3, 1))
        summaries = [summarise(suite, kept.of(suite.name), partial=only_failed) for suite in task.suites]
        return kept.finish(beside_people(summaries, task.suites[-1].name) if task.judge else summaries)


def open_rooms(folder: Path, suites: Sequence[Suite], writer: WriterKind) -> tuple[Rooms, Product]:
    """The workspaces and the product for putting cases one by one, as the pytest plugin does."""
    own = home(folder)
    settings = settings_for(own.settings, writer)
    rooms = Rooms(own, settings, suites, writer)
    return rooms, Product.of(rooms, writer)


def _run_all(task: Task, kept: store.Kept, rooms: Rooms, report: Report) -> None:
    """Put every job that is not done yet, a few at a time; the first prerequisite that is missing stops all."""
    product, jobs = Product.of(rooms, task.writer, task.judge), task.jobs
    left = [job for job in jobs if job.key not in kept.done]
    waits = task.writer == "llm" or task.judge is not None
    workers = rooms.settings.max_concurrency if waits else _WORKERS
    pace = Pace(len(jobs), (job.case.type for job in left))
    report(pace.words(), pace.done / max(len(jobs), 1))
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="case") as pool:
        for job, result, seconds in _in_flight(pool, workers, iter(left), lambda job: put(job, product, rooms)):
            kept.add(result)
            pace.add(job.case.type, seconds)
            report(pace.words(), pace.done / len(jobs))


def _in_flight(
    pool: ThreadPoolExecutor, workers: int, jobs: Iterator[Job], work: Callable[[Job], CaseResult]
) -> Iterator[tuple[Job, CaseResult, float]]:
    """Results as they come, with the seconds that each took.

    No more is begun than can be worked on, so that a stop stops soon.
    """

    def timed(job: Job) -> tuple[Job, CaseResult, float]:
        began = time.perf_counter()
        return job, work(job), time.perf_counter() - began

    running = {pool.submit(timed, job) for job in islice(jobs, 2 * workers)}
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()
            running |= {pool.submit(timed, job) for job in islice(jobs, 1)}


def put(job: Job, product: Product, rooms: Rooms) -> CaseResult:
    """Put one case and look at what comes. Raises PrerequisiteMissing; every other failure is a result."""
    try:
        produced = produce(job.case, product)
        observations = score(job.case, produced, _known(job.case, produced, rooms))
        observations += opinions(job.case, produced, product.judge)
    except PrerequisiteMissing:
        raise
    except Refused as refusal:
        return job.result("refused", message=str(refusal))
    except VerismError as error:
        return job.result("error", message=str(error))
    except Exception as error:
        _LOG.exception("case %s of %s", job.case.id, job.suite.name)
        return job.result("error", message=f"{type(error).__name__}: {error}")
    return job.result(_status(observations), observations=tuple(observations), produced=produced)


def _known(case: Case, produced: Produced, rooms: Rooms) -> Known:
    if not needs_company(case):
        return Known()
    room = rooms.of(case)
    voices = room.voices(produced.segment_id) if produced.draft else ()
    return Known(room.raw, voices)


def _status(observations: Sequence[Observation]) -> Status:
    if any(one.failure for one in observations):
        return "failed"
    return "passed" if any(metric(one.metric).scores for one in observations) else "unscored"
