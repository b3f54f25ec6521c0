"""Drafting personas from segments' frozen evidence."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from functools import partial
from threading import Event, Semaphore
from typing import Any

from sqlalchemy import Connection

from agent.drafting import DraftRequest, draft_persona
from agent.verification import verify
from agent.writers import Writer
from personas.draft import Draft, SegmentReference
from personas.errors import BadInput, PrerequisiteMissing, Stale
from personas.languages import NarrativeLanguage
from personas.library import drafts as store
from personas.library.evidence import missing_documents
from personas.library.publications import Publication
from personas.segment import Segment
from workspace import segmenting
from workspace.drafting.drafts import segments_without_draft
from workspace.drafting.packing import FrozenEvidence, freeze_evidence
from workspace.progress import Report, part_of, silent
from workspace.publishing.catalogue import published_for
from workspace.roles import permitted
from workspace.trail import note_draft
from workspace.workspace import Workspace
from workspace.writers import WriterKind, make_writer

_CHECKPOINTS = "drafting.db"


@permitted("draft")
def draft_segment(
    workspace: Workspace,
    name_or_id: str,
    *,
    actor: str,
    journey: bool = True,
    writer: WriterKind | None = None,
    samples: int = 1,
    language: NarrativeLanguage | None = None,
    report: Report = silent,
    gate: Semaphore | None = None,
    stop: Callable[[], bool] | None = None,
) -> Draft:
    """Draft a persona for a segment, every claim checked, and store it.

    A run that was killed goes on from its last step when the same draft is asked for again. With `samples` a model
    writes each part so often, and the best grounded answer is kept. `gate` limits calls over several drafts; `stop` is
    asked between steps. `language` is what the narrative is written in, by default as the settings say.

    Raises BadInput for fewer than one sample, NotFound for the segment, PrerequisiteMissing when a model is asked for
    and none is set or it does not answer, and when another language than English is asked of no model; Stale when
    somebody whom it quotes was forgotten, or a file that it quotes removed, while it was written.
    """
    author = make_writer(workspace.settings, writer)
    told_in = language or workspace.settings.narrative_language
    _refuse_unwritten(author, told_in)
    segment = segmenting.segment(workspace, name_or_id)
    evidence = freeze_evidence(workspace, segment, report=part_of(report, 0, 0.4))
    former = published_for(workspace, segment)
    request = _request(
        workspace, segment, evidence, former, actor=actor, journey=journey, samples=samples, told_in=told_in
    )
    also = {"refreshes": former.id if former else None, "left_out": evidence.left_out}
    return draft_persona(
        request,
        author,
        verify,
        checkpoint=workspace.settings.checkpoint_url or workspace.folder / _CHECKPOINTS,
        progress=lambda step, done, total: part_of(report, 0.4, 0.95)(step, done / max(total, 1)),
        gate=gate,
        stop=stop,
        keep=lambda made: _store(workspace, made.model_copy(update=also), actor),
    )


def _request(
    workspace: Workspace,
    segment: Segment,
    evidence: FrozenEvidence,
    former: Publication | None,
    *,
    actor: str,
    journey: bool,
    samples: int,
    told_in: NarrativeLanguage,
) -> DraftRequest:
    """What is asked of the drafting, as the settings say; a persona that was published before keeps its name."""
    settings = workspace.settings
    return DraftRequest(
        draft_id="d-0",
        author=actor,
        created_at=datetime.now(UTC),
        segment=SegmentReference.of(segment),
        pack=evidence.pack,
        coverage=evidence.coverage,
        journey=journey,
        name=former.body["persona"]["name"] if former else "",
        concurrency=settings.max_concurrency,
        samples=_sampled(samples),
        backup=settings.backup_writer == "extractive",
        token_budget=settings.tokens_per_draft,
        language=told_in,
    )


@permitted("draft")
def draft_several(
    workspace: Workspace,
    names: Sequence[str] | None = None,
    *,
    actor: str,
    journey: bool = True,
    writer: WriterKind | None = None,
    samples: int = 1,
    language: NarrativeLanguage | None = None,
    report: Report = silent,
) -> Iterator[Draft]:
    """Draft segments side by side, by default all that nobody has drafted yet; each is given as soon as it is done.

    All of them together keep at most `max_concurrency` calls under way. A batch that was stopped goes on where it
    stopped: finished drafts stay, the others go on from their last step. The first error ends the batch and is raised,
    NotFound for a segment before anything is drafted.
    """
    asked = segments_without_draft(workspace) if names is None else names
    wanted = [segmenting.segment(workspace, name).id for name in asked]
    calls, stopped = workspace.settings.max_concurrency, Event()
    one = partial(
        draft_segment, workspace, actor=actor, journey=journey, writer=writer, samples=samples, language=language,
        gate=Semaphore(calls), stop=stopped.is_set, report=report if len(wanted) == 1 else silent,
    )  # fmt: skip
    with ThreadPoolExecutor(max(1, min(calls, len(wanted)))) as pool:
        try:
            for done, drafted in enumerate(as_completed([pool.submit(one, name) for name in wanted]), start=1):
                draft = drafted.result()
                report(f"{done} of {len(wanted)} drafted, the last {draft.segment.name}", done / len(wanted))
                yield draft
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)


def _refuse_unwritten(author: Writer, language: NarrativeLanguage) -> None:
    if language != "English" and author.description.kind == "extractive":
        raise PrerequisiteMissing(
            f"Without a language model a narrative is composed in English only, and {language} was asked for. Set a "
            "model (VERISM_BASE_URL, VERISM_MODEL), or draft in English (narrative_language, or --language English)."
        )


def _sampled(samples: int) -> int:
    if samples < 1:
        raise BadInput(f"A part is written at least once, not {samples} times: give --samples a whole number from 1.")
    return samples


def _refuse_removed(connection: Connection, draft: Draft) -> None:
    """What was removed while a draft was written does not come back with it."""
    if missing_documents(connection, {quote.document_id for quote in draft.pack.quotes}):
        raise Stale(
            f"What people said was removed while {draft.segment.name} was drafted, and the draft may quote it. "
            "Nothing was stored; draft the segment again."
        )


def _store(workspace: Workspace, draft: Draft, actor: str) -> Draft:
    """The draft as stored, with its id; a run that was killed after storing gets what it had stored."""
    with workspace.library.write() as connection:
        stored = store.draft_of_run(connection, draft)
        if stored is not None:
            return stored
        _refuse_removed(connection, draft)
        numbered = draft.model_copy(update={"id": store.next_draft_id(connection)})
        store.save_draft(connection, numbered)
        details: dict[str, Any] = {
            "segment": draft.segment.id,
            "pack": draft.pack.id,
            "seconds": round(draft.cost.seconds, 1),
        }
        note_draft(connection, numbered, numbered, actor=actor, action="draft", **details)
    return numbered
