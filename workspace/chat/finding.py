"""The evidence for a question of the chat: whose voices are heard, what was counted of them, and what may be cited."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from agent.chat import EVERYBODY, Found, named_segments
from personas.draft import SegmentReference
from personas.evidence import EvidencePack, Statistic, Theme
from personas.library import segments as segment_store
from personas.segment import Segment
from retrieval.answering import Evidence, Uncounted, amount_of_some, crowd_of, evidence_for, sections_asked
from retrieval.index import EvidenceIndex
from retrieval.injection import unfit_to_show
from workspace import segmenting
from workspace.chat.hearing import Voices
from workspace.chat.population import population_of
from workspace.chat.section_voices import by_section
from workspace.drafting.packing import with_what_was_asked
from workspace.evidence.indexing import open_index
from workspace.evidence.scoping import rows_among
from workspace.intake.naming import customers_called
from workspace.segmenting import RULES
from workspace.workspace import Workspace

MOST_THEMES = 6
"""The most themes of one answer."""
_FIGURES, _BEHIND = 12, 3
"""The most statistics of one answer, and of a theme the quotes that stand behind it."""


class _Asked(NamedTuple):
    """A question, and of whom it is asked."""

    question: str
    put: str
    """The same without the people whom the segment already stands for."""
    segment: Segment | None
    parts: Sequence[Segment]
    """The segments whose figures and themes may answer."""
    names: Sequence[str]
    """Of all segments: no matter of a question."""

    @property
    def home(self) -> str | None:
        """The id of the segment; None for everybody."""
        return self.segment.id if self.segment else None

    @property
    def scope(self) -> SegmentReference:
        """Whose evidence answers."""
        return SegmentReference.of(self.segment) if self.segment else EVERYBODY


def found_for(workspace: Workspace, question: str, segment: Segment | None) -> Found:
    """The evidence for a question, of one segment or of everybody.

    An amount of some people is answered by the segment that was built of them; where there is none, nothing is found
    and the rule that makes one is advised.
    """
    known = segmenting.segments(workspace)
    compared, names = _compared(question, known), [one.name for one in known]
    with workspace.library.read() as connection:
        some = None if compared else amount_of_some(question, population_of(workspace, connection, None), names)
        if some is None:
            parts = [segment] if segment else compared or known
            return _found(workspace, connection, _Asked(question, question, segment, parts, names))
        theirs = _made_by(some, known)
        if theirs is None:
            return _not_counted(_Asked(question, some.asked, segment, (), names), some)
        return _found(workspace, connection, _Asked(question, some.asked, theirs, [theirs], names))


def _found(workspace: Workspace, connection: Connection, about: _Asked) -> Found:
    """What speaks of a question, by those alone of whom it is known that they are meant."""
    crowd = crowd_of(about.question, population_of(workspace, connection, about.home))
    voices = Voices(connection, about.home, crowd.people if crowd else None)
    found = _evidence(workspace, connection, about._replace(put=crowd.asked) if crowd else about, voices)
    pack, left_out = cited_pack(found, voices)
    pack = pack.model_copy(update={"quotes": tuple(with_what_was_asked(connection, pack.quotes))})
    return Found(
        question=about.question,
        scope=about.scope,
        covered=found.covered,
        searched=found.searched,
        missing=found.missing,
        reason=found.reason,
        answering=tuple(q.id for q in found.quotes if pack.find(q.id)) if found.covered else (),
        pack=pack,
        left_out=left_out,
        people=dict(found.people),
        names={part.id: part.name for part in about.parts},
        crowd=crowd.words if crowd else "",
    )


def _evidence(workspace: Workspace, connection: Connection, about: _Asked, voices: Voices) -> Evidence:
    """What the voices say, and what is counted of the segments; of some people alone nothing is."""
    index = open_index(workspace, wait=False)
    statistics, themes = ([], []) if voices.narrowed else _counted(connection, about.parts)
    called = customers_called(connection)
    found = evidence_for(
        about.put, index, voices.with_neighbours, statistics, themes,
        embedder=workspace.embedder, among=_rows(workspace, connection, index, voices), ignore=about.names,
        called=called, context=voices,
    )  # fmt: skip
    told = found.covered and (found.quotes or found.statistics)
    sections = () if told else sections_asked(about.put, about.names, called)
    if not sections:
        return found
    return by_section(workspace, connection, found, sections, parts=about.parts, voices=voices)


def _rows(
    workspace: Workspace, connection: Connection, index: EvidenceIndex, voices: Voices
) -> NDArray[np.int64] | None:
    """The rows of the index that hold the voices; None for everybody's."""
    among = rows_among(workspace, connection, index, voices.home)
    if not voices.narrowed:
        return among
    theirs = index.rows_of(voices.ids())
    return theirs if among is None else np.intersect1d(among, theirs)


def _compared(question: str, known: list[Segment]) -> list[Segment]:
    """The segments that a question sets against each other; their figures alone are then looked through."""
    named = named_segments(question, known)
    return named if len(named) > 1 else []


def _counted(connection: Connection, parts: Sequence[Segment]) -> tuple[list[Statistic], list[Theme]]:
    """The figures and the themes of some segments."""
    statistics = [one for part in parts for one in segment_store.statistics_of(connection, part.id)]
    return statistics, [one for part in parts for one in segment_store.themes_of(connection, part.id)]


def cited_pack(found: Evidence, voices: Voices, *, most: int = _FIGURES) -> tuple[EvidencePack, int]:
    """What an answer may cite, `most` figures of it, and how many texts were left out because they give orders."""
    themes = _distinct(found.themes)[:MOST_THEMES]
    chosen = {quote.id: quote for quote in found.quotes}
    behind = dict.fromkeys(i for theme in themes for i in theme.quotes[:_BEHIND] if i not in chosen)
    every = [*chosen.values(), *voices.quotes(behind)]
    quotes = tuple(quote for quote in every if not unfit_to_show(quote.text))
    pack = EvidencePack(
        id="answer",
        segment_id=voices.home or EVERYBODY.id,
        quotes=quotes,
        statistics=found.statistics[:most],
        themes=themes,
    )
    return pack, len(every) - len(quotes)


def _not_counted(about: _Asked, some: Uncounted) -> Found:
    """Nothing found: figures are counted of segments, and an amount is asked of some of their people."""
    return Found(
        question=about.question,
        scope=about.scope,
        covered=False,
        searched=(some.words,),
        reason=f"it asks for what is counted of segments, and none is of {some.words}",
        advice=_built_by(some) if some.rule else (),
        pack=EvidencePack(id="answer", segment_id=about.scope.id),
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


def _distinct(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Themes, the most prevalent first, without smaller ones of the same name and segment."""
    found: dict[tuple[str, str], Theme] = {}
    for theme in sorted(themes, key=lambda one: -one.n):
        found.setdefault((theme.segment_id, theme.label), theme)
    return tuple(found.values())
