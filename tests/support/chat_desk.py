"""A desk over the tests' pack, with real retrieval and the real drafting workflow."""

from collections.abc import Sequence
from pathlib import Path

from agent.chat import EVERYBODY, Found, Revised, sources_in
from agent.drafting import draft_persona, revise_section
from agent.verification import verify
from agent.writers import ExtractiveWriter
from personas import lifecycle
from personas.claims import Claim
from personas.draft import Draft
from personas.errors import NotFound
from personas.evidence import EvidencePack, Quote
from personas.segment import Segment
from retrieval.answering import evidence_for
from retrieval.index import Entry, EvidenceIndex, publish
from retrieval.injection import unfit_to_show
from tests.support import packs
from tests.support.voices import EMBEDDER

HIGH = Segment(id="g-1", key="high:active", name="High value, active", rule="top value quartile", n=190, share=0.2)
LAPSED = Segment(id="g-2", key="high:slipping", name="High value, slipping", rule="quiet for long", n=90, share=0.1)
LOW = Segment(id="g-3", key="low:active", name="Lower value, active", rule="the rest", n=700, share=0.7)


class PackDesk:
    """Three segments, of which the first has voices, themes and figures, and the second figures."""

    def __init__(self, folder: Path, more: Sequence[Quote] = ()) -> None:
        self.drafted: list[Draft] = []
        self.wished: list[str] = []
        voices = [*packs.quotes(), *more]
        entries = [Entry(one.id, one.text, one.respondent_id) for one in voices]
        self._index = EvidenceIndex(folder, publish(folder, entries, EMBEDDER), EMBEDDER)
        self._quotes = {one.id: one for one in voices}

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
        left_out = sum(unfit_to_show(quote.text) for quote in found.quotes)
        quotes = dict.fromkeys([q.id for q in found.quotes] + [i for t in found.themes for i in t.quotes[:3]])
        placed = (
            self._quotes[i].model_copy(update={"segment_id": home, "membership": "rule"})
            for i in quotes
            if not unfit_to_show(self._quotes[i].text)
        )
        pack = EvidencePack(
            id="answer", segment_id=home, quotes=tuple(placed), statistics=found.statistics, themes=found.themes
        )
        scope = EVERYBODY if segment is None else packs.SEGMENT.model_copy(
            update={"id": segment.id, "name": segment.name}
        )  # fmt: skip
        return Found(
            question=question, scope=scope, covered=found.covered, searched=found.searched, missing=found.missing,
            reason=found.reason, answering=tuple(q.id for q in found.quotes) if found.covered else (), pack=pack,
            names={one.id: one.name for one in self.segments()}, left_out=left_out,
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
        request = packs.request(draft_id=f"d-{len(self.drafted) + 1}")
        self.drafted.append(draft_persona(request, ExtractiveWriter(), verify))
        return self.drafted[-1]

    def spoken_of(self) -> str:
        return self.drafted[-1].id if self.drafted else ""

    def open_draft(self, draft_id: str = "") -> Draft:
        found = [one for one in self.drafted if draft_id in ("", one.id)]
        if not found:
            raise NotFound(f"There is no draft {draft_id!r}.")
        return found[-1]

    def revise(self, draft_id: str, section: str, wish: str) -> Revised:
        draft, (kinds, _) = self.open_draft(draft_id), sources_in(wish)
        self.wished.append(wish)
        revision = revise_section(draft, section, ExtractiveWriter(), verify, wish=wish, kinds=kinds)
        if revision.why_not:
            return Revised(draft=draft, section=section, why_not=revision.why_not)
        new = tuple(one.model_copy(update={"id": f"c-9{n}"}) for n, one in enumerate(revision.claims))
        changed = draft.model_copy(update={"claims": (*draft.claims, *new), "version": draft.version + 1})
        self.drafted[self.drafted.index(draft)] = changed
        return Revised(draft=changed, section=section, added=tuple(one.id for one in new))

    def opposing(self, draft: Draft, claim: Claim) -> list[Quote]:
        cited = {citation.evidence_id for citation in claim.citations or ()}
        against = {i for theme in draft.pack.themes if theme.id in cited for i in theme.opposing}
        return [quote for quote in draft.pack.quotes if quote.id in against]

    def submit(self, draft_id: str) -> Draft:
        draft = self.open_draft(draft_id)
        sent = lifecycle.take(draft, "submit")
        self.drafted[self.drafted.index(draft)] = sent
        return sent

    def orders(self) -> list[Quote]:
        return [quote for quote in self._quotes.values() if unfit_to_show(quote.text)]
