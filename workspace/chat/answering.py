"""The chat's services over a workspace: segments, evidence for a question, profiles, drafts."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from agent.chat import EVERYBODY, Found, Revised, named_segments
from personas.claims import Claim
from personas.draft import Draft, SegmentReference
from personas.errors import NotFound
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from personas.library import evidence as store
from personas.library import segments as segment_store
from personas.segment import Segment
from retrieval.answering import Evidence, Uncounted, amount_of_some, crowd_of, evidence_for, sections_asked
from retrieval.index import EvidenceIndex
from retrieval.injection import unfit_to_show
from workspace import segmenting
from workspace.chat.hearing import Voices
from workspace.chat.population import population_of
from workspace.chat.section_voices import by_section
from workspace.drafting import drafting, drafts, revising
from workspace.drafting.packing import with_what_was_asked
from workspace.evidence.indexing import open_index
from workspace.evidence.scoping import rows_among
from workspace.intake.naming import customers_called
from workspace.publishing import publish
from workspace.reviewing.desk import counter_evidence
from workspace.segmenting import RULES
from workspace.workspace import Workspace

_FIGURES, _THEMES, _BEHIND = 12, 6, 3
"""The most statistics and themes of one answer, and of a theme the quotes that stand behind it."""


class WorkspaceServices:
    """The services that the chat uses."""

    def __init__(self, workspace: Workspace, actor: str, *, draft_id: str = "") -> None:
        self._workspace, self._actor, self._draft_id = workspace, actor, draft_id

    def segments(self) -> list[Segment]:
        """The segments in force."""
        return segmenting.segments(self._workspace)

    def find(self, question: str, segment: Segment | None) -> Found:
        """The evidence for a question, of one segment or of everybody."""
        index = open_index(self._workspace, wait=False)
        known = self.segments()
        names = [one.name for one in known]
        compared = _compared(question, known)
        parts = [segment] if segment else compared or known
        home = segment.id if segment else None
        with self._workspace.library.read() as connection:
            everybody = population_of(self._workspace, connection, None)
            some = None if compared else amount_of_some(question, everybody, names)
            if some is not None:
                theirs = _made_by(some, known)
                if theirs is None:
                    return _not_counted(question, segment, some)
                if theirs != segment:
                    return self.find(question, theirs)
            crowd = crowd_of(question, population_of(self._workspace, connection, home))
            voices = Voices(connection, home, crowd.people if crowd else None)
            statistics, themes = ([], []) if crowd else _counted(connection, parts)
            about_all = crowd or some
            asked, called = about_all.asked if about_all else question, customers_called(connection)
            found = evidence_for(
                asked, index, voices.with_neighbours, statistics, themes,
                embedder=self._workspace.embedder, among=self._rows(connection, index, voices), ignore=names,
                called=called, context=voices,
            )  # fmt: skip
            told = found.covered and (found.quotes or found.statistics)
            if not told and (sections := sections_asked(asked, names, called)):
                found = by_section(self._workspace, connection, found, sections, parts=parts, voices=voices)
            pack, left_out = _without_orders(_pack(found, voices))
            pack = pack.model_copy(update={"quotes": tuple(with_what_was_asked(connection, pack.quotes))})
        return Found(
            question=question,
            scope=SegmentReference.of(segment) if segment else EVERYBODY,
            covered=found.covered,
            searched=found.searched,
            missing=found.missing,
            reason=found.reason,
            answering=tuple(q.id for q in found.quotes if pack.find(q.id)) if found.covered else (),
            pack=pack,
            left_out=left_out,
            people=dict(found.people),
            names={part.id: part.name for part in parts},
            crowd=crowd.words if crowd else "",
        )

    def _rows(self, connection: Connection, index: EvidenceIndex, voices: Voices) -> NDArray[np.int64] | None:
        """The rows of the index that hold the voices; None for everybody's."""
        among = rows_among(self._workspace, connection, index, voices.home)
        if not voices.narrowed:
            return among
        theirs = index.rows_of(voices.ids())
        return theirs if among is None else np.intersect1d(among, theirs)

    def profile(self, segment: Segment) -> Found:
        """A segment's most telling figures and themes."""
        with self._workspace.library.read() as connection:
            statistics = segment_store.statistics_of(connection, segment.id)
            themes = segment_store.themes_of(connection, segment.id)[:_THEMES]
            found = Evidence(True, (), (), "", (), tuple(statistics), tuple(themes))
            pack, _ = _without_orders(_pack(found, Voices(connection, segment.id), most=len(statistics)))
        scope = SegmentReference.of(segment)
        return Found(question="", scope=scope, covered=True, pack=pack, names={segment.id: segment.name})

    def draft(self, segment: Segment) -> Draft:
        """Draft a persona and a journey for a segment, and store it."""
        draft = drafting.draft_segment(self._workspace, segment.id, actor=self._actor)
        self._draft_id = draft.id
        return draft

    def spoken_of(self) -> str:
        """The id of the draft that the talk is about; empty for none."""
        return self._draft_id

    def open_draft(self, draft_id: str = "") -> Draft:
        """A draft; without an id the one that the talk is about, else the newest. Raises NotFound."""
        wanted = draft_id or self._draft_id or next((one.id for one in drafts.summaries(self._workspace)), "")
        if not wanted:
            raise NotFound("There is no draft yet: “draft SEGMENT” makes one.")
        draft = drafts.load(self._workspace, wanted)
        self._draft_id = draft.id
        return draft

    def revise(self, draft_id: str, section: str, wish: str) -> Revised:
        """Write a section of a draft again, as wished, and store it. Raises Refused, NotFound, Stale."""
        return revising.revise(self._workspace, draft_id, section, actor=self._actor, wish=wish)

    def opposing(self, draft: Draft, claim: Claim) -> list[Quote]:
        """The quotes of a draft's evidence that speak against a claim."""
        return counter_evidence(draft, claim)

    def submit(self, draft_id: str) -> Draft:
        """Send a draft to review. Raises Refused."""
        return publish.submit(self._workspace, draft_id, actor=self._actor)

    def orders(self) -> list[Quote]:
        """The texts that try to give orders, which no answer and no draft rests on."""
        with self._workspace.library.read() as connection:
            return [quote for quote in store.iterate_quotes(connection) if unfit_to_show(quote.text)]


