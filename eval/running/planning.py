"""Planning a run: cases, writer, judge, and the signature that identifies it."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from agent.judging import Judge
from eval.running import store
from eval.running.asked import check_asked
from eval.running.jobs import Job
from eval.running.judging import judge_for
from eval.running.opening import settings_for
from eval.running.rooms import answering_digest
from eval.suites import Sample, Suite, drawn, labelled_passages
from personas.errors import BadInput
from workspace.settings import Settings
from workspace.workspace import Workspace
from workspace.writers import WriterKind, make_writer


class Task(NamedTuple):
    """A run before it is begun."""

    suites: list[Suite]
    jobs: list[Job]
    writer: WriterKind
    settings: Settings
    judge: Judge | None
    plan: store.Plan


def planned(
    own: Workspace,
    suites: Sequence[Suite],
    *,
    writer: WriterKind | None,
    repeat: int,
    only_failed: bool,
    sample: Sample | None,
    judge: bool,
) -> Task:
    """The task. A judge brings a suite of labelled claims with it, which says how far it agrees with people.

    Raises BadInput for suites that cannot be run together, NotFound for `only_failed` before a whole run,
    PrerequisiteMissing for a model that is not set, Refused for a judge that is the writer.
    """
    suites = [drawn(suite, sample) for suite in suites]
    chosen = writer or _of_suites(suites) or ("llm" if own.settings.has_model else "extractive")
    settings = settings_for(own.settings, chosen)
    make_writer(settings, chosen)
    second = judge_for(own.settings, chosen) if judge else None
    jobs = _jobs(own, suites, repeat, only_failed)
    if second is not None:
        suites.append(labels := labelled_passages(suites, sample))
        jobs += [Job(labels, case, 1) for case in labels.cases]
    check_asked(suites)
    plan = store.Plan(
        suites=tuple(suite.name for suite in suites),
        writer=chosen,
        model=settings.model if chosen == "llm" else None,
        judge=second.name if second else None,
        repeat=repeat,
        partial=only_failed,
        samples={suite.name: suite.sample for suite in suites if suite.sample},
        product=answering_digest(),
        digest=_digest(suites, jobs, settings.temperature),
    )
    return Task(suites, jobs, chosen, settings, second, plan)


def _of_suites(suites: Sequence[Suite]) -> WriterKind | None:
    named = {suite.writer for suite in suites if suite.writer}
    if len(named) > 1:
        raise BadInput("The suites name different writers. Run them one by one, or choose with --writer.")
    return next(iter(named), None)


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
