"""Searching the evidence: quotes by hybrid search, statistics and themes by their words."""

from personas.base import Record
from personas.evidence import Attribute, Quote, Statistic, Theme
from personas.library import evidence as store
from personas.library import segments as segment_store
from retrieval.emotions import emotion_words, worded_with
from retrieval.index.words import tokens
from workspace import segmenting
from workspace.evidence.indexing import open_index
from workspace.evidence.narrowing import Narrowing
from workspace.evidence.scoping import rows_among
from workspace.evidence.wording import LANGUAGE, usable_scale
from workspace.roles import permitted
from workspace.workspace import Workspace

_WIDER = 8
"""How many times more of the nearest quotes are looked at when they must be worded well or badly."""


class Result(Record):
    """One piece of evidence that was found."""

    evidence_id: str
    type: str
    text: str
    score: float
    """0..1 within its type; it orders results and says nothing about truth."""
    source: str = ""
    respondent_id: str = ""
    attributes: dict[str, Attribute] = {}
    emotions: dict[str, tuple[str, ...]] = {}
    """Of an English quote: its words that name an emotion, by family. It is worded so; nobody is said to feel so."""
    placed: str = ""
    """That its speaker was placed in the segment by inference, with the error; empty for others."""

    @property
    def worded(self) -> str:
        """Its words that name an emotion, in words; empty for none."""
        return worded_with(self.emotions)


@permitted("look")
def search(
    workspace: Workspace,
    query: str,
    *,
    segment: str | None = None,
    kind: str | None = None,
    narrowing: Narrowing | None = None,
    limit: int = 10,
) -> list[Result]:
    """The evidence nearest to a query, the best first. Raises NotFound for an unknown segment.

    A narrowing is about what people said: with one, only quotes are looked for.
    """
    about = segmenting.segment(workspace, segment).id if segment else None
    found: list[Result] = []
    if kind in (None, "quote"):
        quotes = search_quotes(workspace, query, about, limit, narrowing)
        found += [_quote_result(quote, score) for quote, score in quotes]
    if narrowing is None and kind in (None, "statistic"):
        found += _matching(query, _statistics(workspace, about), limit)
    if narrowing is None and kind in (None, "theme"):
        found += _matching(query, _themes(workspace, about), limit)
    return sorted(found, key=lambda one: -one.score)[:limit]


@permitted("look")
def search_quotes(
    workspace: Workspace, query: str, segment_id: str | None, limit: int, narrowing: Narrowing | None = None
) -> list[tuple[Quote, float]]:
    """Quotes with their scores, of a segment's people when one is named, and of those that a narrowing keeps.

    Asked for a wording, it looks through the nearest `8 * limit`. Raises Refused where wording tells nothing here.
    """
    worded = narrowing.worded if narrowing is not None else ""
    wanted = usable_scale(workspace) if worded else None
    index = open_index(workspace, wait=False)
    with workspace.library.read() as connection:
        among = rows_among(workspace, connection, index, segment_id, narrowing)
        hits = index.search(query, limit=limit * (_WIDER if wanted else 1), among=among)
        quotes = store.quotes_by_id(connection, [hit.quote_id for hit in hits], segment_id=segment_id)
    said = [(quotes[hit.quote_id], hit.score) for hit in hits if hit.quote_id in quotes]
    if wanted is not None:
        said = [(one, score) for one, score in said if one.language == LANGUAGE and wanted.worded(one.text) == worded]
    return said[:limit]


def worded(quote: Quote) -> str:
    """The words of an English quote that name an emotion, in words: "words of anger (annoyed)"; empty for none."""
    return worded_with(_emotions(quote))


def _emotions(quote: Quote) -> dict[str, tuple[str, ...]]:
    return emotion_words(quote.text) if quote.language == LANGUAGE else {}


def _statistics(workspace: Workspace, segment_id: str | None) -> list[Statistic]:
    with workspace.library.read() as connection:
        ids = [segment_id] if segment_id else [one.id for one in segment_store.list_segments(connection)]
        return [figure for one in ids for figure in segment_store.statistics_of(connection, one)]


def _themes(workspace: Workspace, segment_id: str | None) -> list[Theme]:
    with workspace.library.read() as connection:
        ids = [segment_id] if segment_id else [one.id for one in segment_store.list_segments(connection)]
        return [theme for one in ids for theme in segment_store.themes_of(connection, one)]


def _matching(query: str, members: list[Statistic] | list[Theme], limit: int) -> list[Result]:
    scored = [(_overlap(query, _words(member)), member) for member in members]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])[:limit]
    return [_result(member, score) for score, member in best]


def _overlap(query: str, words: str) -> float:
    """The share of the query's words that stand among the member's, endings aside."""
    wanted = set(tokens(query))
    return len(wanted & set(tokens(words))) / len(wanted) if wanted else 0.0


def _words(member: Statistic | Theme) -> str:
    if isinstance(member, Statistic):
        return f"{member.group} {member.predicate} {' '.join(member.terms)} {member.section}"
    return f"{member.label} {member.topic}"


def _result(member: Statistic | Theme, score: float) -> Result:
    text = member.sentence() if isinstance(member, Statistic) else f"{member.phrase()}: {member.label}"
    source = member.group if isinstance(member, Statistic) else "themes"
    return Result(evidence_id=member.id, type=member.type, text=text, score=round(score, 4), source=source)


def _quote_result(quote: Quote, score: float) -> Result:
    return Result(
        evidence_id=quote.id,
        type="quote",
        text=quote.text,
        score=round(score, 4),
        source=quote.source,
        respondent_id=quote.respondent_id,
        attributes=quote.attributes,
        emotions=_emotions(quote),
        placed=quote.placed,
    )
