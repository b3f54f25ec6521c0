"""Freezing what one draft may cite, and counting what the evidence does and does not speak of."""

from typing import NamedTuple

from agent.verification import gives_orders
from personas.coverage import SectionCoverage
from personas.evidence import EvidencePack, Quote
from personas.library import evidence as store
from personas.library import segments as segment_store
from personas.segment import Segment
from retrieval.packs import SAMPLE, build_pack, coverage_of, own_vocabulary, section_themes, telling_quotes
from workspace.progress import Report, silent
from workspace.workspace import Workspace

_TELLING = 40
"""Quotes that stand for what several people say, whatever their topic."""


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
        quotes = list(store.iterate_quotes(connection, segment_id=segment.id))
        statistics = segment_store.statistics_of(connection, segment.id)
        themes = segment_store.themes_of(connection, segment.id)
        people = segment_store.count_voices(connection, segment.id)
        others = store.quotes_outside(connection, segment.id, SAMPLE)
    report(f"freezing {len(quotes):,} quotes", 0.5)
    covered = {theme.topic for theme in themes}
    plain = section_themes(quotes, segment.id, of=people, covered=covered)
    telling = telling_quotes(quotes, others, _TELLING)
    words = own_vocabulary(quotes, others, segment.id, of=people, telling=telling)
    orders: set[str] = set()

    def fit(quote: Quote) -> bool:
        if gives_orders(quote.text):
            orders.add(quote.id)
        return quote.id not in orders

    pack = build_pack(segment.id, quotes, statistics, [*themes, *plain, *words], telling=telling, fit=fit)
    return FrozenEvidence(pack, coverage_of(quotes, statistics), len(orders))
