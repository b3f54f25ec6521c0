"""Running suites: many cases at a time, every result kept as it comes, gone on with after a kill."""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from threading import Semaphore

from eval.metrics import Known, Observation, Produced, score
from eval.running import store
from eval.running.jobs import Job
from eval.running.opening import Rooms, needs_room, settings_for
from eval.running.pace import Pace
from eval.running.producing import Product, produce
from eval.running.results import CaseResult, RunReport, Status
from eval.running.rooms import answering_digest, home
from eval.running.summing import summarise
from eval.suites import Case, Sample, Suite, drawn
from personas.errors import BadInput, PrerequisiteMissing, Refused, VerismError
from workspace import drafting
from workspace.drafting import WriterKind
from workspace.progress import Report, part_of, silent
from workspace.workspace import Workspace

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
    report: Report = silent,
) -> RunReport:
    """Run suites and keep the run in the library of the user's workspace.

    A run of the same suites, writer and model that was killed is gone on with: no case is put twice. With
    `only_failed` the cases that did not pass in the newest run of each suite. `sample` goes before the suites' own.
    Raises PrerequisiteMissing when a model is asked for and none is set or it does not answer; what was done stays
    done.
    """
    suites = [drawn(suite, sample) for suite in suites]
    chosen = writer or _of_suites(suites) or ("llm" if own.settings.has_model else "extractive")
    settings = settings_for(own.settings, chosen)
    drafting.make_writer(settings, chosen)
    jobs = _jobs(own, suites, repeat, only_failed)
    plan = store.Plan(
        suites=tuple(suite.name for suite in suites),
        writer=chosen,
        model=settings.model if chosen == "llm" else None,
        repeat=repeat,
        partial=only_failed,
        samples={suite.name: suite.sample for suite in suites if suite.sample},
        digest=_digest(suites, jobs, settings.temperature),
    )
    started = time.perf_counter()
    kept = store.Kept.begin(own, actor, plan)
    rooms = Rooms(own, settings, suites, chosen)
    rooms.prepare([job for job in jobs if job.key not in kept.done], part_of(report, 0, 0.3))
    _run_all(jobs, kept, rooms, chosen, part_of(report, 0.3, 1))
    summaries = tuple(summarise(suite, kept.of(suite.name), partial=only_failed) for suite in suites)
    return kept.finish(summaries, time.perf_counter() - started)


def open_rooms(folder: Path, suites: Sequence[Suite], writer: WriterKind) -> tuple[Rooms, Product]:
    """The workspaces and the product for putting cases one by one, as the pytest plugin does."""
    own = home(folder)
    settings = settings_for(own.settings, writer)
    rooms = Rooms(own, settings, suites, writer)
    return rooms, _product(rooms, writer)


def _product(rooms: Rooms, writer: WriterKind) -> Product:
    return Product(rooms.of, rooms.drafted, writer, rooms.settings, Semaphore(rooms.settings.max_concurrency))


def _of_suites(suites: Sequence[Suite]) -> WriterKind | None:
    named = {suite.writer for suite in suites if suite.writer}
    if len(named) > 1:
        raise BadInput("The suites name different writers. Run them one by one, or choose with --writer.")
    return next(iter(named), None)  # type: ignore[arg-type]


def _jobs(own: Workspace, suites: Sequence[Suite], repeat: int, only_failed: bool) -> list[Job]:
    jobs = [Job(suite, case, number) for number in range(1, repeat + 1) for suite in suites for case in suite.cases]
    if not only_failed:
        return jobs
    wanted = {suite.name: store.not_passed(own, suite.name) for suite in suites}
    return [job for job in jobs if job.case.id in wanted[job.suite.name]]


def _digest(suites: Sequence[Suite], jobs: Sequence[Job], temperature: float) -> str:
    digest = hashlib.sha256(f"{answering_digest()}{temperature}".encode())
    for suite in suites:
        digest.update(suite.model_dump_json().encode())
    for job in jobs:
        digest.update(repr(job.key).encode())
    return digest.hexdigest()


def _run_all(jobs: Sequence[Job], kept: store.Kept, rooms: Rooms, writer: WriterKind, report: Report) -> None:
    """Put every job that is not done yet, a few at a time; the first prerequisite that is missing stops all."""
    product = _product(rooms, writer)
    todo = iter([job for job in jobs if job.key not in kept.done])
    workers = rooms.settings.max_concurrency if writer == "llm" else _WORKERS
    pace = Pace(len(kept.done), len(jobs))
    report(pace.words(len(kept.done)), len(kept.done) / max(len(jobs), 1))
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="case") as pool:
        for result in _in_flight(pool, workers, todo, lambda job: put(job, product, rooms)):
            kept.add(result)
            report(pace.words(len(kept.done)), len(kept.done) / len(jobs))


def _in_flight(
    pool: ThreadPoolExecutor, workers: int, jobs: Iterator[Job], work: Callable[[Job], CaseResult]
) -> Iterator[CaseResult]:
    """Results as they come; no more is begun than can be worked on, so that a stop stops soon."""
    running = {pool.submit(work, job) for job in islice(jobs, 2 * workers)}
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()
            running |= {pool.submit(work, job) for job in islice(jobs, 1)}


def put(job: Job, product: Product, rooms: Rooms) -> CaseResult:
    """Put one case and look at what comes. Raises PrerequisiteMissing; every other failure is a result."""
    try:
        produced = produce(job.case, product)
        observations = score(job.case, produced, _known(job.case, produced, rooms))
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
    if not needs_room(case):
        return Known()
    room = rooms.of(case)
    voices = room.voices(produced.segment_id) if produced.draft else ()
    return Known(room.raw, voices)


def _status(observations: Sequence[Observation]) -> Status:
    if any(one.failure for one in observations):
        return "failed"
    judged = any(one.metric not in ("seconds", "tokens", "usd") for one in observations)
    return "passed" if judged else "unscored"
