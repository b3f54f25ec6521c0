"""From a document to its quotes."""

import re
from collections.abc import Iterable, Iterator

from personas.evidence import Quote
from personas.ids import content_id
from personas.voices import Document, Turn
from retrieval.quotes.sentences import MAX_LENGTH, Stretch, sentences

MIN_WORDS = 3
"""A shorter sentence is joined with a neighbour of the same turn."""

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=\w))*")
_PLACEHOLDER = re.compile(r"\[(?:name|email|phone|card|iban|ip|link|coordinates|postcode)\]")
_FILLERS = frozenset(
    """yeah yes yep yup aye no nope nah ok okay right sure exactly absolutely definitely totally mm mmm mhm hm hmm um er
    erm uh uhm ah oh well so like true indeed agreed correct fine thanks thank you hello hi bye cheers sorry pardon
    laughs laughter pause inaudible crosstalk haha lol ja nein genau sí si vale claro i see know mean suppose guess
    think of course not really that's it it's go on what""".split()
)


def split(document: Document) -> tuple[Quote, ...]:
    """The quotes of a document: the respondent's sentences, never across speakers.

    `document.text[quote.start:quote.end] == quote.text` always. Fragments under `MIN_WORDS` words are joined with a
    neighbour; talk that carries nothing ("Yeah.", "Mm, right.") is left out. The id hashes document, place and text.
    """
    turns = document.turns or (Turn(start=0, end=len(document.text), speaker=""),)
    return tuple(
        _quote(document, turn, stretch)
        for turn in turns
        if turn.role == "respondent"
        for stretch in _stretches(document.text, turn)
    )


def split_all(documents: Iterable[Document]) -> Iterator[Quote]:
    """The quotes of many documents, streamed."""
    for document in documents:
        yield from split(document)


def _stretches(text: str, turn: Turn) -> list[Stretch]:
    pieces = [piece for piece in sentences(text, turn.start, turn.end) if _words(text, piece)]
    joined: list[Stretch] = []
    for piece in pieces:
        if _is_talk(text, piece):
            continue
        if joined and _joins(text, joined[-1], piece):
            joined[-1] = Stretch(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return [piece for piece in joined if len(_words(text, piece)) >= MIN_WORDS or len(joined) == 1]


def _joins(text: str, left: Stretch, right: Stretch) -> bool:
    if right.end - left.start > MAX_LENGTH or "\n" in text[left.end : right.start]:
        return False
    return min(len(_words(text, left)), len(_words(text, right))) < MIN_WORDS


def _is_talk(text: str, piece: Stretch) -> bool:
    words = _words(text, piece)
    return len(words) <= 4 and all(word.casefold() in _FILLERS for word in words)


def _words(text: str, piece: Stretch) -> list[str]:
    return _WORD.findall(_PLACEHOLDER.sub(" ", text[piece.start : piece.end]))


def _quote(document: Document, turn: Turn, stretch: Stretch) -> Quote:
    words = document.text[stretch.start : stretch.end]
    return Quote.model_construct(
        id=content_id("q", document.id, stretch.start, stretch.end, words),
        source_id=document.source_id,
        document_id=document.id,
        start=stretch.start,
        end=stretch.end,
        text=words,
        speaker=turn.speaker,
        respondent_id=document.respondent_id,
        date=document.date,
        language=document.language,
        kind=document.kind,
        rating=document.rating,
        attributes=document.attributes,
    )
