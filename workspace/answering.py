"""What the chat reaches for in a workspace: segments, evidence for a question, profiles, drafts."""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection

from agent.chat import EVERYBODY, Found, named_segments
from personas.draft import Draft
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from personas.library import evidence as store
from personas.library import segments as segment_store
from personas.segment import Segment
from retrieval.answering import Evidence, evidence_for
from workspace import drafting, segmenting
from workspace.indexing import open_index
from workspace.workspace import Workspace

_FIGURES, _THEMES, _BEHIND = 12, 6, 3
"""The most statistics and themes of one answer, and of a theme the quotes that stand behind it."""


class ChatDesk:
    """The services that the chat uses."""

    def __init__(self, workspace: Workspace, actor: str) -> None:
        self._workspace, self._actor = workspace, actor

    def segments(self) -> list[Segment]:
        """The segments in force."""
        return segmenting.segments(self._workspace)

    def find(self, question: str, segment: Segment | None) -> Found:
        """The evidence for a question, of one segment or of everybody."""
        index = open_index(self._workspace)
        known = self.segments()
        parts = [segment] if segment else _compared(question, known) or known
        home = segment.id if segment else None
        with self._workspace.library.read() as connection:
            statistics = [one for part in parts for one in segment_store.statistics_of(connection, part.id)]
            themes = [one for part in parts for one in segment_store.themes_of(connection, part.id)]
            among = {q.id for q in store.iterate_quotes(connection, segment_id=home)} if home else None
            found = evidence_for(
                question, index, _reader(connection, home, among), statistics, themes,
                embedder=self._workspace.embedder, among=among, ignore=[one.name for one in known],
            )  # fmt: skip
            pack = _pack(connection, found, home)
        return Found(
            question=question,
            scope=drafting.reference(segment) if segment else EVERYBODY,
            covered=found.covered,
            searched=found.searched,
            missing=found.missing,
            reason=found.reason,
            answering=tuple(quote.id for quote in found.quotes) if found.covered else (),
            pack=pack,
            names={part.id: part.name for part in parts},
        )

    def profile(self, segment: Segment) -> Found:
        """A segment's most telling figures and themes."""
        with self._workspace.library.read() as connection:
            statistics = segment_store.statistics_of(connection, segment.id)
            themes = segment_store.themes_of(connection, segment.id)[:_THEMES]
            found = Evidence(True, (), (), "", (), tuple(statistics), tuple(themes))
            pack = _pack(connection, found, segment.id, most=len(statistics))
        scope = drafting.reference(segment)
        return Found(question="", scope=scope, covered=True, pack=pack, names={segment.id: segment.name})

    def draft(self, segment: Segment) -> Draft:
        """Draft a persona and a journey for a segment, and store it."""
        return drafting.draft_segment(self._workspace, segment.id, actor=self._actor)


def _compared(question: str, known: list[Segment]) -> list[Segment]:
    """The segments that a question sets against each other; their figures alone are then looked through."""
    named = named_segments(question, known)
    return named if len(named) > 1 else []


def _reader(
    connection: Connection, home: str | None, among: set[str] | None
) -> Callable[[Sequence[str]], Sequence[Quote]]:
    """Gives quotes by id, and after them their neighbours in the same documents; none from outside the segment."""

    def read(ids: Sequence[str]) -> Sequence[Quote]:
        asked = _quotes(connection, ids, home)
        beside = store.quote_ids_of(connection, (quote.document_id for quote in asked))
        wanted = set(ids)
        return [
            *asked,
            *_quotes(connection, [i for i in beside if i not in wanted and (not among or i in among)], home),
        ]

    return read


def _quotes(connection: Connection, ids: Iterable[str], home: str | None) -> list[Quote]:
    """Quotes as members of a segment's pack, or of everybody's, to which each speaker belongs by having spoken."""
    found = store.quotes_by_id(connection, ids, segment_id=home).values()
    if home is not None:
        return list(found)
    return [quote.model_copy(update={"segment_id": EVERYBODY.id, "membership": "rule"}) for quote in found]


def _distinct(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Themes, the most prevalent first, without smaller ones of the same name and segment."""
    found: dict[tuple[str, str], Theme] = {}
    for theme in sorted(themes, key=lambda one: -one.n):
        found.setdefault((theme.segment_id, theme.label), theme)
    return tuple(found.values())


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