def _compared(question: str, known: list[Segment]) -> list[Segment]:
    """The segments that a question sets against each other; their figures alone are then looked through."""
    named = named_segments(question, known)
    return named if len(named) > 1 else []


def _not_counted(question: str, segment: Segment | None, some: Uncounted) -> Found:
    """Nothing found: figures are counted of segments, and an amount is asked of some of their people."""
    return Found(
        question=question,
        scope=SegmentReference.of(segment) if segment else EVERYBODY,
        covered=False,
        searched=(some.words,),
        reason=f"it asks for what is counted of segments, and none is of {some.words}",
        advice=_built_by(some) if some.rule else (),
        pack=EvidencePack(id="answer", segment_id=segment.id if segment else EVERYBODY.id),
    )


def _made_by(some: Uncounted, known: Sequence[Segment]) -> Segment | None:
    """The segment that was built by the rule for some people."""
    return next((one for one in known if some.rule and one.rule == some.rule), None)


def _built_by(some: Uncounted) -> tuple[str, ...]:
    """What to write for a segment of some people."""
    name = f"{some.called[:1].upper()}{some.called[1:]}"
    return (
        f"To have it counted, write this into {RULES}, above rules that fit the same people, and run "
        "`verism segments build`:",
        "  segments:",
        f"    - name: {name}",
        f"      rule: {some.rule}",
    )


def _counted(connection: Connection, parts: Sequence[Segment]) -> tuple[list[Statistic], list[Theme]]:
    """The figures and the themes of some segments."""
    statistics = [one for part in parts for one in segment_store.statistics_of(connection, part.id)]
    return statistics, [one for part in parts for one in segment_store.themes_of(connection, part.id)]


def _distinct(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Themes, the most prevalent first, without smaller ones of the same name and segment."""
    found: dict[tuple[str, str], Theme] = {}
    for theme in sorted(themes, key=lambda one: -one.n):
        found.setdefault((theme.segment_id, theme.label), theme)
    return tuple(found.values())


def _without_orders(pack: EvidencePack) -> tuple[EvidencePack, int]:
    """The pack without the texts that try to give orders, and how many those were."""
    kept = tuple(quote for quote in pack.quotes if not unfit_to_show(quote.text))
    return pack.model_copy(update={"quotes": kept}), len(pack.quotes) - len(kept)


def _pack(found: Evidence, voices: Voices, *, most: int = _FIGURES) -> EvidencePack:
    """What an answer may cite: what was found, and the first quotes behind each theme."""
    themes = _distinct(found.themes)[:_THEMES]
    statistics: tuple[Statistic, ...] = found.statistics[:most]
    chosen = {quote.id: quote for quote in found.quotes}
    behind = dict.fromkeys(i for theme in themes for i in theme.quotes[:_BEHIND] if i not in chosen)
    quotes = (*chosen.values(), *voices.quotes(behind))
    return EvidencePack(
        id="answer", segment_id=voices.home or EVERYBODY.id, quotes=quotes, statistics=statistics, themes=themes
    )
