"""A desk over the tests' pack, with real retrieval and the real drafting workflow."""

from pathlib import Path

from agent.chat import EVERYBODY, Found
from agent.drafting import DraftRequest, draft_persona
from agent.verification import verify
from agent.writers import ExtractiveWriter
from personas.draft import Draft
from personas.evidence import EvidencePack
from personas.segment import Segment
from retrieval.answering import evidence_for
from retrieval.index import Entry, EvidenceIndex, publish
from tests.support import packs
from tests.support.voices import EMBEDDER

HIGH = Segment(id="g-1", key="high:active", name="High value, active", rule="top value quartile", n=190, share=0.2)
LAPSED = Segment(id="g-2", key="high:slipping", name="High value, slipping", rule="quiet for long", n=90, share=0.1)
LOW = Segment(id="g-3", key="low:active", name="Lower value, active", rule="the rest", n=700, share=0.7)


class PackDesk:
    """Three segments, of which the first has voices, themes and figures, and the second figures."""

    def __init__(self, folder: Path) -> None:
        self.drafted: list[Draft] = []
        entries = [Entry(one.id, one.text, one.respondent_id) for one in packs.quotes()]
        self._index = EvidenceIndex(folder, publish(folder, entries, EMBEDDER), EMBEDDER)
        self._quotes = {one.id: one for one in packs.quotes()}

    def close(self) -> None:
        self._index.close()

    def segments(self) -> list[Segment]:
        return [HIGH, LAPSED, LOW]

    def find(self, question: str, segment: Segment | None) -> Found:
        own = segment is None or segment == HIGH
        names = [one.name for one in self.segments()]
        found = evidence_for(
            question, self._index, lambda ids: [self._quotes[i] for i in ids],
            packs.statistics() if own else (), packs.themes() if own else (),
            embedder=EMBEDDER, among=None if own else set(), ignore=names,
        )  # fmt: skip
        home = EVERYBODY.id if segment is None else segment.id
        quotes = dict.fromkeys([q.id for q in found.quotes] + [i for t in found.themes for i in t.quotes[:3]])
        placed = (self._quotes[i].model_copy(update={"segment_id": home, "membership": "rule"}) for i in quotes)
        pack = EvidencePack(
            id="answer", segment_id=home, quotes=tuple(placed), statistics=found.statistics, themes=found.themes
        )
        scope = EVERYBODY if segment is None else packs.SEGMENT.model_copy(
            update={"id": segment.id, "name": segment.name}
        )  # fmt: skip
        return Found(
            question=question, scope=scope, covered=found.covered, searched=found.searched, missing=found.missing,
            reason=found.reason, answering=tuple(q.id for q in found.quotes) if found.covered else (), pack=pack,
            names={one.id: one.name for one in self.segments()},
        )  # fmt: skip

    def profile(self, segment: Segment) -> Found:
        figures = tuple(
            one.model_copy(update={"id": f"{one.id}-{segment.id}", "segment_id": segment.id, "group": segment.name})
            for one in packs.statistics()
            if segment in (HIGH, LAPSED)
        )
        themes = packs.themes() if segment == HIGH else ()
        scope = packs.SEGMENT.model_copy(update={"id": segment.id, "name": segment.name})
        quotes = tuple(self._quotes[i] for theme in themes for i in theme.quotes[:3])
        pack = EvidencePack(id="answer", segment_id=segment.id, quotes=quotes, statistics=figures, themes=themes)
        return Found(question="", scope=scope, covered=True, pack=pack, names={segment.id: segment.name})

    def draft(self, segment: Segment) -> Draft:
        request = DraftRequest(
            draft_id=f"d-{len(self.drafted) + 1}", author="ines", created_at=packs.CREATED, segment=packs.SEGMENT,
            pack=packs.pack(), coverage=packs.coverage(), journey=False,
        )  # fmt: skip
        self.drafted.append(draft_persona(request, ExtractiveWriter(), verify))
        return self.drafted[-1]
