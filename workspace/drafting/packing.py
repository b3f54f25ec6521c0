"""Freezing the evidence pack of a draft, and counting its coverage."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from personas.coverage import SectionCoverage
from personas.evidence import EvidencePack, Quote, Theme
from personas.groundwork import Groundwork
from personas.library import evidence as store
from personas.library import segments as segment_store
from personas.library.meta import voices_state
from personas.segment import Segment
from retrieval.injection import unfit_to_show
from retrieval.packs import SAMPLE, build_pack, coverage_of, prepare, with_questions
from workspace.progress import Report, silent
from workspace.workspace import Workspace


class FrozenEvidence(NamedTuple):
    """A segment's evidence for one draft."""

    pack: EvidencePack
    coverage: tuple[SectionCoverage, ...]
    left_out: int = 0
    """Texts that were chosen and then kept out because they try to give orders."""


def freeze_evidence(workspace: Workspace, segment: Segment, *, report: Report = silent) -> FrozenEvidence:
    """Choose a segment's figures, themes and quotes for a draft, and say of each section how much speaks of it."""
    report(f"gathering the evidence of {segment.name}", 0)
    with workspace.library.read() as connection:
        statistics = segment_store.statistics_of(connection, segment.id)
        found = segment_store.themes_of(connection, segment.id)
        ground = segment_store.groundwork_of(connection, segment.id)
        state = voices_state(connection)
        current = ground is not None and ground.state == state
        quotes = [] if current else list(store.iterate_quotes(connection, segment_id=segment.id))
    if ground is None or not current:
        ground = lay_groundwork(workspace, segment, quotes, found, state=state)
    report("freezing the evidence", 0.5)
    themes = [*found, *ground.themes]
    with workspace.library.read() as connection:
        voices = store.quotes_by_id(connection, sorted(_named(themes, ground)), segment_id=segment.id).values()
        own = with_what_was_asked(connection, [quote for quote in voices if quote.segment_id == segment.id])
    orders: set[str] = set()

    def fit(quote: Quote) -> bool:
        if unfit_to_show(quote.text):
            orders.add(quote.id)
        return quote.id not in orders

    pack = build_pack(segment.id, own, statistics, themes, telling=ground.telling, voices=ground.voices, fit=fit)
    return FrozenEvidence(pack, coverage_of(ground.spoken, ground.told, statistics), len(orders))


def lay_groundwork(
    workspace: Workspace, segment: Segment, quotes: Sequence[Quote], themes: Sequence[Theme], *, state: str
) -> Groundwork:
    """Read all of a segment's voices once for the drafts that follow, and keep what was chosen.

    `quotes` are of people known to belong to it; of those placed in it by inference only what no others say is kept.
    `state` is that of the voices when the quotes were read: what was said since then needs another reading.
    """
    with workspace.library.read() as connection:
        people = segment_store.count_voices(connection, segment.id)
        outside = store.quotes_outside(connection, segment.id, SAMPLE)
        inferred = list(store.iterate_quotes(connection, segment_id=segment.id, voices="inferred"))
        heard = with_what_was_asked(connection, quotes)
    laid = prepare(segment.id, heard, outside, themes, of=people, inferred=inferred)
    ground = laid.model_copy(update={"state": state})
    with workspace.library.write() as connection:
        segment_store.save_groundwork(connection, segment.id, ground)
    return ground


def with_what_was_asked(connection: Connection, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes, replies to an interviewer with the question that they answer."""
    interviews = {quote.document_id for quote in quotes if quote.kind == "interview"}
    return with_questions(quotes, store.load_documents(connection, interviews))


def _named(themes: Sequence[Theme], ground: Groundwork) -> set[str]:
    """Every quote that a draft may choose from."""
    return ground.quote_ids() | {quote_id for theme in themes for quote_id in (*theme.quotes, *theme.opposing)}
