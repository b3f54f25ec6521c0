"""The chat's services over a workspace: segments, evidence for a question, profiles, drafts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import zip_longest

from sqlalchemy import Connection

from agent.chat import EVERYBODY, Found, Revised, named_segments
from personas.claims import Claim
from personas.draft import Draft, SegmentReference
from personas.errors import NotFound
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from personas.library import evidence as store
from personas.library import segments as segment_store
from personas.segment import Segment
from personas.voices import Document
from retrieval.answering import Evidence, evidence_for, sections_asked
from retrieval.injection import unfit_to_show
from workspace import drafting, drafts, publish, revising, segmenting
from workspace.desk import counter_evidence
from workspace.indexing import open_index
from workspace.naming import customers_called
from workspace.packing import with_what_was_asked
from workspace.scoping import rows_among
from workspace.workspace import Workspace

_FIGURES, _THEMES, _BEHIND, _VOICES = 12, 6, 3, 8
"""The most statistics and themes of one answer, of a theme the quotes that stand behind it, and voices of a section."""


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
        parts = [segment] if segment else _compared(question, known) or known
        home = segment.id if segment else None
        with self._workspace.library.read() as connection:
            statistics = [one for part in parts for one in segment_store.statistics_of(connection, part.id)]
            themes = [one for part in parts for one in segment_store.themes_of(connection, part.id)]
            among, called = rows_among(self._workspace, connection, index, home), customers_called(connection)
            found = evidence_for(
                question, index, _reader(connection, home), statistics, themes,
                embedder=self._workspace.embedder, among=among, ignore=names, called=called,
                context=_Library(connection, home),
            )  # fmt: skip
            told = found.covered and found.quotes
            if not told and (sections := sections_asked(question, names, called)):
                found = _by_section(connection, found, sections, parts, home)
            pack, left_out = _without_orders(_pack(connection, found, home))
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
        )

    def profile(self, segment: Segment) -> Found:
        """A segment's most telling figures and themes."""
        with self._workspace.library.read() as connection:
            statistics = segment_store.statistics_of(connection, segment.id)
            themes = segment_store.themes_of(connection, segment.id)[:_THEMES]
            found = Evidence(True, (), (), "", (), tuple(statistics), tuple(themes))
            pack, _ = _without_orders(_pack(connection, found, segment.id, most=len(statistics)))
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


class _Library:
    """What stands around the quotes, in the library; of a segment's voices alone, when it is asked about one."""

    def __init__(self, connection: Connection, home: str | None) -> None:
        self._connection, self._home = connection, home

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """The documents of these ids."""
        return store.load_documents(self._connection, ids)

    def titles(self) -> Mapping[str, str]:
        """Source id -> file name, of the interviews."""
        return store.interview_names(self._connection)

    def quotes_in(self, source_ids: Collection[str]) -> Sequence[str]:
        """The quotes of these sources, of the people who belong to the segment."""
        ids = store.quote_ids_from(self._connection, source_ids)
        return [quote.id for quote in _quotes(self._connection, ids, self._home) if quote.segment_id is not None]


def _compared(question: str, known: list[Segment]) -> list[Segment]:
    """The segments that a question sets against each other; their figures alone are then looked through."""
    named = named_segments(question, known)
    return named if len(named) > 1 else []


def _reader(connection: Connection, home: str | None) -> Callable[[Sequence[str]], Sequence[Quote]]:
    """Gives quotes by id, and after them their neighbours in the same documents; none from outside the segment."""

    def read(ids: Sequence[str]) -> Sequence[Quote]:
        asked = _quotes(connection, ids, home)
        beside = store.quote_ids_of(connection, (quote.document_id for quote in asked))
        wanted = set(ids)
        neighbours = _quotes(connection, [i for i in beside if i not in wanted], home)
        return [*asked, *(quote for quote in neighbours if quote.segment_id is not None)]

    return read


def _quotes(connection: Connection, ids: Iterable[str], home: str | None) -> list[Quote]:
    """Quotes as members of a segment's pack, or of everybody's, to which each speaker belongs by having spoken."""
    found = store.quotes_by_id(connection, ids, segment_id=home).values()
    if home is not None:
        return list(found)
    return [quote.model_copy(update={"segment_id": EVERYBODY.id, "membership": "rule"}) for quote in found]


def _by_section(
    connection: Connection, found: Evidence, sections: Sequence[str], parts: Sequence[Segment], home: str | None
) -> Evidence:
    """What was found, or the clearest quotes of the sections that a question names: each segment's first, by turns."""
    grounds = [ground for part in parts if (ground := segment_store.groundwork_of(connection, part.id)) is not None]
    lists = [ground.voices.get(section, ()) for section in sections for ground in grounds]
    ids = dict.fromkeys(i for turn in zip_longest(*lists) for i in turn if i is not None)
    people: dict[str, Quote] = {}
    for quote in _quotes(connection, ids, home):
        people.setdefault(quote.respondent_id, quote)
    quotes = tuple(people.values())[:_VOICES]
    return found._replace(covered=True, missing=(), reason="", quotes=quotes) if quotes else found


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


def _pack(connection: Connection, found: Evidence, home: str | None, *, most: int = _FIGURES) -> EvidencePack:
    """What an answer may cite: what was found, and the first quotes behind each theme."""
    themes = _distinct(found.themes)[:_THEMES]
    statistics: tuple[Statistic, ...] = found.statistics[:most]
    chosen = {quote.id: quote for quote in found.quotes}
    behind = dict.fromkeys(i for theme in themes for i in theme.quotes[:_BEHIND] if i not in chosen)
    quotes = (*chosen.values(), *_quotes(connection, behind, home))
    return EvidencePack(
        id="answer", segment_id=home or EVERYBODY.id, quotes=quotes, statistics=statistics, themes=themes
    )
