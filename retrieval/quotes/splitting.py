"""Splitting a document into quotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from personas.evidence import Cut, Quote
from personas.ids import OF_TEXTS, content_id
from personas.normalising import has_unspaced, word_count
from personas.voices import Document, Turn
from retrieval.data import word_list
from retrieval.quotes.sentences import MAX_LENGTH, Stretch, sentences

MIN_WORDS = 3
"""A shorter sentence is joined with a neighbour of the same turn."""

_JOKE = re.compile(
    r"\W*(?:(?:no|nah|oh|sorry|but)\W+)*(?:(?:i'm|i am|we're) (?:only |just )?|only |just )(?:joking|kidding)\b",
    re.IGNORECASE,
)
"""How a sentence begins that takes back the one before it: it is said with that one."""
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=\w))*")
_PLACEHOLDER = re.compile(r"\[(?:name|email|phone|card|iban|ip|link|coordinates|postcode|address)\]")
_TALK = frozenset(word_list("talk"))


class _Piece(NamedTuple):
    span: Stretch
    words: int
    talk: bool = False


def split(document: Document, without: Iterable[tuple[int, int]] = ()) -> tuple[Quote, ...]:
    """The quotes of a document: the respondent's sentences, never across speakers; none of the stretches `without`.

    `document.text[quote.start:quote.end] == quote.text` always. Fragments under `MIN_WORDS` words are joined with a
    neighbour; talk that carries nothing ("Yeah.", "Mm, right.") is left out. The id hashes document, place and text.
    """
    return tuple(_quote(document, one) for one in _cuts(document, without))


def split_all(
    documents: Iterable[Document], without: Mapping[str, Iterable[tuple[int, int]]] | None = None
) -> Iterator[Quote]:
    """The quotes of many documents, streamed; `without` gives the stretches to leave out by document id."""
    left_out = without or {}
    for document in documents:
        yield from split(document, left_out.get(document.id, ()))


def cut_all(documents: Iterable[Document], without: Mapping[str, Iterable[tuple[int, int]]]) -> Iterator[Cut]:
    """The quotes of `split_all` as the library keeps them, without what their documents say already."""
    for document in documents:
        yield from _cuts(document, without.get(document.id, ()))


def _cuts(document: Document, without: Iterable[tuple[int, int]]) -> Iterator[Cut]:
    turns = document.turns or (Turn(start=0, end=len(document.text), speaker=""),)
    for turn in turns:
        if turn.role != "respondent":
            continue
        for part in _parts(turn, sorted(without)):
            for start, end in _stretches(document.text, part):
                words = document.text[start:end]
                identifier = content_id("q", document.id, start, end, words, digits=OF_TEXTS)
                yield Cut(identifier, document.id, start, end, words, turn.speaker)


def _parts(turn: Turn, without: Sequence[tuple[int, int]]) -> Iterator[Turn]:
    """What is left of a turn."""
    position = turn.start
    for start, end in without:
        if position < start < turn.end:
            yield turn.model_copy(update={"start": position, "end": start})
        position = max(position, min(end, turn.end)) if start < turn.end else position
    if position < turn.end:
        yield turn if position == turn.start else turn.model_copy(update={"start": position})


def _stretches(text: str, turn: Turn) -> list[Stretch]:
    joined: list[_Piece] = []
    for piece in map(partial(_measured, text), sentences(text, turn.start, turn.end)):
        if not piece.words or piece.talk:
            continue
        if joined and _joins(text, joined[-1], piece):
            joined[-1] = _Piece(Stretch(joined[-1].span.start, piece.span.end), joined[-1].words + piece.words)
        else:
            joined.append(piece)
    return [piece.span for piece in joined if piece.words >= MIN_WORDS or len(joined) == 1]


def _measured(text: str, span: Stretch) -> _Piece:
    said = _PLACEHOLDER.sub(" ", text[span.start : span.end])
    if has_unspaced(said):
        return _Piece(span, word_count(said))
    words = _WORD.findall(said)
    return _Piece(span, len(words), len(words) <= 4 and all(word.casefold() in _TALK for word in words))


def _joins(text: str, left: _Piece, right: _Piece) -> bool:
    if right.span.end - left.span.start > MAX_LENGTH or "\n" in text[left.span.end : right.span.start]:
        return False
    return min(left.words, right.words) < MIN_WORDS or _JOKE.match(text[right.span.start : right.span.end]) is not None


def _quote(document: Document, cut: Cut) -> Quote:
    return Quote.model_construct(
        **cut._asdict(),
        source_id=document.source_id,
        respondent_id=document.respondent_id,
        date=document.date,
        language=document.language,
        kind=document.kind,
        rating=document.rating,
        attributes=document.attributes,
        type="quote",
        source="",
        segment_id=None,
        membership="none",
    )
